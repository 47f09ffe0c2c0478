import ClusterStore
import DatasetExport
import Foundation
import SQLite
import SampleStore
import Testing

struct DatasetteExportTests {
  @Test func `the copy can be searched, and the metadata describe it`() throws {
    let folder = try ScratchFolder()
    let store = try SampleStore.seeded()
    try store.connection.execute(
      "INSERT INTO firm (id, key, name_zh) VALUES (900, 'f', '温州鞋业有限公司')")
    let file = try OutputFolder.write(to: folder.file("site")) {
      try DatasetteExport(store).write(to: $0)
    }
    #expect(file == "agglom.db")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("site")).sorted()
    #expect(names == ["agglom.db", "metadata.json"])

    let copy = try Connection(path: folder.file("site/agglom.db"), mode: .readOnly)
    let found = try copy.query(
      "SELECT key FROM firm WHERE id IN (SELECT rowid FROM firm_fts WHERE firm_fts MATCH ?1)",
      [.text("\"州鞋业\"")]
    ) { $0.text(0) }
    #expect(found == ["f"])
    #expect(try copy.value("SELECT count(*) FROM pragma_foreign_key_check") == .integer(0))
    // The database itself has got no index.
    let own = try store.connection.value(
      "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%_fts'")
    #expect(own == .integer(0))

    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("site/metadata.json")))
    let metadata = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let databases = try #require(metadata["databases"] as? [String: [String: Any]])
    let tables = try #require(databases["agglom"]?["tables"] as? [String: [String: Any]])
    #expect(tables["firm"]?["fts_table"] as? String == "firm_fts")
    #expect(tables["firm"]?["label_column"] as? String == "name_zh")
    #expect((tables["firm"]?["title"] as? String)?.contains("企业") == true)
    let columns = try #require(tables["firm_year"]?["columns"] as? [String: String])
    #expect(columns["energy"]?.hasSuffix("Unit: tce.") == true)
    #expect(tables["import_digest"]?["hidden"] as? Bool == true)
    let queries = try #require(databases["agglom"]?["queries"] as? [String: [String: String]])
    for query in queries.values { _ = try copy.prepare(query["sql"] ?? "") }
    #expect(queries.count > 10)
  }
}
