import SQLite
import SampleStore
import Testing

@testable import ClusterStore
@testable import SurveyImport

/// Rows that point at rows of their own table, in each table that has such rows.
struct SelfReferenceTests {
  /// A column by which a table points at itself.
  struct Own: CustomTestStringConvertible, Sendable {
    let table: Schema.Table
    let column: String

    var testDescription: String { "\(table.name).\(column)" }

    /// The file's name of the column.
    var name: String { column.hasSuffix("_id") ? String(column.dropLast(3)) : column }
  }

  /// Every such column of the schema.
  static let all: [Own] = {
    guard let tables = try? Schema(SampleStore.empty()).tables() else { return [] }
    return tables.flatMap { table in
      Hierarchy.columns(of: table).map { Own(table: table, column: $0) }
    }
  }()

  private func store() throws -> Store {
    let store = try SampleStore.empty()
    try store.connection.execute("INSERT INTO taxonomy (id, key, name_en) VALUES (1, 'x', 'X')")
    try NameIndex(store).add(table: "taxonomy", ids: 1...1)
    return store
  }

  /// A file of rows with their keys, a text that may differ, and what they point at.
  private func file(
    _ store: Store, _ own: Own, _ rows: [(key: String, text: String, target: String)]
  ) throws -> String {
    let rules = CheckRule.rules(
      try #require(try TableDefinitionReader(store.connection).table(own.table.name)))
    let required = own.table.columns.filter {
      $0.isRequired && !$0.hasDefault && $0.name != "key" && $0.keyPosition == 0
    }
    let free = try #require(
      ["name_en", "title"].first { name in own.table.column(name) != nil })
    let others = required.filter { $0.name != free }
    let header =
      ["key", free, own.name]
      + others.map { $0.target == nil ? $0.name : String($0.name.dropLast(3)) }
    let lines = rows.map { row in
      let values = others.map { column -> String in
        if column.target != nil { return "x" }
        if column.type != "TEXT" { return "1" }
        for case .texts(let texts)? in rules.filter({ $0?.column == column.name }).map({
          $0?.demand
        }) {
          return texts[0]
        }
        return column.name == "code" ? row.key : "own"
      }
      return ([row.key, row.text, row.target] + values).joined(separator: ",")
    }
    return ([header.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
  }

  private func load(
    _ store: Store, _ own: Own, _ rows: [(key: String, text: String, target: String)],
    onConflict: ConflictPolicy = .fail, largeFrom: Int = .max
  ) throws -> ImportReport {
    var options = ImportRun.Options(table: own.table.name)
    options.onConflict = onConflict
    options.largeFrom = largeFrom
    return try ImportRun(store, options: options).run(name: "own.csv", text: file(store, own, rows))
  }

  private func targets(_ store: Store, _ own: Own) throws -> [String] {
    try store.connection.query(
      """
      SELECT row.key || '>' || coalesce(target.key, '') FROM "\(own.table.name)" AS row
      LEFT JOIN "\(own.table.name)" AS target ON target.id = row."\(own.column)" ORDER BY row.key
      """
    ) { $0.text(0) }
  }

  @Test func `there are such columns`() {
    #expect(Set(Self.all.map(\.table.name)).count >= 7)
    #expect(Self.all.contains { $0.testDescription == "zone.parent_id" })
  }

  @Test(arguments: all)
  func `an update with new rows between is taken back`(own: Own) throws {
    let store = try store()
    let first = try load(store, own, [("z1", "A", ""), ("z2", "B", "")])
    #expect(first.inserted == 2)
    let before = try store.copiedToMemory()
    let second = try load(
      store, own, [("n1", "C", ""), ("z1", "D", ""), ("n2", "E", "n1"), ("z2", "B", "n2")],
      onConflict: .update)
    #expect(second.inserted == 2 && second.updated == 2)
    _ = try ImportUndo(store).run(try #require(second.batch))
    let differences = try DatabaseComparison(before.connection, store.connection, limit: 99)
      .differences.filter { !$0.place.hasPrefix("table import_") }
    #expect(differences.isEmpty, "\(differences)")
    #expect(try store.connection.query("PRAGMA foreign_key_check") { $0.text(0) }.isEmpty)
    _ = try ImportUndo(store).run(try #require(first.batch))
    #expect(try targets(store, own) == [])
  }

  @Test(arguments: all, [0, Int.max])
  func `rows that lie in themselves are rejected, with what lies in them`(
    own: Own, largeFrom: Int
  ) throws {
    let store = try store()
    let report = try load(
      store, own,
      [
        ("a", "A", "b"), ("b", "B", "c"), ("c", "C", "a"), ("d", "D", "d"), ("e", "E", "a"),
        ("f", "F", "g"), ("g", "G", ""), ("h", "H", "f"),
      ], largeFrom: largeFrom)
    #expect(report.rejects.map(\.line) == [2, 3, 4, 5, 6])
    let codes = report.rejects.map(\.code)
    #expect(codes == Array(repeating: "constraint-error", count: 4) + ["foreign-key"])
    #expect(report.rejects[0].reason.contains("a -> b -> c -> a"))
    #expect(report.rejects[1].reason.contains("b -> c -> a -> b"))
    #expect(report.rejects[3].reason.contains("d -> d"))
    #expect(try targets(store, own) == ["f>g", "g>", "h>f"])
  }

  @Test(arguments: all)
  func `an update that would make a row lie in itself is rejected`(own: Own) throws {
    let store = try store()
    _ = try load(store, own, [("z1", "A", ""), ("z2", "B", "z1"), ("z3", "C", "z2")])
    let report = try load(
      store, own, [("z1", "D", "z3"), ("z2", "E", "z2"), ("z3", "F", "z1")], onConflict: .update)
    // Once z3 lies in z1, z1 still would lie in z3, and z2 in itself.
    #expect(report.rejects.map(\.line) == [2, 3] && report.updated == 1)
    #expect(report.rejects.allSatisfy { $0.code == "constraint-error" })
    #expect(report.rejects[0].reason.contains("z1 -> z3 -> z1"))
    #expect(report.rejects[1].reason.contains("z2 -> z2"))
    #expect(try targets(store, own) == ["z1>", "z2>z1", "z3>z1"])
  }

  @Test(arguments: all)
  func `an update may turn a chain round`(own: Own) throws {
    let store = try store()
    _ = try load(store, own, [("z1", "A", "z2"), ("z2", "B", "z3"), ("z3", "C", "")])
    let report = try load(
      store, own, [("z3", "C", "z2"), ("z2", "B", "z1"), ("z1", "A", "z4"), ("z4", "D", "")],
      onConflict: .update)
    #expect(report.rejected == 0 && report.updated == 3 && report.inserted == 1)
    #expect(try targets(store, own) == ["z1>z4", "z2>z1", "z3>z2", "z4>"])
    _ = try ImportUndo(store).run(try #require(report.batch))
    #expect(try targets(store, own) == ["z1>z2", "z2>z3", "z3>"])
  }
}
