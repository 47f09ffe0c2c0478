/// A person on record, as author or authority.
public struct Person: Codable, Hashable, Sendable {
  /// Stable name of the person for people and files; unique.
  public var key: String
  /// Name of the person in Latin letters as a document prints it; nil where none does.
  public var nameEn: String?
  /// Name of the person in Chinese as a document prints it; nil where none does.
  public var nameZh: String?
  /// Chinese name by general knowledge; nil where a document prints it or none is known.
  public var nameZhRef: String?
  /// Why the person is on record, such as author of a document or authority cited; nil where not
  /// recorded.
  public var role: String?
  /// What the document reports the person to have said, in short; nil where it reports nothing.
  public var statement: String?
  /// Remark that rests on general knowledge and not on a document; nil where there is none.
  public var noteRef: String?
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
