public import ClusterModel

/// Reads and writes table `size_rule`.
public typealias SizeRuleRepository = Repository<SizeRule>

extension SizeRule: Keyed {
  /// The table, `size_rule`.
  public static var table: String { "size_rule" }
}
