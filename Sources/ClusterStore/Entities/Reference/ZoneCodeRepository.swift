public import ClusterModel

/// Reads and writes table `zone_code`.
public typealias ZoneCodeRepository = Repository<ZoneCode>

extension ZoneCode: Storable {
  /// The table, `zone_code`.
  public static var table: String { "zone_code" }

  /// What is unique in a row.
  public var rowKey: String {
    "\(scheme), \(code), \(fromYear)"
  }
}
