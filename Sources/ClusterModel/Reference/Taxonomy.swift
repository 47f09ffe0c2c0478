/// A classification that a document sets up, of which the terms are the classes.
public struct Taxonomy: Codable, Hashable, Sendable {
  /// Stable name of the taxonomy for people and files; unique.
  public var key: String
  /// Name of the taxonomy in English as the source gives it; nil where it gives none.
  public var nameEn: String?
  /// Name of the taxonomy in Chinese as the source gives it; nil where it gives none.
  public var nameZh: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?

  /// Takes what every row must have; the rest is nil.
  public init(key: String) {
    self.key = key
  }
}
