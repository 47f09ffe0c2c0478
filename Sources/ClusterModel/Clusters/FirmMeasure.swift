/// What firms themselves do, or are advised to do.
public struct FirmMeasure: Codable, Hashable, Sendable {
  /// Stable name of the measure of firms for people and files; unique.
  public var key: String
  /// Name of the measure of firms in English as the source gives it; nil where it gives none.
  public var nameEn: String?
  /// Name of the measure of firms in Chinese as the source gives it; nil where it gives none.
  public var nameZh: String?
  /// English name of the measure of firms by translation or general knowledge, not from the source;
  /// nil where the source gives it or none is known.
  public var nameEnRef: String?
  /// Chinese name of the measure of firms by translation or general knowledge, not from the source;
  /// nil where the source gives it or none is known.
  public var nameZhRef: String?
  /// What firms do or should do, in short; nil where the source gives the name alone.
  public var description: String?
  /// Who acts, in the words of the source; nil where it does not say.
  public var actorText: String?
  /// Kind of actor among the institutions that acts; nil where not classed.
  public var actorID: Identifier<Institution>?
  /// Heading or theme under which the source lists the measure; nil where it has none.
  public var groupText: String?
  /// How the source speaks of the measure: recommended or observed.
  public var statementKind: String
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(key: String, statementKind: String) {
    self.key = key
    self.statementKind = statementKind
  }
}
