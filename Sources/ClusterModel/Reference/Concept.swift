/// An idea that documents relate to others.
public struct Concept: Codable, Hashable, Sendable {
  /// Stable name of the concept for people and files; unique.
  public var key: String
  /// Name of the concept in English as the source gives it; nil where it gives none.
  public var nameEn: String?
  /// Name of the concept in Chinese as the source gives it; nil where it gives none.
  public var nameZh: String?
  /// English name of the concept by translation or general knowledge, not from the source; nil
  /// where the source gives it or none is known.
  public var nameEnRef: String?
  /// Chinese name of the concept by translation or general knowledge, not from the source; nil
  /// where the source gives it or none is known.
  public var nameZhRef: String?
  /// What the document says the concept means, in short; nil where it does not say.
  public var definition: String?
  /// Definition that rests on general knowledge and not on the document; nil where there is none.
  public var definitionRef: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(key: String) {
    self.key = key
  }
}
