public import ClusterModel

/// Reads and writes table `saved_query`.
public typealias SavedQueryRepository = Repository<SavedQuery>

extension SavedQuery: Keyed {
  /// The table, `saved_query`.
  public static var table: String { "saved_query" }
}
