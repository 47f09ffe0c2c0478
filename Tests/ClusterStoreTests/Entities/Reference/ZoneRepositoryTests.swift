import ClusterModel
import Testing

@testable import ClusterStore

extension Zone: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Zone {
    var zone = Zone(key: "zone-\(number)", kind: "kind \(number)")
    zone.scheme = "scheme \(number)"
    zone.code = "code \(number)"
    zone.nameEn = "name en \(number)"
    zone.nameZh = "沈本一体化第\(number)号"
    zone.nameEnRef = "name en ref \(number)"
    zone.nameZhRef = "辽宁产业集群参考\(number)"
    zone.aliases = "an alias of \(number); 别名\(number)"
    zone.parentID = try world.zone(number)
    zone.parentRefID = try world.zone(number + 10)
    zone.fromYear = 1990 + number
    zone.toYear = 2010 + number
    zone.areaKm2 = 8 + Double(number) / 4
    zone.longitude = 120 + Double(number)
    zone.latitude = 40 + Double(number)
    zone.docNote = "doc note \(number)"
    zone.noteRef = "note ref \(number)"
    zone.sourceID = try world.source(number)
    zone.locator = "locator \(number)"
    return zone
  }
}

@Suite struct ZoneRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Zone.self).check(law)
  }

  @Test func `a code leads to the zone that carried it in that year`() throws {
    let world = try World()
    let zones = ZoneRepository(world.store)
    let codes = ZoneCodeRepository(world.store)
    let (old, new) = (try world.zone(1), try world.zone(2))
    for (zone, code, from, to) in [
      (old, "0755", 1980, 1994), (new, "0755", 1995, 2024), (old, "0756", 1995, 2020),
    ] {
      try codes.insert(
        ZoneCode(
          zoneID: zone, scheme: "gbt2260", code: code, kind: "county", fromYear: from, toYear: to))
    }
    #expect(try zones.zone(scheme: "gbt2260", code: "0755", year: 1980).id == old)
    #expect(try zones.zone(scheme: "gbt2260", code: "0755", year: 1994).id == old)
    #expect(try zones.zone(scheme: "gbt2260", code: "0755", year: 1995).id == new)
    // The record ends with 2024; what was in force then still is.
    #expect(try zones.zone(scheme: "gbt2260", code: "0755", year: 2031).id == new)
    for (code, year) in [("0755", 1979), ("0756", 1994), ("0756", 2021), ("755", 1990)] {
      let error = StoreError.notFound(table: "zone", key: "gbt2260 \(code) in \(year)")
      #expect(throws: error) { try zones.zone(scheme: "gbt2260", code: code, year: year) }
    }
    #expect(throws: StoreError.self) {
      try zones.zone(scheme: "fips", code: "0755", year: 1990)
    }
  }

  @Test func `zones inside an area come by parent, by reference and by membership`() throws {
    let world = try World()
    let zones = ZoneRepository(world.store)
    let area = try world.zone(1)
    var child = Zone(key: "child", kind: "county")
    child.parentID = area
    var grandchild = Zone(key: "grandchild", kind: "town")
    grandchild.parentRefID = try zones.insert(child)
    try zones.insert(grandchild)
    let member = try world.zone(2)
    try ZoneMemberRepository(world.store).insert(
      ZoneMember(areaID: area, memberID: member, role: "member", reading: .stated))
    // A circle of areas ends.
    try ZoneMemberRepository(world.store).insert(
      ZoneMember(areaID: member, memberID: area, role: "member", reading: .stated))
    let inside = try zones.zones(inside: area).map(\.value.key)
    #expect(inside == ["world-zone-1", "child", "grandchild", "world-zone-2"])
    #expect(try zones.zones(inside: zones.find(key: "grandchild").id).count == 1)
  }

  @Test func `a scheme without a code, an area of nothing and a place off the globe are refused`()
    throws
  {
    let zones = ZoneRepository(try World().store)
    let breaks: [(inout Zone) -> Void] = [
      { $0.scheme = nil }, { $0.code = nil }, { $0.areaKm2 = 0 }, { $0.longitude = 180.1 },
      { $0.latitude = -90.1 },
    ]
    let world = try World()
    for change in breaks {
      var zone = try Zone.sample(1, in: world)
      (zone.parentID, zone.parentRefID, zone.sourceID) = (nil, nil, nil)
      change(&zone)
      #expect(throws: StoreError.self) { try zones.insert(zone) }
    }
    #expect(try zones.count() == 0)
  }
}
