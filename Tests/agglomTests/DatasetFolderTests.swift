import Foundation
import SQLite
import SampleStore
import Testing

/// A database goes out as plain files and comes back the same.
@Suite struct DatasetFolderTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
  }

  func export() throws {
    let result = try program.run("export", "dataset", "out")
    try #require(result.status == 0, "\(result.messages)")
  }

  func file(_ name: String) -> String { program.folder.appendingPathComponent("out/\(name)").path }

  /// Changes a file of the folder.
  func change(_ name: String, _ body: (String) -> String) throws {
    let text = try String(contentsOfFile: file(name), encoding: .utf8)
    let changed = body(text)
    try #require(changed != text)
    try changed.write(toFile: file(name), atomically: true, encoding: .utf8)
  }

  func refusal() throws -> String {
    let result = try program.run("init", "--from", "out", "--db", "copy.db")
    #expect(result.status == 65, "\(result.messages)")
    let names = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
    #expect(names.sorted() == ["agglom.db", "out"])
    return result.messages
  }

  @Test func `the seeded, surveyed and optimized database comes back the same`() throws {
    let examples = SampleStore.root + "/examples"
    let survey = try program.run(
      "import", "\(examples)/synthetic-survey-liaoning.csv", "--mapping",
      "\(examples)/mappings/synthetic-survey.json")
    try #require(survey.status == 0, "\(survey.messages)")
    try #require(try program.run("optimize").status == 0)
    try export()
    let load = try program.run("init", "--from", "out/", "--db", "copy.db")
    try #require(load.status == 0, "\(load.messages)")
    let compared = try program.run("compare", "agglom.db", "copy.db")
    #expect(compared.status == 0, "\(compared.output)\(compared.messages)")
    #expect(try program.run("check", "--db", "copy.db").status == 0)
    let found = try program.run("find", "营口", "--db", "copy.db")
    #expect(try program.run("find", "营口").output == found.output)
  }

  @Test func `every value comes back with its bits`() throws {
    let connection = try Connection(path: program.database.path, mode: .readWrite)
    let texts: [Value] = [
      .text(""), .null, .text("a\0b"), .text("it's \"quoted\", with\r\nlines\n\r"),
      .text("\u{FEFF}mark"),
      .text("😀"), .text("NULL"), .text("X'00'"), .text(" spaces "), .text("\\N"), .text("="),
      .text(String(repeating: "长 \"text\"\n", count: 200_000)),
    ]
    for (number, text) in texts.enumerated() {
      try connection.run(
        "INSERT INTO firm (id, key, name_zh, address) VALUES (?1, ?2, ?3, ?3)",
        [.integer(Int64(900_000 + number)), .text("torture-\(number)"), text])
    }
    try connection.execute(
      "UPDATE firm SET note = CAST(X'FF61C328' AS TEXT) WHERE id = 900000")
    let numbers: [Value] = [
      .real(-0.0), .real(0.1), .real(1e23), .real(.leastNonzeroMagnitude), .real(.infinity),
      .real(-.infinity), .real(1.0 / 3), .real(9_007_199_254_740_994), .real(5),
    ]
    try connection.run(
      "INSERT INTO dataset (id, key, name_en, kind) VALUES (77, 'd', 'd', 'survey')")
    for (number, real) in numbers.enumerated() {
      try connection.run(
        "INSERT INTO firm_year (dataset_id, firm_id, year, profit, patents) VALUES (77, ?1, 2000, ?2, ?3)",
        [.integer(Int64(900_000 + number)), real, .integer(.max)])
    }
    try connection.run(
      """
      INSERT INTO import_batch (id, table_name, file_name, file_bytes, sha256, encoding, dialect,
        mapping, rows_read, rows_inserted, rows_rejected, started_at, finished_at, program_version)
      VALUES (9009, 't', 'f', 0, ?1, 'utf-8', '{}', '{}', 0, 0, 0, '', '', '')
      """, [.text(String(repeating: "0", count: 64))])
    try connection.run(
      "INSERT INTO import_change (batch_id, number, changeset, digests) VALUES (9009, 1, ?1, ?2)",
      [.blob(Array(0...255)), .blob([])])
    try export()
    let load = try program.run("init", "--from", "out", "--db", "copy.db")
    try #require(load.status == 0, "\(load.messages)")
    let compared = try program.run("compare", "agglom.db", "copy.db")
    #expect(compared.status == 0, "\(compared.output)")
  }

  @Test func `a folder that is not there, or has not every file, is told`() throws {
    let none = try program.run("init", "--from", "none", "--db", "copy.db")
    #expect(none.status == 66)
    #expect(none.messages.contains("none/tables.csv"))
    try export()
    try FileManager.default.removeItem(atPath: file("zone.csv"))
    let missing = try program.run("init", "--from", "out", "--db", "copy.db")
    #expect(missing.status == 66)
    #expect(missing.messages.contains("out/zone.csv"))
    let both = try program.run("init", "--from", "out", "--empty", "--db", "copy.db")
    #expect(both.status == 64)
    let there = try program.run("init", "--from", "out")
    #expect(there.status == 73)
  }

  @Test func `a file that lost a line, or half of one, is refused by name`() throws {
    try export()
    let whole = try String(contentsOfFile: file("material.csv"), encoding: .utf8)
    try change("material.csv") { text in
      text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(2)
        .joined(separator: "\n") + "\n"
    }
    #expect(try refusal().contains("material.csv:1: holds "))
    try whole.write(toFile: file("material.csv"), atomically: true, encoding: .utf8)
    try change("material.csv") { String($0.dropLast(3)) }
    #expect(try refusal().contains("cut off"))
  }

  @Test(arguments: [
    ("taxonomy.csv", "id,key", "id,name", "header does not fit"),
    ("taxonomy.csv", "\n1,", "\nx,", "taxonomy.csv:2: column id: 'x' is no integer"),
    ("taxonomy.csv", "\n1,", "\n1,,", "taxonomy.csv:2: there are "),
    ("taxonomy.csv", "\n1,", "\n1\"2,", "taxonomy.csv:2: a quote stands inside a cell"),
    ("taxonomy.csv", "\n2,", "\n1,", "taxonomy.csv:3: "),
    ("tables.csv", "\ntaxonomy,", "\ntaxonomies,", "table taxonomy is not listed"),
    ("tables.csv", "\nzone,", "\nother,1\nzone,", "there is no table 'other'"),
    ("tables.csv", "\nzone,", "\nzone,-", "is no name of a table"),
    ("schema_migration.csv", "0001-provenance", "0001-other", "another schema"),
    ("schema_migration.csv", "provenance", "other", "another schema"),
  ])
  func `a file that was changed is refused with its place`(
    name: String, old: String, new: String, message: String
  ) throws {
    try export()
    try change(name) { text in
      guard let range = text.range(of: old) else { return text.replacing("provenance", with: "x") }
      return text.replacingCharacters(in: range, with: new)
    }
    let messages = try refusal()
    #expect(messages.contains(message), "\(messages)")
  }

  @Test func `a row that points nowhere is refused`() throws {
    try export()
    try change("term.csv") { text in
      // The taxonomy is the third cell of a term.
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      var cells = lines[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      cells[2] = "9999"
      lines[1] = cells.joined(separator: ",")
      return lines.joined(separator: "\n")
    }
    #expect(try refusal().contains("points at a row of taxonomy that is not in the folder"))
  }

  @Test func `tables of others are refused by name`() throws {
    try #require(try program.shell("sqlite3 agglom.db 'CREATE TABLE mine (a)'").status == 0)
    let result = try program.run("export", "dataset", "out")
    #expect(result.status == 1)
    #expect(result.messages.contains("table mine is not of agglom's schema"))
    #expect(!FileManager.default.fileExists(atPath: file("")))
  }
}
