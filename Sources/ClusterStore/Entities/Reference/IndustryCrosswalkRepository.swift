public import ClusterModel
import SQLite

/// Reads and writes table `industry_crosswalk`.
public typealias IndustryCrosswalkRepository = Repository<IndustryCrosswalk>

extension IndustryCrosswalk: Storable {
  /// The table, `industry_crosswalk`.
  public static var table: String { "industry_crosswalk" }

  /// What is unique in a row.
  public var rowKey: String {
    "from \(fromID.rawValue), to \(toID.rawValue)"
  }
}

extension Repository<IndustryCrosswalk> {
  /// What `industry` corresponds to in other classifications, in order.
  public func targets(of industry: Identifier<Industry>) throws -> [Stored<IndustryCrosswalk>] {
    try rows("WHERE from_id = ?1 ORDER BY position, id", [.integer(industry.rawValue)])
  }
}
