/// A government, university, intermediary or other actor that is no firm.
public struct Institution: Codable, Hashable, Sendable {
  /// Stable name of the institution for people and files; unique.
  public var key: String
  /// What the row stands for.
  public var recordKind: RecordKind
  /// Kind of institution, such as government, university, research institute, intermediary, service
  /// organisation, finance or platform.
  public var kind: String
  /// Administrative level, such as national, provincial, city, county or local; nil where it has
  /// none or is not stated.
  public var level: String?
  /// Name of the institution in English as the source gives it; nil where it gives none.
  public var nameEn: String?
  /// Name of the institution in Chinese as the source gives it; nil where it gives none.
  public var nameZh: String?
  /// English name of the institution by translation or general knowledge, not from the source; nil
  /// where the source gives it or none is known.
  public var nameEnRef: String?
  /// Chinese name of the institution by translation or general knowledge, not from the source; nil
  /// where the source gives it or none is known.
  public var nameZhRef: String?
  /// Zone in which the institution is seated or that it serves; nil where not stated.
  public var zoneID: Identifier<Zone>?
  /// Function of the institution, in short; nil where not stated.
  public var role: String?
  /// Remark that rests on general knowledge and not on a document; nil where there is none.
  public var noteRef: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(key: String, recordKind: RecordKind = .named, kind: String) {
    self.key = key
    self.recordKind = recordKind
    self.kind = kind
  }

  /// What a row stands for.
  public enum RecordKind: String, Codable, Sendable, CaseIterable {
    /// An institution with a name.
    case named
    /// An institution known by its place alone, such as the government of a city.
    case namedByPlace = "named by place"
    /// All actors of a kind.
    case kindOfActor = "kind of actor"
  }
}
