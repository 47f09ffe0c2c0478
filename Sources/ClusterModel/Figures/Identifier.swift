/// The id of a row that holds an `Element`; it says nothing by itself.
public struct Identifier<Element>: RawRepresentable, Hashable, Sendable, Codable {
  /// The number that the database gave the row.
  public let rawValue: Int64

  /// Takes the number that the database gave the row.
  public init(rawValue: Int64) { self.rawValue = rawValue }
}
