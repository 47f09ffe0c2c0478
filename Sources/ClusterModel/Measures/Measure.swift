/// What a government does, or is advised to do.
public struct Measure: Codable, Hashable, Sendable {
  /// Stable name of the measure for people and files; unique.
  public var key: String
  /// Name of the measure in English as the source gives it; nil where it gives none.
  public var nameEn: String?
  /// Name of the measure in Chinese as the source gives it; nil where it gives none.
  public var nameZh: String?
  /// English name of the measure by translation or general knowledge, not from the source; nil
  /// where the source gives it or none is known.
  public var nameEnRef: String?
  /// Chinese name of the measure by translation or general knowledge, not from the source; nil
  /// where the source gives it or none is known.
  public var nameZhRef: String?
  /// What the measure consists of, in short; nil where the source gives the name alone.
  public var description: String?
  /// The aspect that the source itself assigns; nil where it assigns none.
  public var aspect: Aspect?
  /// Aspect in the words of the source; nil where it names none.
  public var aspectText: String?
  /// The aspect that the editors assign; nil where none fits.
  public var aspectRef: Aspect?
  /// Level that acts, such as national, provincial, city, county, development zone or cluster; nil
  /// where not stated.
  public var actorLevel: String?
  /// Who acts, in the words of the source; nil where it does not say.
  public var actorText: String?
  /// Means that the measure uses, such as planning, infrastructure, subsidy, tax, talent or
  /// waste-energy-exchange.
  public var instrumentKind: String
  /// Term of a taxonomy of policy instruments that the measure falls under; nil where not classed.
  public var instrumentTermID: Identifier<Term>?
  /// How the source speaks of the measure, such as recommended, case, observed or principle.
  public var statementKind: String
  /// Larger measure that this one is part of; nil where it is part of none.
  public var partOfID: Identifier<Measure>?
  /// First year in which the measure is in force, 1000 to 2999; nil where not stated.
  public var fromYear: Int?
  /// Last year in which the measure is in force, 1000 to 2999 and not before ``fromYear``; nil
  /// where open or not stated.
  public var toYear: Int?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(key: String, instrumentKind: String, statementKind: String) {
    self.key = key
    self.instrumentKind = instrumentKind
    self.statementKind = statementKind
  }

  /// An aspect of the government environment.
  public enum Aspect: String, Codable, Sendable, CaseIterable {
    /// Infrastructure and other things one can touch.
    case hard
    /// Policies and laws.
    case policyLegalSoft = "policy-legal soft"
    /// Services, markets, education and culture.
    case socioEconomicSoft = "socio-economic soft"
  }
}
