/// A firm, surveyed or named in a document.
public struct Firm: Codable, Hashable, Sendable {
  /// Stable name of the firm for people and files; unique.
  public var key: String
  /// What the row stands for.
  public var recordKind: RecordKind
  /// Unified social credit code of 18 characters under GB 32100-2015, kept as text; nil where the
  /// firm has none or it is not recorded.
  public var creditCode: String?
  /// Name of the firm in English as the source gives it; nil where it gives none.
  public var nameEn: String?
  /// Name of the firm in Chinese as the source gives it; nil where it gives none.
  public var nameZh: String?
  /// English name of the firm by translation or general knowledge, not from the source; nil where
  /// the source gives it or none is known.
  public var nameEnRef: String?
  /// Chinese name of the firm by translation or general knowledge, not from the source; nil where
  /// the source gives it or none is known.
  public var nameZhRef: String?
  /// Part the firm plays in its cluster, such as core firm or upstream supplier; nil where not
  /// stated.
  public var role: String?
  /// Zone in which the firm is seated at present; nil where not recorded.
  ///
  /// See ``FirmYear`` for each year.
  public var zoneID: Identifier<Zone>?
  /// Industry of the firm's main activity at present; nil where not recorded.
  ///
  /// See ``FirmYear`` for each year.
  public var industryID: Identifier<Industry>?
  /// The size class under the rules for statistical size classes; nil where not classed.
  public var sizeClass: SizeClass?
  /// Year in which the firm was set up, 1000 to 2999; nil where not recorded.
  public var foundedYear: Int?
  /// Street address as recorded; nil where not recorded.
  public var address: String?
  /// Longitude of the firm, -180 to 180, east positive, WGS 84; nil where not recorded.
  public var longitude: Double?
  /// Latitude of the firm, -90 to 90, north positive, WGS 84; nil where not recorded.
  public var latitude: Double?
  /// Remark on the firm; nil where there is none.
  public var note: String?
  /// Remark that rests on general knowledge and not on a document; nil where there is none.
  public var noteRef: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(key: String, recordKind: RecordKind = .surveyed) {
    self.key = key
    self.recordKind = recordKind
  }

  /// What a row stands for.
  public enum RecordKind: String, Codable, Sendable, CaseIterable {
    /// A firm of a survey or register.
    case surveyed = "surveyed firm"
    /// A firm that a document names.
    case named = "named firm"
    /// Firms that a document speaks of without names.
    case unnamed = "unnamed firms"
  }

  /// A statistical size class of firms.
  public enum SizeClass: String, Codable, Sendable, CaseIterable {
    /// 大型.
    case large
    /// 中型.
    case medium
    /// 小型.
    case small
    /// 微型.
    case micro
  }
}
