/// A code that a zone carried in a spell of years, with the name and the zone above at that time.
public struct ZoneCode: Codable, Hashable, Sendable {
  /// Zone that carried the code.
  public var zoneID: Identifier<Zone>
  /// Classification that the code belongs to, such as GB/T 2260.
  public var scheme: String
  /// Code in force during the spell, kept as text with leading zeros.
  public var code: String
  /// Level that the code denoted, such as province, prefecture or county.
  public var kind: String
  /// Chinese name that went with the code; nil where the source gives none.
  public var nameZh: String?
  /// Code of the zone above during the spell, kept as text; nil where the zone has none.
  public var parentCode: String?
  /// First year of the spell, 1000 to 2999.
  public var fromYear: Int
  /// Last year of the spell, 1000 to 2999 and not before ``fromYear``.
  public var toYear: Int
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?

  /// Takes what every row must have; the rest is nil.
  public init(
    zoneID: Identifier<Zone>, scheme: String, code: String, kind: String, fromYear: Int, toYear: Int
  ) {
    self.zoneID = zoneID
    self.scheme = scheme
    self.code = code
    self.kind = kind
    self.fromYear = fromYear
    self.toYear = toYear
  }
}
