public import ClusterModel

/// Reads and writes table `zone_member`.
public typealias ZoneMemberRepository = Repository<ZoneMember>

extension ZoneMember: Storable {
  /// The table, `zone_member`.
  public static var table: String { "zone_member" }

  /// What is unique in a row.
  public var rowKey: String {
    "area \(areaID.rawValue), member \(memberID.rawValue)"
  }
}
