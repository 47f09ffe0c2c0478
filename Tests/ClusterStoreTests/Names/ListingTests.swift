import ClusterModel
import SQLite
import Testing

@testable import ClusterStore

@Suite struct ListingTests {
  static let values: [Listing.Filter: Value] = [
    .zone: .integer(1), .industry: .integer(1), .type: .text("a"), .stage: .text("a"),
    .size: .text("small"), .year: .integer(2010), .source: .text("s001"),
  ]

  /// The first column of the rows that `filters` leave.
  static func list(
    _ name: String, _ filters: [Listing.Filter: Value], in store: Store, limit: Int? = nil
  ) throws -> [String] {
    let listing = try #require(EntityCatalog.listing(name))
    let (sql, values) = try listing.statement(filters: filters, limit: limit)
    let statement = try store.connection.prepare(sql)
    try statement.bind(named: values)
    var rows: [String] = []
    while try statement.step() { rows.append(statement.row.text(0)) }
    return rows
  }

  @Test(arguments: EntityCatalog.listings.map(\.plural))
  func `its statement runs with no filter, with each, and with all`(plural: String) throws {
    let listing = try #require(EntityCatalog.listing(plural))
    let store = try Store.create()
    let sets = [[]] + listing.filters.map { [$0] } + [listing.filters]
    for filters in sets {
      let chosen = Self.values.filter { filters.contains($0.key) }
      #expect(chosen.count == filters.count)
      #expect(try Self.list(listing.plural, chosen, in: store, limit: 3).isEmpty)
    }
  }

  @Test(arguments: EntityCatalog.listings.map(\.plural))
  func `a filter it does not take is refused by name`(plural: String) throws {
    let listing = try #require(EntityCatalog.listing(plural))
    for filter in Listing.Filter.allCases where !listing.filters.contains(filter) {
      #expect {
        try listing.statement(filters: [filter: .null])
      } throws: { error in
        guard case StoreError.invalid(listing.plural, filter.rawValue, let reason) = error
        else { return false }
        return listing.filters.allSatisfy { reason.contains("--\($0.rawValue)") }
      }
    }
  }

  @Test(arguments: EntityCatalog.listings.map(\.plural))
  func `it shows every row once, in order, and no column twice`(plural: String) throws {
    let listing = try #require(EntityCatalog.listing(plural))
    let world = try World()
    let type = try #require(storedTypes.first { $0.table == listing.entity })
    for number in [1, 2] {
      _ = try world.store.connection.insert(
        into: type.table, type.columns(number, in: world))
    }
    let count = try world.store.connection.value("SELECT count(*) FROM \(type.table)")
    let rows = try Self.list(listing.plural, [:], in: world.store)
    #expect(count == .integer(Int64(rows.count)))
    #expect(try Self.list(listing.plural, [:], in: world.store, limit: 1).count == 1)
    let statement = try world.store.connection.prepare(
      listing.statement(filters: [:]).sql)
    let names = (0..<statement.columnCount).map { statement.columnName($0) }
    #expect(Set(names).count == names.count)
  }

  @Test func `each is known by its plural, by its table and with a hyphen`() {
    for listing in EntityCatalog.listings {
      #expect(EntityCatalog.listing(listing.plural)?.entity == listing.entity)
      #expect(EntityCatalog.listing(listing.entity)?.entity == listing.entity)
      #expect(!listing.plural.contains("_"))
    }
    #expect(EntityCatalog.listing("firm-year")?.plural == "firm-years")
    #expect(EntityCatalog.listing("nothing") == nil)
    #expect(
      Set(EntityCatalog.listings.map(\.plural)).count == EntityCatalog.listings.count)
  }
}
