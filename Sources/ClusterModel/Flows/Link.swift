/// A tie between two actors that is no exchange of material.
public struct Link: Codable, Hashable, Sendable {
  /// Stable name of the link for people and files; unique.
  public var key: String
  /// Kind of tie, such as supply, subcontract, joint research, ownership or finance.
  public var kind: String
  /// Firm at the start of the tie; nil where an institution stands there; exactly one of the two is
  /// set.
  public var fromFirmID: Identifier<Firm>?
  /// Institution at the start of the tie; nil where a firm stands there; exactly one of the two is
  /// set.
  public var fromInstitutionID: Identifier<Institution>?
  /// Firm at the end of the tie; nil where an institution stands there; exactly one of the two is
  /// set.
  public var toFirmID: Identifier<Firm>?
  /// Institution at the end of the tie; nil where a firm stands there; exactly one of the two is
  /// set.
  public var toInstitutionID: Identifier<Institution>?
  /// First year of the tie, 1000 to 2999; nil where not recorded.
  public var fromYear: Int?
  /// Last year of the tie, 1000 to 2999 and not before ``fromYear``; nil where open or not
  /// recorded.
  public var toYear: Int?
  /// Weight of the tie in unit, 0 or more; nil where not measured.
  public var value: Double?
  /// Unit of value; nil where value is nil or has no unit.
  public var unit: String?
  /// Remark on the tie; nil where there is none.
  public var note: String?
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
