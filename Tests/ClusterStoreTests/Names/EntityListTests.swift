import ClusterStore
import SQLite
import Testing

@Suite struct EntityListTests {
  let store: Store

  init() throws { store = try SmallStore.make() }

  private func keys(_ entity: String, _ filters: [Listing.Filter: String]) throws -> [String] {
    var keys: [String] = []
    _ = try EntityList(store).run(
      EntityList.listing(entity), filters: filters, limit: nil, begin: { _ in },
      row: { keys.append($0.text(0)) })
    return keys
  }

  @Test func `a zone takes in everything inside it`() throws {
    #expect(try keys("clusters", [.zone: "辽宁"]) == ["magnesia"])
    #expect(try keys("clusters", [.zone: "210800", .size: "1-10bn-rmb"]) == ["magnesia"])
    #expect(try keys("clusters", [.zone: "north-a"]) == [])
  }

  @Test func `a value that is not there is told with those that are`() throws {
    let error = try #require(throws: ListError.self) { try keys("clusters", [.size: "big"]) }
    #expect("\(error)".contains("over-10bn-rmb"))
    #expect(throws: ListError.self) { try keys("clusters", [.year: "soon"]) }
    #expect(throws: KeyError.self) { try keys("clusters", [.zone: "nowhere"]) }
    #expect(throws: ListError.self) { try keys("clustres", [:]) }
  }

  @Test func `names are found by any part`() throws {
    let found = try NameSearch(store).rows("口", entity: nil, limit: 5)
    #expect(found.rows.map { $0[1] } == [.text("yingkou")])
    #expect(throws: DescriptionError.self) {
      try NameSearch(store).rows("口", entity: "zon", limit: 5)
    }
  }
}
