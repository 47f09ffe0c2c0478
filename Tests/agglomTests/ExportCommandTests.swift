import Foundation
import SQLite
import SampleStore
import Testing

/// The exports of rows, run as people run them.
@Suite struct ExportCommandTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
    // Every zone gets a place, so that its export is as large as the others.
    let connection = try Connection(path: program.database.path, mode: .readWrite)
    try connection.run("UPDATE zone SET longitude = 120.5, latitude = 28")
  }

  /// What exports write that need no rows of a table.
  static let exports = [
    "csv codebook", "tsv codebook", "json codebook", "ndjson codebook", "markdown codebook",
    "html codebook", "csv codebook --encoding gb18030", "geojson zone", "bibtex", "ris", "sql",
  ]

  var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: program.folder.path).sorted()
    }
  }

  @Test func `no export replaces a database`() throws {
    let before = try Data(contentsOf: program.database)
    for name in ["agglom.db", "link.db"] {
      try? FileManager.default.createSymbolicLink(
        atPath: program.folder.path + "/link.db", withDestinationPath: "agglom.db")
      let result = try program.run("export", "csv", "zone", "-o", name, "--force")
      #expect(result.status == 73)
      #expect(result.messages.contains("\(name): is a database, which no export replaces"))
    }
    #expect(try Data(contentsOf: program.database) == before)
  }

  @Test func `a part of a database cannot take back an import`() throws {
    let root = SampleStore.root
    let brought = try program.run(
      "import", "\(root)/examples/synthetic-survey-liaoning.csv", "--mapping",
      "\(root)/examples/mappings/synthetic-survey.json")
    let batch = try #require(brought.messages.firstMatch(of: /batch ([0-9]+)/)).1
    let exported = try program.run("export", "sql", "--batch", "\(batch)", "-o", "part.sql")
    #expect(exported.status == 0)
    let part = try Connection(path: program.folder.path + "/part.db", mode: .create)
    try part.execute(String(contentsOfFile: program.folder.path + "/part.sql", encoding: .utf8))
    let undone = try program.run("imports", "undo", "\(batch)", "--db", "part.db")
    #expect(undone.status == 1 && undone.messages.contains("this is a part of another database"))
    #expect(try part.value("SELECT count(*) FROM firm_year") == .integer(180))
    #expect(try program.run("imports", "undo", "\(batch)").status == 0)
  }

  @Test(arguments: [
    ["csv"], ["csv", "firm", "--saved", "11"], ["csv", "firm", "--param", "a=1"],
    ["csv", "firm", "--headers", "column", "--labels", "en"],
    ["csv", "firm", "--encoding", "latin1"],
    ["csv", "firm", "--bom", "--encoding", "gbk"], ["csv", "nothing"], ["geojson", "cluster"],
    ["xlsx"], ["xlsx", "firm", "--saved", "11"], ["json", "firm", "--bom"], ["dataset", "-"],
    ["datapackage"], ["html", "--saved", "nothing"], ["geojson", "zone", "--headers", "label"],
    ["sql", "--tables", ""], ["sql", "--tables", "firm,,zone"], ["dataset", ".", "--force"],
  ])
  func `what cannot be meant is a fault of usage, and nothing is written`(
    arguments: [String]
  ) throws {
    let result = try program.run(["export"] + arguments)
    #expect(result.status == 64, "\(result.messages)")
    #expect(!result.messages.isEmpty)
    #expect(try names == ["agglom.db"])
  }

  @Test func `headers are names, or labels in either language`() throws {
    func header(_ arguments: String...) throws -> String? {
      let result = try program.run(["export", "csv"] + arguments)
      return result.output.split(separator: "\n").first.map(String.init)
    }
    #expect(try header("dataset")?.hasPrefix("id,key,name_en,") == true)
    let zh = try header("dataset", "--headers", "label")
    #expect(zh?.hasPrefix("行编号,数据集键,英文名称,中文名称") == true, "\(zh ?? "")")
    #expect(
      try header("dataset", "--labels", "en")?
        .hasPrefix("Row id,Dataset key,Name in English") == true)
    // A column of a query has the label that every table gives it, and else keeps its name.
    let query = try header(
      "--query", "SELECT longitude, key, 1 AS other FROM zone", "--headers", "label")
    #expect(query?.hasSuffix(",key,other") == true && query?.hasPrefix("longitude") == false)
  }

  @Test(arguments: exports) func `a file that is there stays, and a pipe that closes is no error`(
    export: String
  ) throws {
    let first = try program.shell("agglom export \(export) -o out")
    try #require(first.status == 0, "\(first.messages)")
    #expect(first.output.isEmpty)
    let second = try program.shell("agglom export \(export) -o out")
    #expect(second.status == 73)
    #expect(second.messages.contains("--force"))
    let forced = try program.shell("agglom export \(export) -o out --force")
    #expect(forced.status == 0)
    let piped = try program.shell("(agglom export \(export); echo $? >&2) | head -c 1 >/dev/null")
    #expect(piped.messages == "0\n")
    let standard = try program.shell("agglom export \(export) -o - | cmp - out")
    #expect(standard.status == 0, "\(standard.output)\(standard.messages)")
  }

  @Test(arguments: exports) func `a full disk leaves no half file`(export: String) throws {
    // The limit counts blocks of 512 bytes, and is below what each of them writes.
    let result = try program.shell("(ulimit -f 1; agglom export \(export) -o out)")
    #expect(result.status == 74, "\(result.messages)")
    #expect(try names == ["agglom.db"])
  }

  @Test(arguments: ["datapackage", "dataset", "datasette"])
  func `a full disk leaves no half folder`(export: String) throws {
    let result = try program.shell("(ulimit -f 200; agglom export \(export) out)")
    #expect(result.status == 74, "\(result.messages)")
    #expect(try names == ["agglom.db"])
  }

  @Test(arguments: ["datapackage", "dataset", "datasette"])
  func `a folder that is there stays unless it is forced and holds nothing else`(
    export: String
  ) throws {
    let first = try program.shell("agglom export \(export) out")
    try #require(first.status == 0, "\(first.messages)")
    #expect(try program.shell("agglom export \(export) out").status == 73)
    #expect(try program.shell("agglom export \(export) out --force").status == 0)
    let other = try program.shell("touch out/mine; agglom export \(export) out --force")
    #expect(other.status == 73)
    #expect(other.messages.contains("'mine'"))
    #expect(try names == ["agglom.db", "out"])
  }

  @Test func `points of zones are as many as zones with coordinates`() throws {
    let change = "UPDATE zone SET longitude = NULL WHERE id > 3"
    try #require(try program.shell("sqlite3 agglom.db '\(change)'").status == 0)
    let count = try program.shell(
      "sqlite3 agglom.db 'SELECT count(*) FROM zone WHERE longitude + latitude IS NOT NULL'")
    let result = try program.run("export", "geojson", "zone")
    let parsed =
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let features = try #require(parsed?["features"] as? [Any])
    #expect("\(features.count)\n" == count.output)
    #expect(features.count == 3)
    #expect(result.messages.contains("have no coordinates and were left out."))
  }
}
