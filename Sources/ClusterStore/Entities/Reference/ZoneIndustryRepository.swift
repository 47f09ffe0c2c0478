public import ClusterModel

/// Reads and writes table `zone_industry`.
public typealias ZoneIndustryRepository = Repository<ZoneIndustry>

extension ZoneIndustry: Storable {
  /// The table, `zone_industry`.
  public static var table: String { "zone_industry" }

  /// What is unique in a row.
  public var rowKey: String {
    "zone \(zoneID.rawValue), industry \(industryID.rawValue), \(role)"
  }
}
