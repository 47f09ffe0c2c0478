/// A trade, as one classification or the wording of the documents has it.
public struct Industry: Codable, Hashable, Sendable {
  /// Stable name of the industry for people and files; unique.
  public var key: String
  /// Classification that the code belongs to, such as GB/T 4754-2017, ISIC Rev.4, NAICS 2017 or the
  /// wording of the documents.
  public var scheme: String
  /// Code in its scheme, kept as text with leading zeros.
  public var code: String
  /// Level of the classification, such as section, division, group or class; nil where the scheme
  /// has none.
  public var level: String?
  /// Industry of the same scheme that this one is part of; nil at the top level.
  public var parentID: Identifier<Industry>?
  /// Name of the industry in English as the source gives it; nil where it gives none.
  public var nameEn: String?
  /// Name of the industry in Chinese as the source gives it; nil where it gives none.
  public var nameZh: String?
  /// English name of the industry by translation or general knowledge, not from the source; nil
  /// where the source gives it or none is known.
  public var nameEnRef: String?
  /// Chinese name of the industry by translation or general knowledge, not from the source; nil
  /// where the source gives it or none is known.
  public var nameZhRef: String?
  /// What the documents call the industry, such as mainstay, emerging or traditional; nil where
  /// they do not class it.
  public var docClass: String?
  /// Scope of the industry as the classification explains it; nil where there is none.
  public var note: String?
  /// Remark that rests on general knowledge and not on a document; nil where there is none.
  public var noteRef: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(key: String, scheme: String, code: String) {
    self.key = key
    self.scheme = scheme
    self.code = code
  }
}
