/// An exchange from a giver to a taker, realised or only spoken of.
public struct Flow: Codable, Hashable, Sendable {
  /// Stable name of the flow for people and files; unique.
  public var key: String
  /// What kind of thing passes, such as material, water, energy, waste, by-product, information or
  /// finance.
  public var flowClass: String
  /// How the exchange is known: reported or case where it takes place, otherwise the way a source
  /// speaks of it, such as recommended, observed or principle.
  public var statementKind: String
  /// Between whom the exchange takes place.
  public var exchangeScope: Scope
  /// Table of the giver; nil where only the text is known or nothing.
  public var giverType: PartyType?
  /// Key of the giver in its table; nil where only the text is known or nothing.
  public var giverKey: String?
  /// Giver in the words of the source; nil where it names none.
  public var giverText: String?
  /// Table of the taker; nil where only the text is known or nothing.
  public var takerType: PartyType?
  /// Key of the taker in its table; nil where only the text is known or nothing.
  public var takerKey: String?
  /// Taker in the words of the source; nil where it names none.
  public var takerText: String?
  /// Material that passes; nil where only the text is known.
  public var materialID: Identifier<Material>?
  /// Material in the words of the source; nil where it names none.
  public var materialText: String?
  /// Amount that passes in each period in unit, 0 or more; nil where not stated.
  public var amount: Double?
  /// Unit of the amount, such as t or m3; nil where it is the unit of the material or no amount is
  /// stated.
  public var unit: String?
  /// Period that the amount passes in; nil where not stated.
  public var period: Period?
  /// Year of the exchange, 1000 to 2999; nil where not stated.
  public var year: Int?
  /// Price for one unit of the material in units of currency, 0 or more; nil where not stated.
  public var price: Double?
  /// Currency of the price as an ISO 4217 code such as CNY; nil where no price is stated.
  public var currency: String?
  /// How the exchange comes about, in short; nil where not stated.
  public var via: String?
  /// What the exchange brings, in short; nil where not stated.
  public var result: String?
  /// Cluster in which the exchange takes place; nil where none is stated.
  public var clusterID: Identifier<Cluster>?
  /// Zone in which the exchange takes place; nil where none is stated.
  public var zoneID: Identifier<Zone>?
  /// Words of the document that tell of the exchange; nil where it is no document's.
  public var wording: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(
    key: String, flowClass: String, statementKind: String = "reported",
    exchangeScope: Scope = .notStated
  ) {
    self.key = key
    self.flowClass = flowClass
    self.statementKind = statementKind
    self.exchangeScope = exchangeScope
  }

  /// Between whom an exchange takes place.
  public enum Scope: String, Codable, Sendable, CaseIterable {
    /// Members of one cluster.
    case intraCluster = "intra-cluster"
    /// Actors of different regions.
    case interRegional = "inter-regional"
    /// A cluster and its environment.
    case systemEnvironment = "system-environment"
    /// The source does not say.
    case notStated = "not stated"
  }

  /// What kind of actor gives or takes.
  public enum PartyType: String, Codable, Sendable, CaseIterable {
    /// A firm.
    case firm
    /// An industry.
    case industry
    /// An institution.
    case institution
    /// A concept.
    case concept
    /// A zone.
    case zone
    /// A cluster.
    case cluster
  }
}
