import ClusterStore
import DatasetExport
import Foundation
import SQLite
import SampleStore
import Testing

struct DataPackageExportTests {
  let folder: ScratchFolder
  let store: Store

  init() throws {
    folder = try ScratchFolder()
    store = try SampleStore.seeded()
    // The seeds may hold empty texts of their own; these tests add theirs to a table without any.
    try store.connection.execute(
      """
      INSERT INTO dataset (id, key, name_en, kind, licence, url, currency)
        VALUES (90, 'd', 'D', 'survey', 'CC BY 4.0', 'https://example.org', 'CNY'),
          (91, 'e', 'E', 'survey', '开放许可', 'no address', NULL);
      INSERT INTO firm (id, key, name_zh) VALUES (900, 'f', '鞋');
      INSERT INTO firm_year (dataset_id, firm_id, year, profit) VALUES (90, 900, 2000, 9e999);
      """)
  }

  func write(isLossy: Bool) throws -> DataPackageExport.Summary {
    var export = DataPackageExport(store)
    export.isLossy = isLossy
    return try OutputFolder.write(to: folder.file("p"), force: true) { try export.write(to: $0) }
  }

  func description() throws -> [String: Any] {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("p/datapackage.json")))
    return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  }

  func resource(_ name: String) throws -> [String: Any] {
    let resources = try #require(try description()["resources"] as? [[String: Any]])
    let found = resources.first { $0["name"] as? String == name }
    return try #require(found?["schema"] as? [String: Any])
  }

  @Test func `the description has types, units, keys and references`() throws {
    let summary = try write(isLossy: true)
    #expect(summary.tables > 40)
    let schema = try resource("firm_year")
    let fields = try #require(schema["fields"] as? [[String: Any]])
    func field(_ name: String) -> [String: Any]? { fields.first { $0["name"] as? String == name } }
    #expect(field("energy")?["type"] as? String == "number")
    #expect(field("energy")?["unit"] as? String == "tce")
    #expect(field("patents")?["type"] as? String == "integer")
    #expect((field("year")?["constraints"] as? [String: Bool])?["required"] == true)
    #expect(schema["primaryKey"] as? [String] == ["id"])
    let keys = try #require(schema["foreignKeys"] as? [[String: Any]])
    let targets = keys.compactMap { ($0["reference"] as? [String: Any])?["resource"] as? String }
    #expect(targets.sorted() == ["dataset", "firm", "industry", "zone"])
    let own = try #require(try resource("source")["foreignKeys"] as? [[String: Any]])
    #expect((own.first?["reference"] as? [String: Any])?.keys.sorted() == ["fields"])
    let size = try #require(try resource("firm")["fields"] as? [[String: Any]])
      .first { $0["name"] as? String == "size_class" }
    #expect(
      (size?["constraints"] as? [String: [String]])?["enum"] == [
        "large", "medium", "small", "micro",
      ])
  }

  @Test func `licences and sources are those of the database`() throws {
    _ = try write(isLossy: true)
    let package = try description()
    let licences = try #require(package["licenses"] as? [[String: String]])
    #expect(
      licences.contains(["name": "CC-BY-4.0", "path": "https://example.org", "title": "CC BY 4.0"]))
    #expect(licences.contains(["name": "other", "title": "开放许可"]))
    let sources = try #require(package["sources"] as? [[String: String]])
    #expect(sources.contains(["title": "D", "path": "https://example.org"]))
    #expect(sources.contains(["title": "E"]))
  }

  @Test func `an infinity is written as the standard has it`() throws {
    _ = try write(isLossy: true)
    let text = try String(contentsOfFile: folder.file("p/data/firm_year.csv"), encoding: .utf8)
    #expect(text.split(separator: "\n").last?.contains(",INF,") == true)
  }

  @Test(arguments: [
    ("''", "the text is empty, which is the same as NULL there", "1 empty texts became NULL"),
    ("CAST(X'61FF' AS TEXT)", "the text is not UTF-8", "1 texts were repaired"),
    ("'a' || char(0)", "the text holds a zero byte", "1 texts were repaired"),
  ])
  func `what a package cannot hold is refused by name, or told when it is let through`(
    value: String, reason: String, loss: String
  ) throws {
    try store.connection.execute("UPDATE firm SET note = \(value) WHERE id = 900")
    let lossy = try write(isLossy: true)
    #expect(lossy.losses.contains("firm.note: \(loss)."), "\(lossy.losses)")
    try FileManager.default.removeItem(atPath: folder.file("p"))
    let error = #expect(throws: ExportError.self) { try write(isLossy: false) }
    #expect(error?.description.contains("column note: \(reason)") == true, "\("\(error as Any)")")
    #expect(error?.description.hasPrefix("table firm, row ") == true)
    #expect(try folder.names.isEmpty)
  }
}
