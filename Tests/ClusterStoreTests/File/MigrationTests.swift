import Foundation
import SQLite
import Testing

@testable import ClusterStore

@Suite struct MigrationTests {
  @Test func `the program carries the files of the folder, as they are`() throws {
    let folder = packageRoot.appending(path: "migrations")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path())
      .filter { $0.hasSuffix(".sql") }.sorted()
    #expect(files == Migration.all.map { "\($0.name).sql" })
    for migration in Migration.all {
      let file = folder.appending(path: "\(migration.name).sql")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text == migration.sql || text == migration.sql + "\n", "\(migration.name)")
    }
  }

  @Test func `numbers run from 1 without gaps`() {
    #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
    #expect(Set(Migration.all.map(\.digest)).count == Migration.all.count)
  }

  @Test func `a digest is SHA-256 in hexadecimal`() {
    // FIPS 180-4, example of the message "abc".
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(Migration(number: 1, name: "", sql: "abc").digest == digest)
  }

  @Test func `the schema after all migrations is the recorded one`() throws {
    let connection = try Store.create().connection
    let statements = try connection.query(
      """
      SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'name\\_index\\__%'
        ESCAPE '\\'
      ORDER BY type <> 'table', type, tbl_name, name
      """
    ) { $0.text(0) }
    let schema = statements.joined(separator: ";\n\n") + ";\n"
    let file = packageRoot.appending(path: "Tests/ClusterStoreTests/Golden/schema.sql")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try Data(schema.utf8).write(to: file)
      Issue.record("Golden/schema.sql is recorded anew; run again without RECORD_GOLDEN")
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == schema)
  }
}
