/// What a reader must know of an index to use its value and to compare it with another program's.
public struct IndexDescription: Hashable, Sendable {
  /// A short name in lower case with hyphens, unique in the catalogue.
  public let name: String
  /// The name that the literature uses.
  public let title: String
  /// The formula in plain characters.
  public let formula: String
  /// The values it can take.
  public let range: String
  /// The unit of its value.
  public let unit: String
  /// What was chosen where the literature leaves a choice.
  public let convention: String
  /// Author, title, year.
  public let source: String
  /// The names of its values, each of which is a column of a result; the first is the index itself.
  public let measures: [String]
  /// What can be set.
  public let parameters: [IndexParameter]
  /// What peers do whose convention can be asked for.
  public let peers: [PeerConvention]
  /// Functions of other programs that answer the same for the same input.
  public let agrees: [String]
  /// Functions of other programs that bear the name and answer otherwise, and how.
  public let differs: [String]

  /// The name with underscores, as columns and functions of SQL bear it.
  public var identifier: String { Self.identifier(name) }

  private static func identifier(_ name: String) -> String {
    String(
      decoding: name.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
  }

  init(
    _ name: String, title: String, formula: String, range: String, unit: String = "none",
    convention: String, source: String, measures: [String] = [],
    parameters: [IndexParameter] = [], peers: [PeerConvention] = [], agrees: [String] = [],
    differs: [String] = []
  ) {
    (self.name, self.title, self.formula, self.range) = (name, title, formula, range)
    (self.unit, self.convention, self.source) = (unit, convention, source)
    self.measures = measures.isEmpty ? [Self.identifier(name)] : measures
    (self.parameters, self.peers) = (parameters, peers)
    (self.agrees, self.differs) = (agrees, differs)
  }
}

/// An index with its description.
public protocol Statistic: Sendable {
  /// What the index is.
  static var definition: IndexDescription { get }
}
