public import ClusterModel

/// Reads and writes table `statistic_contradiction`.
public typealias StatisticContradictionRepository = Repository<StatisticContradiction>

extension StatisticContradiction: Storable {
  /// The table, `statistic_contradiction`.
  public static var table: String { "statistic_contradiction" }

  /// What is unique in a row.
  public var rowKey: String {
    "statistic \(statisticID.rawValue), contradiction \(contradictionID.rawValue)"
  }
}
