public import ClusterModel

/// Reads and writes table `mention`.
public typealias MentionRepository = Repository<Mention>

extension Mention: Storable {
  /// The table, `mention`.
  public static var table: String { "mention" }

  /// What is unique in a row.
  public var rowKey: String {
    "\(entityType.rawValue), \(entityKey), source \(sourceID.rawValue), \(locator)"
  }
}
