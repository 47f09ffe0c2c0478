import ClusterStore
import SQLite
import SampleStore
import Testing

@testable import SurveyImport

@Suite struct ZoneCodeIndexTests {
  private func resolve(
    _ index: ZoneCodeIndex, _ code: String, _ year: Int?
  ) -> ZoneCodeIndex.Resolution {
    Array(code.utf8).withUnsafeBytes { index.resolve($0, year: year) }
  }

  private func made() -> ZoneCodeIndex {
    func spell(_ code: UInt32, _ from: Int32, _ to: Int32, _ zone: Int64) -> ZoneCodeIndex.Spell {
      .init(code: code, from: from, to: to, zone: zone)
    }
    var park = spell(130_171, 2023, 2023, 9)
    (park.isOpenBefore, park.isOpenAfter) = (true, true)
    return ZoneCodeIndex([
      spell(210_106, 1980, 2024, 1), spell(230_201, 1980, 1997, 2), spell(230_202, 1998, 2024, 2),
      spell(500_100, 1990, 1995, 3), spell(500_100, 1999, 2010, 4), park,
    ])
  }

  @Test(
    arguments: [
      ("210106", 2000, .zone(1)), ("210106", 1949, .zone(1)), ("210106", 2030, .zone(1)),
      ("210106", nil, .zone(1)), ("230201", 1990, .zone(2)), ("230202", 2024, .zone(2)),
      ("230201", nil, .zone(2)), ("230201", 1998, .notInForce([1980...1997])),
      ("230202", 1997, .notInForce([1998...2024])), ("500100", 1992, .zone(3)),
      ("500100", 2005, .zone(4)), ("500100", 1997, .notInForce([1990...1995, 1999...2010])),
      ("500100", 2030, .notInForce([1990...1995, 1999...2010])), ("500100", nil, .zone(4)),
      ("130171", 1998, .zone(9)), ("130171", 2030, .zone(9)), ("130172", 2000, .unknown),
      ("210106000000", 2000, .zone(1)), ("210106000", 2000, .zone(1)),
      ("210106001", 2000, .unknown), ("21010", 2000, .unknown), ("", 2000, .unknown),
      ("21O106", 2000, .unknown), ("000000", 2000, .unknown),
    ] as [(String, Int?, ZoneCodeIndex.Resolution)])
  func `a code means the zone that had it in the year`(
    code: String, year: Int?, expected: ZoneCodeIndex.Resolution
  ) {
    #expect(resolve(made(), code, year) == expected)
  }

  @Test func `a reason names the years`() {
    #expect(
      ZoneCodeIndex.Resolution.notInForce([1990...1995, 1999...1999]).reason(year: 1997)
        == "the code was not in force in 1997, but in 1990 to 1995 and 1999")
    #expect(ZoneCodeIndex.Resolution.unknown.reason(year: nil) != nil)
    #expect(ZoneCodeIndex.Resolution.zone(1).reason(year: 1) == nil)
  }

  @Test func `every code of the seeds leads to its zone in every year of its spells`() throws {
    let store = try SampleStore.seeded()
    let index = try ZoneCodeIndex(store)
    let spells = try store.connection.query(
      "SELECT code, zone_id, from_year, to_year FROM zone_code WHERE scheme = 'gbt2260'"
    ) { ($0.text(0), $0.integer(1), Int($0.integer(2)), Int($0.integer(3))) }
    #expect(spells.count > 7_000)
    for (code, zone, from, to) in spells {
      for year in Set([from, to, (from + to) / 2]) {
        #expect(resolve(index, code, year) == .zone(zone), "\(code) \(year)")
      }
      if to == 2024 { #expect(resolve(index, code, 2035) == .zone(zone), "\(code)") }
    }
    // A code of a development zone; one abolished; one cut short.
    guard case .zone = resolve(index, "130171", 2015) else {
      Issue.record("130171")
      return
    }
    #expect(resolve(index, "21", 2020) == resolve(index, "210000", 2020))
    #expect(resolve(index, "2108", 1998) == resolve(index, "210800", 1998))
  }

  @Test(
    arguments: [
      ("C", "C"), ("34", "34"), ("342", "342"), ("3421", "3421"), ("C3421", "3421"),
      ("c3421", "3421"), ("C34", "34"), ("3400", "34"), ("C3400", "34"),
    ])
  func `forms of an industry's code lead to it`(code: String, meant: String) throws {
    let store = try SampleStore.seeded()
    let id = try store.connection.value(
      "SELECT id FROM industry WHERE key = 'gbt4754-2017:\(meant)'")
    let check = try IndustryCodeCheck(store)
    guard case .industry(let found) = Array(code.utf8).withUnsafeBytes({ check.resolve($0) }) else {
      Issue.record("\(code)")
      return
    }
    #expect(id == .integer(found))
  }

  @Test func `codes that mean nothing are told, and letters that do not fit`() throws {
    let check = try IndustryCodeCheck(SampleStore.seeded())
    func resolve(_ code: String) -> IndustryCodeCheck.Resolution {
      Array(code.utf8).withUnsafeBytes { check.resolve($0) }
    }
    for code in ["", "9999", "34211", "X", "C9999", "3499x", "制造业", "C342100000", "00"] {
      #expect(resolve(code) == .unknown, "\(code)")
    }
    #expect(resolve("A3421") == .otherSection("C"))
    #expect(resolve("A3421").reason == "the code lies in section C of GB/T 4754")
    #expect(resolve("").reason != nil)
  }
}
