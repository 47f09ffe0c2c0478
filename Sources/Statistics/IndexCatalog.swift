/// Every index, by the family that its file stands in.
///
/// To add an index: its file in the folder of its family, its line here, and its expected values in
/// the tests.
public enum IndexCatalog {
  /// A family of indices.
  public enum Family: String, CaseIterable, Sendable {
    /// Where an industry is strong.
    case location
    /// How unequal a distribution is, and how concentrated an industry.
    case concentration
    /// What a region can do, from what it has.
    case complexity
    /// How near firms stand to each other.
    case space
    /// What has become of it.
    case change
    /// How values are distributed.
    case distribution

    /// The indices of the family.
    public var indices: [any Statistic.Type] {
      switch self {
      case .location:
        [
          LocationQuotient.self,
          StandardizedLocationQuotient.self,
          StrongCluster.self,
          ClusterStars.self,
          ClusterIndex.self,
        ]
      case .concentration:
        [
          HerfindahlHirschman.self,
          ConcentrationRatio.self,
          Gini.self,
          GiniOfLocationQuotients.self,
          LorenzCurve.self,
          LorenzArea.self,
          Krugman.self,
          RelativeDiversity.self,
          Hoover.self,
          Hachman.self,
          TheilT.self,
          TheilL.self,
          Atkinson.self,
          Entropy.self,
          Variety.self,
          EllisonGlaeser.self,
          MaurelSedillot.self,
          Coagglomeration.self,
        ]
      case .complexity:
        [
          RevealedComparativeAdvantage.self,
          Diversity.self,
          Ubiquity.self,
          Proximity.self,
          Relatedness.self,
          RelatednessDensity.self,
          EconomicComplexity.self,
          MethodOfReflections.self,
          Fitness.self,
          ComplexityOutlook.self,
        ]
      case .space:
        [
          DurantonOverman.self,
          MarconPuech.self,
        ]
      case .change:
        [
          Growth.self,
          CompoundGrowth.self,
          ShiftShare.self,
          EstebanMarquillas.self,
          GerfinShiftShare.self,
          DynamicShiftShare.self,
        ]
      case .distribution:
        [
          SizeBands.self,
          Quantile.self,
          CoefficientOfVariation.self,
          Williamson.self,
        ]
      }
    }
  }

  /// The descriptions of all indices, family by family.
  public static var all: [IndexDescription] {
    Family.allCases.flatMap { family in family.indices.map { $0.definition } }
  }
}
