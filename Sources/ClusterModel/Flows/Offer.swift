/// A material that a firm can give.
public struct Offer: Codable, Hashable, Sendable {
  /// Stable name of the offer for people and files; unique.
  public var key: String
  /// Firm that offers the material.
  public var firmID: Identifier<Firm>
  /// Material that the firm offers.
  public var materialID: Identifier<Material>
  /// Zone in which the material is to be handed over; nil where it is the zone of the firm.
  public var zoneID: Identifier<Zone>?
  /// Amount for each period in unit, above 0; nil where not stated.
  public var amount: Double?
  /// Unit of the amount, such as t or m3; nil where it is the unit of the material.
  public var unit: String?
  /// Period in which the amount falls due; nil where not stated.
  public var period: Period?
  /// First year in which the offer holds, 1000 to 2999; nil where not stated.
  public var fromYear: Int?
  /// Last year in which the offer holds, 1000 to 2999 and not before ``fromYear``; nil where open
  /// or not stated.
  public var toYear: Int?
  /// Price for one unit of the material in units of currency, 0 or more; nil where not stated.
  public var price: Double?
  /// Currency of the price as an ISO 4217 code such as CNY; nil where no price is stated.
  public var currency: String?
  /// Remark on the offer, such as quality or form; nil where there is none.
  public var note: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?

  /// Takes what every row must have; the rest is nil.
  public init(key: String, firmID: Identifier<Firm>, materialID: Identifier<Material>) {
    self.key = key
    self.firmID = firmID
    self.materialID = materialID
  }
}
