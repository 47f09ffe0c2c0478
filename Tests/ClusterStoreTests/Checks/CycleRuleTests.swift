@testable import ClusterStore
import SQLite
import SampleStore
import Testing

/// Rows of a table that lie in themselves, in each table whose rows point at each other.
@Suite struct CycleRuleTests {
  /// Every table of the schema whose rows point at each other.
  static let tables: [Schema.Table] = {
    guard let tables = try? Schema(SampleStore.empty()).tables() else { return [] }
    return tables.filter { !Hierarchy.columns(of: $0).isEmpty }
  }()

  /// The rule that `table` breaks with a row that lies in itself.
  static func rule(_ table: Schema.Table) -> String {
    "\(table.name)-cycle".replacing("_", with: "-")
  }

  /// Puts rows 1 to `count` into `table`, whatever its own rules say of their other values.
  private func insert(_ count: Int, into table: Schema.Table, of store: Store) throws {
    let texts = table.columns.filter { $0.isRequired && $0.name != "id" }.map(\.name)
    for id in 1...count {
      try store.connection.execute(
        """
        INSERT INTO "\(table.name)" (id, \(texts.joined(separator: ", ")))
        VALUES (\(id), \(texts.map { _ in "'\(id)'" }.joined(separator: ", ")))
        """)
    }
  }

  private func store() throws -> Store {
    let store = try SampleStore.empty()
    try store.connection.execute("PRAGMA foreign_keys = 0; PRAGMA ignore_check_constraints = 1")
    return store
  }

  private func finding(_ table: Schema.Table, _ store: Store) throws -> StoreCheck.Finding {
    var finding: StoreCheck.Finding?
    try StoreCheck(store).run { if $0.rule == Self.rule(table) { finding = $0 } }
    return try #require(finding)
  }

  @Test func `there are such tables`() {
    #expect(Self.tables.map(\.name).contains("zone"))
    #expect(Self.tables.count > 5)
  }

  @Test(arguments: tables.flatMap { table in Hierarchy.columns(of: table).map { (table, $0) } })
  func `rows that lie in themselves are found`(table: Schema.Table, column: String) throws {
    let store = try store()
    try insert(6, into: table, of: store)
    try store.connection.execute(
      """
      UPDATE "\(table.name)" SET \(column) = 1 WHERE id = 1;
      UPDATE "\(table.name)" SET \(column) = CASE id WHEN 3 THEN 4 WHEN 4 THEN 3 ELSE 4 END
      WHERE id IN (3, 4, 5);
      """)
    let finding = try finding(table, store)
    #expect(!finding.holds)
    // The fifth lies in one that lies in itself, but not in itself.
    #expect(finding.count == 3, "\(finding.examples)")
  }

  @Test(arguments: tables.flatMap { table in Hierarchy.columns(of: table).map { (table, $0) } })
  func `rows in a row are sound`(table: Schema.Table, column: String) throws {
    let store = try store()
    try insert(6, into: table, of: store)
    try store.connection.execute("UPDATE \"\(table.name)\" SET \(column) = id - 1 WHERE id > 1")
    #expect(try finding(table, store).holds)
  }
}
