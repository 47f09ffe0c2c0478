/// A system, index or mechanism that the documents call for.
public struct System: Codable, Hashable, Sendable {
  /// Stable name of the system for people and files; unique.
  public var key: String
  /// Place of the system by how central it is to the documents, counted from 1, each place once.
  public var rank: Int
  /// Kind of system, such as information system, index system, mechanism, network or platform.
  public var kind: String
  /// Name of the system in English as the source gives it; nil where it gives none.
  public var nameEn: String?
  /// Name of the system in Chinese as the source gives it; nil where it gives none.
  public var nameZh: String?
  /// English name of the system by translation or general knowledge, not from the source; nil where
  /// the source gives it or none is known.
  public var nameEnRef: String?
  /// What the document demands of the system, in short; nil where it does not say.
  public var docRequires: String?
  /// Names of the tables that serve the system, separated by semicolons; nil where none does.
  public var servesTables: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(key: String, rank: Int, kind: String) {
    self.key = key
    self.rank = rank
    self.kind = kind
  }
}
