/// A document that figures and statements are taken from.
public struct Source: Codable, Hashable, Sendable {
  /// Stable name of the document for people and files; unique.
  public var key: String
  /// Kind of document, such as article, paper, yearbook or web page, as classified on entry.
  public var kind: String
  /// Title of the document in its own language.
  public var title: String
  /// Translation of the title, made by the editors and not printed in the document; nil where none
  /// was made.
  public var titleTranslationRef: String?
  /// Authors in the order printed, separated by semicolons; nil where the document names none.
  public var authors: String?
  /// Publisher, issuing office or journal; nil where not stated.
  public var publisher: String?
  /// Year of publication, 1000 to 2999; nil where the document gives none.
  public var year: Int?
  /// What the year rests on, such as a posted date; nil where there is no year or it is stated
  /// outright.
  public var yearBasis: String?
  /// Date in the words of the document; nil where it gives none.
  public var dateText: String?
  /// Language of the document as an ISO 639-1 code such as en or zh; nil where unknown.
  public var language: String?
  /// Name of the file that holds the text; nil where no file is kept.
  public var file: String?
  /// Address where the document can be read; nil where none is known.
  public var url: String?
  /// Terms under which the document may be used; nil where none is stated.
  public var licence: String?
  /// Affiliations as printed, separated by semicolons; nil where none are stated.
  public var affiliations: String?
  /// Keywords of the document, separated by semicolons; nil where it lists none.
  public var keywords: String?
  /// Remark on the document and its state, such as a missing part; nil where there is none.
  public var note: String?
  /// Remark that rests on general knowledge and not on the document; nil where there is none.
  public var noteRef: String?
  /// Document whose reference list names this one; nil where the document itself is at hand.
  public var citedInID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(key: String, kind: String, title: String) {
    self.key = key
    self.kind = kind
    self.title = title
  }
}
