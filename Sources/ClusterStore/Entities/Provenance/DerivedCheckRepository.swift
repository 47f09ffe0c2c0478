public import ClusterModel

/// Reads and writes table `derived_check`.
public typealias DerivedCheckRepository = Repository<DerivedCheck>

extension DerivedCheck: Keyed {
  /// The table, `derived_check`.
  public static var table: String { "derived_check" }
}
