import ClusterModel
import SQLite
import Testing

@testable import ClusterStore

/// What the filters leave, on two zones of one province and two industries of one branch.
@Suite struct ListingFilterTests {
  let world: World
  let province: Identifier<Zone>
  let branch: Identifier<Industry>

  init() throws {
    world = try World()
    let store = world.store
    province = try ZoneRepository(store).insert(Zone(key: "province", kind: "province"))
    branch = try IndustryRepository(store).insert(
      Industry(key: "branch", scheme: "s", code: "1"))
    for number in [1, 2] {
      var zone = Zone(key: "zone-\(number)", kind: "county")
      zone.parentID = province
      (zone.fromYear, zone.toYear) = (2000, number == 1 ? nil : 2009)
      var industry = Industry(key: "industry-\(number)", scheme: "s", code: "1\(number)")
      industry.parentID = branch
      var firm = Firm(key: "firm-\(number)")
      firm.zoneID = try ZoneRepository(store).insert(zone)
      firm.industryID = try IndustryRepository(store).insert(industry)
      firm.sizeClass = number == 1 ? .small : .large
      firm.sourceID = try world.source(number)
      let id = try FirmRepository(store).insert(firm)
      var year = FirmYear(datasetID: try world.dataset(number), firmID: id, year: 2010 + number)
      (year.zoneID, year.industryID) = (firm.zoneID, firm.industryID)
      try FirmYearRepository(store).insert(year)
    }
  }

  private func zone(_ key: String) throws -> Value {
    .integer(try ZoneRepository(world.store).find(key: key).id.rawValue)
  }

  private func list(_ name: String, _ filters: [Listing.Filter: Value]) throws -> [String] {
    try ListingTests.list(name, filters, in: world.store)
  }

  @Test func `a zone takes in what lies inside it, an industry what is below it`() throws {
    #expect(try list("firms", [.zone: zone("province")]) == ["firm-1", "firm-2"])
    #expect(try list("firms", [.zone: zone("zone-2")]) == ["firm-2"])
    let all = Value.integer(branch.rawValue)
    #expect(try list("firms", [.industry: all]) == ["firm-1", "firm-2"])
    #expect(try list("firm-years", [.zone: zone("zone-1"), .industry: all]) == ["firm-1"])
    #expect(try list("zones", [.zone: zone("province"), .type: .text("county")]).count == 2)
  }

  @Test func `an industry takes in what a crosswalk leads to it`() throws {
    let other = try world.industry(1)
    let first = try IndustryRepository(world.store).find(key: "industry-1").id
    try IndustryCrosswalkRepository(world.store).insert(
      IndustryCrosswalk(fromID: first, toID: other, basis: .official))
    #expect(try list("firms", [.industry: .integer(other.rawValue)]) == ["firm-1"])
  }

  @Test func `size, type, year and source narrow firms`() throws {
    #expect(try list("firms", [.size: .text("large")]) == ["firm-2"])
    #expect(try list("firms", [.type: .text("surveyed firm")]).count == 2)
    #expect(try list("firms", [.type: .text("named firm")]).isEmpty)
    #expect(try list("firms", [.year: .integer(2011)]) == ["firm-1"])
    #expect(try list("firms", [.year: .integer(2013)]).isEmpty)
    #expect(try list("firms", [.source: .text("world-source-2")]) == ["firm-2"])
    #expect(try list("firm-years", [.source: .text("world-dataset-2")]) == ["firm-2"])
    #expect(try list("firm-years", [.size: .text("small")]) == ["firm-1"])
    #expect(try list("datasets", [.year: .integer(2012)]) == ["world-dataset-2"])
  }

  @Test func `a zone is there from its first year to its last`() throws {
    let county: [Listing.Filter: Value] = [.type: .text("county")]
    #expect(try list("zones", county.merging([.year: .integer(2009)]) { $1 }).count == 2)
    #expect(try list("zones", county.merging([.year: .integer(2010)]) { $1 }) == ["zone-1"])
    #expect(try list("zones", county.merging([.year: .integer(1999)]) { $1 }).isEmpty)
  }

  @Test func `measures are found by the zone they aim at and the years they are in force`() throws {
    let measures = MeasureRepository(world.store)
    for (key, from, to) in [("open", 2005, nil), ("closed", 2005, 2008), ("undated", nil, nil)] {
      var measure = Measure(key: key, instrumentKind: "tax", statementKind: "case")
      (measure.fromYear, measure.toYear) = (from, to)
      var target = MeasureTarget(measureID: try measures.insert(measure))
      (target.subjectType, target.subjectKey) = (.zone, key == "open" ? "zone-1" : "zone-2")
      try MeasureTargetRepository(world.store).insert(target)
    }
    #expect(try list("measures", [.year: .integer(2010)]) == ["open"])
    #expect(try list("measures", [.year: .integer(2008)]) == ["open", "closed"])
    #expect(try list("measures", [.zone: zone("zone-2")]) == ["closed", "undated"])
    #expect(try list("measures", [.zone: zone("province")]).count == 3)
    #expect(try list("measures", [.type: .text("tax")]).count == 3)
  }

  @Test func `exchanges are found by the zone and industry of giver or taker`() throws {
    for (giver, taker) in [("firm-1", "firm-2"), ("firm-2", "firm-2")] {
      var flow = Flow(key: "\(giver)-\(taker)", flowClass: "waste")
      (flow.giverType, flow.giverKey) = (.firm, giver)
      (flow.takerType, flow.takerKey) = (.firm, taker)
      try FlowRepository(world.store).insert(flow)
    }
    #expect(try list("flows", [.zone: zone("zone-1")]) == ["firm-1-firm-2"])
    #expect(try list("flows", [.zone: zone("zone-2")]).count == 2)
    let industry = try IndustryRepository(world.store).find(key: "industry-1").id
    #expect(
      try list("flows", [.industry: .integer(industry.rawValue), .type: .text("waste")])
        == ["firm-1-firm-2"])
  }

  @Test func `an offer lies in its own zone or in its firm's`() throws {
    let firm = try FirmRepository(world.store).find(key: "firm-1").id
    let material = try world.material(1)
    var offer = Offer(key: "at the firm", firmID: firm, materialID: material)
    try OfferRepository(world.store).insert(offer)
    offer.key = "at the port"
    offer.zoneID = try ZoneRepository(world.store).find(key: "zone-2").id
    try OfferRepository(world.store).insert(offer)
    #expect(try list("offers", [.zone: zone("zone-1")]) == ["at the firm"])
    #expect(try list("offers", [.zone: zone("zone-2")]) == ["at the port"])
    #expect(try list("offers", [.size: .text("small"), .type: .text("waste")]).count == 2)
  }
}
