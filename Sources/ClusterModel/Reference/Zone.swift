/// A place: an administrative unit, a development zone, or an area that spans several.
public struct Zone: Codable, Hashable, Sendable {
  /// Stable name of the zone for people and files; unique.
  public var key: String
  /// Classification that the code belongs to, such as GB/T 2260 or FIPS; nil where the zone carries
  /// no code.
  public var scheme: String?
  /// Code of the zone in its scheme, kept as text with leading zeros; nil where the zone carries
  /// none.
  public var code: String?
  /// Kind of zone, such as province, city, county, district, development zone, coastal belt or
  /// macro region.
  public var kind: String
  /// Name of the zone in English as the source gives it; nil where it gives none.
  public var nameEn: String?
  /// Name of the zone in Chinese as the source gives it; nil where it gives none.
  public var nameZh: String?
  /// English name of the zone by translation or general knowledge, not from the source; nil where
  /// the source gives it or none is known.
  public var nameEnRef: String?
  /// Chinese name of the zone by translation or general knowledge, not from the source; nil where
  /// the source gives it or none is known.
  public var nameZhRef: String?
  /// Other names of the zone, separated by semicolons; nil where none are known.
  public var aliases: String?
  /// Zone that this one lies in, as stated by the document or the classification; nil where none is
  /// stated.
  public var parentID: Identifier<Zone>?
  /// Zone that this one lies in by general knowledge; nil where ``parentID`` states it or none is
  /// known.
  public var parentRefID: Identifier<Zone>?
  /// First year in which the zone exists under this key, 1000 to 2999; nil where not recorded.
  public var fromYear: Int?
  /// Last year in which the zone exists under this key, 1000 to 2999 and not before ``fromYear``;
  /// nil where still in force or not recorded.
  public var toYear: Int?
  /// Area in square kilometres, above 0; nil where not recorded.
  public var areaKm2: Double?
  /// Longitude of a point of the zone, -180 to 180, east positive, WGS 84; nil where not recorded.
  public var longitude: Double?
  /// Latitude of a point of the zone, -90 to 90, north positive, WGS 84; nil where not recorded.
  public var latitude: Double?
  /// What the document says of the zone, in short; nil where it says nothing more.
  public var docNote: String?
  /// Remark that rests on general knowledge and not on a document; nil where there is none.
  public var noteRef: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(key: String, kind: String) {
    self.key = key
    self.kind = kind
  }
}
