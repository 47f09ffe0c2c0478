/// That an industry is at home in a zone.
public struct ZoneIndustry: Codable, Hashable, Sendable {
  /// Zone in which the industry is at home.
  public var zoneID: Identifier<Zone>
  /// Industry that the source names for the zone.
  public var industryID: Identifier<Industry>
  /// What the industry is to the zone, such as area industry, leading industry, mainstay, emerging,
  /// concentration field or key-cluster sector.
  public var role: String
  /// Words of the document that tie industry and zone; nil where none are quoted.
  public var wording: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(zoneID: Identifier<Zone>, industryID: Identifier<Industry>, role: String) {
    self.zoneID = zoneID
    self.industryID = industryID
    self.role = role
  }
}
