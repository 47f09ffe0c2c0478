import ClusterModel
import SQLite
import SampleStore
import Statistics
import Testing

@testable import ClusterStore
@testable import SurveyImport

@Suite struct ImportUndoTests {
  let store: Store

  init() throws {
    store = try SampleStore.empty()
    try store.connection.execute(
      """
      INSERT INTO dataset (id, key, name_en, kind) VALUES (1, 's', 'Survey', 'survey'),
        (2, 't', 'Other', 'survey');
      INSERT INTO zone (id, key, scheme, code, kind, name_zh) VALUES
        (1, 'gbt2260:210106', 'gbt2260', '210106', 'county', '铁西区'),
        (2, 'gbt2260:210800', 'gbt2260', '210800', 'prefecture', '营口市');
      INSERT INTO indicator (id, key, name_en) VALUES (1, 'gdp', 'GDP');
      INSERT INTO firm (id, key, name_zh) VALUES (1, 'old', '旧厂');
      """)
    for table in ["zone", "indicator", "firm", "dataset"] {
      try NameIndex(store).add(table: table, ids: 1...4)
    }
  }

  private func load(
    _ text: String, into table: String = "firm_year", dataset: String = "s"
  ) throws -> Int64 {
    var options = ImportRun.Options(table: table)
    if table == "firm_year" { options.constants = ["dataset": dataset] }
    if table == "firm_year" {
      let header = text.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
      let columns = header.map { name in
        var column = Mapping.Column(from: name, to: name == "firm_name" ? "firm.name_zh" : name)
        if name == "zone" { (column.scheme, column.unknown) = ("gbt2260", .add) }
        return column
      }
      options.mapping = Mapping(table: table, columns: columns)
    }
    let report = try ImportRun(store, options: options).run(name: "\(table).csv", text: text)
    return try #require(report.batch)
  }

  /// What is different from `before`, the journal apart.
  private func differences(from before: Store) throws -> [String] {
    try DatabaseComparison(before.connection, store.connection, limit: 10_000).differences
      .filter { !$0.place.hasPrefix("table import_") }.map(\.description)
  }

  private func conflicts(_ batch: Int64) throws -> [UndoConflict] {
    do {
      _ = try ImportUndo(store).run(batch)
      Issue.record("the batch was taken back")
      return []
    } catch UndoError.conflicts(_, let first, let count) {
      #expect(count >= first.count)
      return first
    }
  }

  private static let survey = """
    firm,firm_name,year,employees
    f1,甲厂,2021,5
    f1,甲厂,2022,
    f2,乙厂,2021,7

    """

  @Test func `rows, firms and names go, and the file can come again`() throws {
    let before = try store.copiedToMemory()
    let batch = try load(Self.survey)
    #expect(try NameIndex(store).find("甲厂", limit: 9).count == 1)
    let plan = try ImportUndo(store).run(batch)
    #expect(plan.removed == ["firm": 2, "firm_year": 3])
    #expect(plan.restored.isEmpty && plan.gone == 0)
    #expect(try differences(from: before).isEmpty)
    #expect(try NameIndex(store).find("甲厂", limit: 9).isEmpty)
    let again = try load(Self.survey)
    #expect(again == batch + 1)
    #expect(try ImportUndo(store).plan(again).conflictCount == 0)
  }

  @Test func `a batch is taken back once, and the journal says when`() throws {
    let batch = try load(Self.survey)
    _ = try ImportUndo(store).run(batch)
    let error = #expect(throws: UndoError.self) { try ImportUndo(store).run(batch) }
    #expect("\(error as Any)".contains("batch 1 was undone on 20"))
    #expect(throws: UndoError.unknown(batch: 99)) { try ImportUndo(store).plan(99) }
    #expect(
      try store.connection.value("SELECT undone_rows FROM import_batch")
        == .text("{\"removed\":{\"firm\":2,\"firm_year\":3},\"restored\":{}}"))
    for table in ["import_row_range", "import_digest", "import_change"] {
      #expect(try store.connection.value("SELECT count(*) FROM \(table)") == .integer(0))
    }
    #expect(try ImportJournal(store).batches(withSeeds: true).rows.count == 1)
  }

  @Test func `an undone file is new again`() throws {
    let batch = try load(Self.survey)
    let sha256 = try #require(
      store.connection.query("SELECT sha256 FROM import_batch") { $0.text(0) }.first)
    #expect(try ImportJournal(store).batches(sha256: sha256) == [batch])
    _ = try ImportUndo(store).run(batch)
    #expect(try ImportJournal(store).batches(sha256: sha256).isEmpty)
  }

  @Test(
    arguments: [
      "UPDATE firm_year SET employees = 6 WHERE employees = 5",
      "UPDATE firm_year SET output = 0 WHERE employees = 5",
      "UPDATE firm_year SET employees = NULL WHERE employees = 5",
      "UPDATE firm_year SET output = 5, employees = NULL WHERE employees = 5",
      "UPDATE firm_year SET year = 2020 WHERE employees = 5",
      "UPDATE firm_year SET dataset_id = 2 WHERE employees = 5",
      "UPDATE firm_year SET flags = '{}' WHERE employees = 5",
    ])
  func `a row that was edited since is told, with its line`(edit: String) throws {
    let batch = try load(Self.survey)
    try store.connection.execute(edit)
    let edited = try store.copiedToMemory()
    let conflicts = try conflicts(batch)
    #expect(conflicts.map(\.description) == ["firm_year 1 (line 2) was changed since"])
    #expect(try DatabaseComparison(edited.connection, store.connection).isEqual)
  }

  @Test func `a row that was edited and edited back is as the import left it`() throws {
    let before = try store.copiedToMemory()
    let batch = try load(Self.survey)
    try store.connection.execute(
      """
      UPDATE firm_year SET employees = 6 WHERE employees = 5;
      UPDATE firm_year SET employees = 5 WHERE employees = 6;
      """)
    _ = try ImportUndo(store).run(batch)
    #expect(try differences(from: before).isEmpty)
  }

  @Test func `a row that was deleted since is gone already`() throws {
    let before = try store.copiedToMemory()
    let batch = try load(Self.survey)
    try store.connection.execute("DELETE FROM firm_year WHERE employees = 5")
    try FirmYearRepository(store).delete(.init(rawValue: 2))
    let plan = try ImportUndo(store).run(batch)
    #expect(plan.gone == 1 && plan.removed["firm_year"] == 1)
    #expect(try differences(from: before).isEmpty)
  }

  @Test func `an id that another row has got since is told`() throws {
    let batch = try load(Self.survey)
    try store.connection.execute(
      """
      DELETE FROM firm_year WHERE id = 3;
      INSERT INTO firm_year (id, dataset_id, firm_id, year) VALUES (3, 1, 1, 1999);
      """)
    #expect(try conflicts(batch).map(\.row) == ["3"])
  }

  @Test func `what later points at a row of the batch is told, by key too`() throws {
    let batch = try load(Self.survey)
    try store.connection.execute(
      """
      INSERT INTO cluster (id, key, name_en, lead_firm_id) VALUES (1, 'c', 'C', 3);
      INSERT INTO observation (id, subject_type, subject_key, indicator_id, year, value)
      VALUES (7, 'firm', 'f1', 1, 2021, 1.5), (8, 'firm', 'old', 1, 2021, 1.5);
      """)
    #expect(
      try conflicts(batch).map(\.description) == [
        "firm 3 (line 4) is pointed at by cluster 1, which came later",
        "firm 2 (line 2) is pointed at by observation 7, which came later",
      ])
  }

  @Test func `a later batch that needs the rows is named, and goes first`() throws {
    let before = try store.copiedToMemory()
    let first = try load(Self.survey)
    let second = try load("firm,year,employees\nf1,2023,5\n", dataset: "t")
    let told = try conflicts(first)
    #expect(told.map(\.batch) == [second])
    #expect(told.first?.description.hasSuffix("by batch 2: undo that first") == true)
    _ = try ImportUndo(store).run(second)
    _ = try ImportUndo(store).run(first)
    #expect(try differences(from: before).isEmpty)
  }

  @Test func `rows that point at each other go together`() throws {
    let before = try store.copiedToMemory()
    let batch = try load(
      "key,kind,name_en,parent\nb,county,B,a\na,city,A,\nc,county,C,b\n", into: "zone")
    _ = try ImportUndo(store).run(batch)
    #expect(try differences(from: before).isEmpty)
  }

  @Test func `a batch without digests is refused`() throws {
    let batch = try load(Self.survey)
    try store.connection.execute("DELETE FROM import_digest")
    #expect(throws: UndoError.unrecorded(batch: batch)) { try ImportUndo(store).run(batch) }
  }

  @Test func `a detail tells counts, rejects and whether it can be undone`() throws {
    let batch = try load("firm,firm_name,year,employees\nf1,甲厂,2021,x\nf1,甲厂,2022,4\n")
    let detail = try BatchDetail(store, batch: batch)
    let facts = Dictionary(uniqueKeysWithValues: detail.facts.map { ($0.name, $0.value) })
    #expect(facts["rows_in_firm_year"] == .integer(1))
    #expect(facts["undo"] == .text("possible"))
    #expect(facts["undo_record_bytes"] == .integer(8))
    #expect(detail.rejects.map(\.code) == ["type-error"])
    #expect(detail.rejects.first?.examples.first?.hasPrefix("line 2: employees: 'x': ") == true)
    try store.connection.execute("UPDATE firm_year SET employees = 9")
    let later = try BatchDetail(store, batch: batch).facts.last { $0.name == "undo" }
    #expect(
      later?.value == .text("not possible: firm_year 1 (line 3) was changed since"))
    _ = try BatchDetail(store, batch: batch).rows
  }

  // MARK: Changed rows

  /// A batch that changes rows, as an import with a policy for conflicts does.
  @discardableResult
  private func change(
    limit: Int = 32_768, tables: [String] = ["firm", "firm_year"], _ statements: [String]
  ) throws -> Int64 {
    try store.transaction {
      let recorder = try UpdateRecorder(store, tables: tables, limit: limit)
      for statement in statements {
        try recorder.recording { try store.connection.execute(statement) }
      }
      try recorder.finish()
      var batch = ImportJournal.Batch(
        table: "firm_year", dataset: nil, file: "c.csv", bytes: 1,
        sha256: String(repeating: "0", count: 64), encoding: "utf-8", dialect: "{}", mapping: "{}",
        startedAt: "2024", version: "1")
      (batch.read, batch.updated) = (statements.count, statements.count)
      return try ImportJournal(store).record(batch, ranges: [:], rejects: nil)
    }
  }

  @Test(arguments: [1, 2, 100]) func `changed rows become what they were`(limit: Int) throws {
    _ = try load(Self.survey)
    let before = try store.copiedToMemory()
    let batch = try change(
      limit: limit,
      [
        "UPDATE firm_year SET employees = 50, output = 2.5 WHERE id = 1",
        "UPDATE firm SET name_zh = '丙厂' WHERE id = 2",
        "UPDATE firm_year SET employees = 51 WHERE id = 1",
        "DELETE FROM firm_year WHERE id = 3",
        "UPDATE firm_year SET employees = NULL WHERE id = 2",
      ])
    #expect(try NameIndex(store).find("丙厂", limit: 1).count == 1)
    #expect(try StoreCheck(store).brokenRules().allSatisfy { !$0.hasPrefix("name-index") })
    let plan = try ImportUndo(store).run(batch)
    #expect(plan.restored == ["firm": 1, "firm_year": 2])
    #expect(try differences(from: before).isEmpty)
  }

  @Test(
    arguments: [
      ("UPDATE firm_year SET water = 3 WHERE id = 1", "firm_year 1 was changed since"),
      ("UPDATE firm_year SET employees = 4 WHERE id = 1", "firm_year 1 was changed since"),
      ("DELETE FROM firm_year WHERE id = 1", "firm_year 1 was deleted since"),
      (
        "INSERT INTO firm_year (id, dataset_id, firm_id, year) VALUES (3, 1, 1, 1999)",
        "firm_year 3 was added since"
      ),
    ])
  func `a changed row that was edited since is told`(edit: String, told: String) throws {
    _ = try load(Self.survey)
    let batch = try change([
      "UPDATE firm_year SET employees = 50 WHERE id = 1", "DELETE FROM firm_year WHERE id = 3",
    ])
    try store.connection.execute(edit)
    #expect(try conflicts(batch).map(\.description) == [told])
  }

  @Test func `batches that changed the same row go last first`() throws {
    let imported = try load(Self.survey)
    let before = try store.copiedToMemory()
    let first = try change(["UPDATE firm_year SET employees = 50 WHERE id = 1"])
    let second = try change(["UPDATE firm_year SET water = 51 WHERE id = 1"])
    #expect(try conflicts(first).map(\.batch) == [second])
    #expect(try conflicts(imported).map(\.batch) == [second])
    _ = try ImportUndo(store).run(second)
    _ = try ImportUndo(store).run(first)
    #expect(try differences(from: before).isEmpty)
    _ = try ImportUndo(store).run(imported)
  }

  // MARK: Random imports

  @Test(arguments: 0..<40)
  func `whatever came in, taking it back leaves what was there`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var steps: [(before: Store, batch: Int64)] = []
    for round in 0..<6 {
      let before = try store.copiedToMemory()
      let batch: Int64
      switch Int.random(in: 0..<4, using: &random) {
      case 0: batch = try load(Self.zones(&random, round: round), into: "zone")
      case 1: batch = try changeAtRandom(&random)
      default:
        batch = try load(
          Self.survey(&random, round: round), dataset: ["s", "t"].picked(&random))
      }
      steps.append((before, batch))
    }
    // An edit anywhere in a batch's rows is found, and leaves when it is edited back.
    let table = ["firm_year", "firm", "zone"].picked(&random)
    let column = table == "firm_year" ? "energy" : "note_ref"
    let last = try #require(steps.last)
    let own = try store.connection.query(
      "SELECT first_id FROM import_row_range WHERE batch_id = ?1 AND table_name = ?2",
      [.integer(last.batch), .text(table)]
    ) { $0.integer(0) }
    if let id = own.randomElement(using: &random) {
      let row = "FROM \(table) WHERE id = \(id)"
      let old = try #require(try store.connection.value("SELECT \(column) \(row)"))
      let set = "UPDATE \(table) SET \(column) = ?1 WHERE id = \(id)"
      try store.connection.run(set, [table == "firm_year" ? .real(77.5) : .text("edited")])
      #expect(try conflicts(last.batch).map(\.row) == ["\(id)"])
      try store.connection.run(set, [old])
    }
    for (before, batch) in steps.reversed() {
      _ = try ImportUndo(store).run(batch)
      #expect(try differences(from: before).isEmpty)
    }
    #expect(try StoreCheck(store).brokenRules() == ["codebook-complete"])
  }

  private static func survey(_ random: inout SeededGenerator, round: Int) -> String {
    var text = "firm,firm_name,year,employees,zone\n"
    for row in 0..<Int.random(in: 1...60, using: &random) {
      let firm = Int.random(in: 0..<20, using: &random)
      let year = 1990 + round * 5 + Int.random(in: 0..<5, using: &random)
      let employees = ["", "x", "12", "0"].picked(&random)
      let zone = ["210106", "210800", "\(row % 7)99", ""].picked(&random)
      text += "f\(firm),厂\(firm)号,\(year),\(employees),\(zone)\n"
    }
    return text + "g\(round),末厂,2020,1,210106\n"
  }

  private static func zones(_ random: inout SeededGenerator, round: Int) -> String {
    var text = "key,kind,name_zh,parent,area_km2\n"
    let count = Int.random(in: 1...20, using: &random)
    for row in 0..<count {
      let other = Int.random(in: 0..<count, using: &random)
      // Half of the rows hang below one that comes later; rows that hang below none are rejected.
      let parent = other > row ? "z\(round)-\(other)" : row % 5 == 4 ? "nowhere" : ""
      text += "z\(round)-\(row),county,区\(row),\(parent),\(row * 3 + 1)\n"
    }
    return text + "y\(round),county,末区,,2.5\n"
  }

  private func changeAtRandom(_ random: inout SeededGenerator) throws -> Int64 {
    var statements: [String] = []
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let id = Int.random(in: 1...40, using: &random)
      let number = Int.random(in: 0...9, using: &random)
      statements.append(
        [
          "UPDATE firm_year SET employees = \(number) WHERE id = \(id)",
          "UPDATE firm_year SET water = \(number) + 0.5, energy = NULL WHERE id = \(id)",
          "UPDATE firm SET name_zh = '改\(number)' WHERE id = \(id)",
          "UPDATE zone SET name_zh = NULL, aliases = '别\(number)' WHERE id = \(id)",
          "DELETE FROM firm_year WHERE id = \(id) AND id < (SELECT max(id) FROM firm_year)",
        ].picked(&random))
    }
    return try change(
      limit: Int.random(in: 1...4, using: &random), tables: ["firm", "firm_year", "zone"],
      statements)
  }
}

extension StoreCheck {
  /// The rules that do not hold.
  func brokenRules() throws -> [String] {
    var broken: [String] = []
    try run { if !$0.holds { broken.append($0.rule) } }
    return broken
  }
}

extension Array {
  /// One of the elements, of which there is at least one.
  fileprivate func picked(_ random: inout SeededGenerator) -> Element {
    self[Int.random(in: indices, using: &random)]
  }
}
