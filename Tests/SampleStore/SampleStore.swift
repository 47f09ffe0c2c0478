public import ClusterStore

/// Databases for tests.
public enum SampleStore {
  /// A database in memory with the schema and no rows.
  public static func empty() throws -> Store { try Store.create() }
}
