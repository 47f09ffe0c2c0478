/// A class of a taxonomy.
public struct Term: Codable, Hashable, Sendable {
  /// Stable name of the term for people and files; unique.
  public var key: String
  /// Taxonomy that the term belongs to.
  public var taxonomyID: Identifier<Taxonomy>
  /// Code of the term in its taxonomy, unique there.
  public var code: String
  /// Term of the same taxonomy that this one falls under; nil at the top level.
  public var parentID: Identifier<Term>?
  /// Place of the term in the order of its taxonomy, counted from 1.
  public var position: Int
  /// Name of the term in English as the source gives it; nil where it gives none.
  public var nameEn: String?
  /// Name of the term in Chinese as the source gives it; nil where it gives none.
  public var nameZh: String?
  /// English name of the term by translation or general knowledge, not from the source; nil where
  /// the source gives it or none is known.
  public var nameEnRef: String?
  /// Chinese name of the term by translation or general knowledge, not from the source; nil where
  /// the source gives it or none is known.
  public var nameZhRef: String?
  /// Other names of the term, separated by semicolons; nil where none are known.
  public var aliases: String?
  /// What the source says the term means, in short; nil where it does not say.
  public var definition: String?
  /// Definition that rests on general knowledge and not on the source; nil where there is none.
  public var definitionRef: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(key: String, taxonomyID: Identifier<Taxonomy>, code: String, position: Int) {
    self.key = key
    self.taxonomyID = taxonomyID
    self.code = code
    self.position = position
  }
}
