public import ClusterModel

/// Reads and writes table `derived_check_input`.
public typealias DerivedCheckInputRepository = Repository<DerivedCheckInput>

extension DerivedCheckInput: Storable {
  /// The table, `derived_check_input`.
  public static var table: String { "derived_check_input" }

  /// What is unique in a row.
  public var rowKey: String {
    "derived check \(derivedCheckID.rawValue), statistic \(statisticID.rawValue)"
  }
}
