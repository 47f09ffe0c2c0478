import SQLite
import Testing

@testable import ClusterStore

@Suite struct StatedRowTests {
  private let store: Store

  init() throws { store = try Store.create() }

  private func foundOrAdded(
    _ table: String, _ properties: [String: String]
  ) throws -> (id: Int64, isNew: Bool) {
    try StatedRow(table: table, properties: properties).foundOrAdded(in: store)
  }

  private static let survey = ["key": "s", "name_zh": "调查", "kind": "survey"]

  @Test func `a row is made of its properties once, and found by its key afterwards`() throws {
    let made = try foundOrAdded("dataset", Self.survey)
    #expect(made.isNew)
    let again = try foundOrAdded("dataset", ["key": "s", "name_zh": "别名", "kind": "register"])
    #expect(again == (made.id, false))
    #expect(try foundOrAdded("dataset", ["key": "s"]) == (made.id, false))
    let rows = try store.connection.query("SELECT name_zh, kind FROM dataset") {
      [$0.text(0), $0.text(1)]
    }
    #expect(rows == [["调查", "survey"]])
    #expect(
      try NameIndex(store).find("调查", limit: 9) == [.init(entity: "dataset", id: made.id)])
  }

  @Test func `rows of two tables with one key are two rows`() throws {
    #expect(try foundOrAdded("dataset", Self.survey).isNew)
    #expect(try foundOrAdded("indicator", ["key": "s", "name_zh": "产量", "unit": "t"]).isNew)
  }

  @Test func `a key alone makes no row`() throws {
    #expect(throws: StoreError.notFound(table: "dataset", key: "s")) {
      try foundOrAdded("dataset", ["key": "s"])
    }
  }

  @Test(arguments: ["mood", "id", "key\" --"])
  func `a property that the table does not have, or gives itself, is refused`(name: String) throws {
    #expect(
      throws: StoreError.invalid(
        table: "dataset", key: "s", reason: "it has no property '\(name)'")
    ) {
      try foundOrAdded("dataset", Self.survey.merging([name: "1"]) { $1 })
    }
    #expect(try store.connection.value("SELECT count(*) FROM dataset") == .integer(0))
  }

  @Test(arguments: [
    ["key": "s", "name_zh": "调查", "kind": "rumour"], ["key": "s", "name_zh": "调查"],
    ["name_zh": "调查", "kind": "survey"], ["key": "s", "kind": "survey"],
  ])
  func `a row that breaks a rule of its table is refused`(properties: [String: String]) throws {
    let error = #expect(throws: StoreError.self) { try foundOrAdded("dataset", properties) }
    guard case .invalid(table: "dataset", key: properties["key", default: ""], _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try store.connection.value("SELECT count(*) FROM dataset") == .integer(0))
  }
}
