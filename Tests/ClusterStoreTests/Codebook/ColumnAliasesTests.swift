import SQLite
import SampleStore
import Testing

@testable import ClusterStore

struct ColumnAliasesTests {
  @Test func `an alias is added, moved to another column and removed`() throws {
    let store = try SampleStore.seeded()
    let aliases = ColumnAliases(store)
    try aliases.add("umsatz", to: "revenue", of: "firm_year")
    #expect(try ImportTarget(store).aliases(of: "firm_year")["revenue"]?.contains("umsatz") == true)
    #expect(try ImportTarget(store).aliases(of: "cell_year")["revenue"]?.contains("umsatz") != true)
    try aliases.add("umsatz", to: "output", of: "firm_year")
    #expect(try aliases.all(of: "firm_year").map(\.column) == ["output"])
    #expect(try aliases.all(of: "firm_year").first?.addedAt.hasSuffix("Z") == true)
    #expect(try aliases.remove("umsatz", of: "firm_year"))
    #expect(try !aliases.remove("umsatz", of: "firm_year"))
    #expect(try aliases.all(of: "firm_year").isEmpty)
  }

  @Test func `an alias must lead to a column that is there, and be no column's name`() throws {
    let aliases = ColumnAliases(try SampleStore.seeded())
    #expect(throws: StoreError.self) { try aliases.add("x", to: "nothing", of: "firm_year") }
    #expect(throws: StoreError.self) { try aliases.add("x", to: "output", of: "nowhere") }
    #expect(throws: StoreError.self) { try aliases.add("", to: "output", of: "firm_year") }
    #expect(throws: StoreError.self) { try aliases.add("revenue", to: "output", of: "firm_year") }
    #expect(throws: StoreError.self) { try aliases.add("x", to: "id", of: "firm_year") }
  }

  @Test func `a database that has its codebook gets the description with the table`() throws {
    let store = try SampleStore.seeded()
    let described = try Codebook(store).entries(of: "column_alias")
    try store.connection.run("DROP TABLE column_alias")
    try store.connection.run("DELETE FROM codebook WHERE table_name = 'column_alias'")
    let migration = try #require(Migration.all.first { $0.name == "0010-aliases" })
    try store.connection.execute(migration.sql)
    #expect(described.count == 4)
    #expect(try Codebook(store).entries(of: "column_alias") == described)
  }
}

struct ImportLookupTests {
  @Test func `units, currency and indicators are looked up`() throws {
    let store = try SampleStore.seeded()
    let lookup = ImportLookup(store)
    #expect(try lookup.units(of: "firm_year")["output"] == "currency")
    #expect(try lookup.units(of: "firm_year")["flags"] == nil)
    _ = try ImportTarget(store).dataset(
      ["key": "s", "name_en": "S", "kind": "survey", "currency": "EUR"])
    #expect(try lookup.currency(ofDataset: "s") == "EUR")
    #expect(try lookup.currency(ofDataset: "none") == nil)
    let made = try lookup.indicator(["key": "x", "name_zh": "甲", "unit": "t"])
    #expect(made.isNew)
    #expect(try lookup.indicator(["key": "x"]).id == made.id)
    #expect(try lookup.unit(ofIndicator: "x") == "t")
    #expect(throws: StoreError.self) { try lookup.indicator(["key": "x", "unit": "kg"]) }
    #expect(throws: StoreError.self) { try lookup.indicator(["key": "y"]) }
    #expect(throws: StoreError.self) { try lookup.indicator(["key": "y", "mood": "good"]) }
  }

  @Test func `rows are found by name, among those that fit, and by no shared name`() throws {
    let lookup = ImportLookup(try SampleStore.seeded())
    let zones = try lookup.keys(
      of: "zone", by: "name_zh", where: ["kind": ["province", "municipality"]])
    #expect(zones.keys["辽宁省"] == "liaoning")
    #expect(zones.keys["北京市"] == "beijing")
    #expect(zones.keys["重庆市"] == "gbt2260:500000")
    let all = try lookup.keys(of: "zone", by: "name_zh")
    #expect(all.keys["重庆市"] == nil)
    #expect(all.ambiguous["重庆市"] == ["gbt2260:500000", "gbt2260:510200"])
    #expect(throws: StoreError.self) { try lookup.keys(of: "zone", by: "mood") }
    #expect(throws: StoreError.self) {
      try lookup.keys(of: "zone", by: "name_zh", where: ["mood": ["x"]])
    }
  }
}
