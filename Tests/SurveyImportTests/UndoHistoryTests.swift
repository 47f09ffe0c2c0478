import ClusterModel
import Foundation
import SQLite
import SampleStore
import Statistics
import Testing

@testable import ClusterStore
@testable import SurveyImport

/// Imports of every kind, one after the other, each of which is taken back to what was there before.
struct UndoHistoryTests {
  // In the history of seed 307, new rows take the codes that older ones had.
  @Test(arguments: Array(0..<6) + [307] as [UInt64])
  func `whatever was imported, undo leaves every table as it was before`(seed: UInt64) throws {
    var history = try History(seed: seed)
    for _ in 0..<8 { try history.importSomething() }
    while try history.undoLast() {}
    #expect(history.imports > 0)
  }

  @Test(
    arguments: [
      // Two rows change codes by way of a third one; a new row takes the code of an old one.
      ["i1,own,3,A", "i2,own,1,B", "i1,own,2,A"], ["i1,own,3,C", "i3,own,1,D"],
      ["i1,own,3,A", "i3,own,1,D", "i2,own,4,B", "i4,own,2,E"],
    ])
  func `rows that took each other's codes are restored`(rows: [String]) throws {
    let store = try SampleStore.empty()
    func load(_ rows: [String]) throws -> ImportReport {
      var options = ImportRun.Options(table: "industry")
      options.onConflict = .update
      let text = (["key,scheme,code,name_zh"] + rows).joined(separator: "\n") + "\n"
      return try ImportRun(store, options: options).run(name: "i.csv", text: text)
    }
    _ = try load(["i1,own,1,A", "i2,own,2,B"])
    let before = try History.Content(store)
    let report = try load(rows)
    // A new row whose code is still taken when it is read is rejected.
    #expect(report.updated > 0)
    _ = try ImportUndo(store).run(try #require(report.batch))
    #expect(try History.Content(store).differences(from: before).isEmpty)
    #expect(try store.connection.value("PRAGMA integrity_check") == .text("ok"))
  }

  @Test func `a row whose target is gone since is not restored, and all stays`() throws {
    let store = try SampleStore.empty()
    func load(_ rows: String) throws -> ImportReport {
      var options = ImportRun.Options(table: "cluster")
      options.onConflict = .update
      return try ImportRun(store, options: options).run(
        name: "c.csv", text: "key,name_zh,zone\n\(rows)\n")
    }
    try store.connection.execute(
      "INSERT INTO zone (id, key, kind) VALUES (1, 'z1', 'area'), (2, 'z2', 'area')")
    _ = try load("c1,A,z1")
    let report = try load("c1,A,z2")
    try store.connection.execute("DELETE FROM zone WHERE id = 1")
    #expect(throws: UndoError.self) { try ImportUndo(store).run(#require(report.batch)) }
    #expect(try store.connection.value("SELECT zone_id FROM cluster") == .integer(2))
    #expect(try store.connection.value("SELECT undone_at FROM import_batch WHERE id = 2") == .null)
  }
}

/// A database, and what it held before each of the batches that came in.
private struct History {
  let store: Store
  var random: SeededGenerator
  var imports = 0
  private var before: [(batch: Int64, content: Content?)] = []
  private let seed: UInt64

  init(seed: UInt64) throws {
    self.seed = seed
    random = SeededGenerator(seed: seed)
    store = try Self.start()
  }

  /// The rows of every table by their ids, the journal apart, with the index of names.
  struct Content: Equatable {
    var rows: [String: [[Value]]] = [:]

    init(_ store: Store) throws {
      let connection = store.connection
      for table in try Schema(store).tables() where !table.name.hasPrefix("import_") {
        rows[table.name] = try connection.query("SELECT * FROM \"\(table.name)\" ORDER BY 1, 2") {
          row in table.columns.indices.map { row.value($0) }
        }
      }
      rows["name_index"] = try connection.query("SELECT rowid, * FROM name_index ORDER BY rowid") {
        row in (0..<8).map { row.value($0) }
      }
    }

    /// Where it is not the same as `other`.
    func differences(from other: Content) -> [String] {
      Set(rows.keys).union(other.rows.keys).sorted().filter { rows[$0] != other.rows[$0] }.map {
        table in
        let (own, others) = (Set(rows[table] ?? []), Set(other.rows[table] ?? []))
        return "\(table): \(own.subtracting(others)), not \(others.subtracting(own))"
      }
    }
  }

  /// Takes back the batch that came last, and expects what was there before it; false where none is
  /// left.
  @discardableResult mutating func undoLast() throws -> Bool {
    guard let (batch, content) = before.popLast() else { return false }
    do {
      _ = try ImportUndo(store).run(batch)
    } catch {
      Issue.record("seed \(seed), batch \(batch): \(error)")
      return false
    }
    if let content {
      let differences = try Content(store).differences(from: content)
      #expect(differences.isEmpty, "seed \(seed), batch \(batch): \(differences)")
    }
    try expectSound("undo of batch \(batch)")
    return true
  }

  private func expectSound(_ after: String) throws {
    try StoreCheck(store).run { finding in
      guard !finding.rule.hasPrefix("codebook") else { return }
      #expect(finding.holds, "seed \(seed), \(after): \(finding.rule): \(finding.examples)")
    }
  }

  /// Imports one file or some, and perhaps takes them back at once.
  mutating func importSomething() throws {
    let content = try Content(store)
    var (options, files) = anImport()
    options.onConflict = [ConflictPolicy.fail, .skip, .update, .newest].randomElement(
      using: &random)
    options.largeFrom = Bool.random(using: &random) ? 0 : .max
    let reports: [ImportReport]
    do {
      reports = try run(files, options)
    } catch is ImportError {
      #expect(try Content(store) == content, "seed \(seed): a refused import left something")
      return
    }
    imports += 1
    for report in reports {
      let settled = report.inserted + report.updated + report.unchanged
      #expect(report.read == settled + report.skipped + report.rejected)
    }
    try expectSound("import of \(options.mapping?.table ?? options.table ?? "")")
    let batches = reports.compactMap(\.batch)
    // What was there between the files of one call is not known.
    for (place, batch) in batches.enumerated() {
      before.append((batch, place == 0 ? content : nil))
    }
    if Int.random(in: 0..<3, using: &random) == 0 { try undoLast() }
  }

  private func run(_ files: [String], _ options: ImportRun.Options) throws -> [ImportReport] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "agglom-undo-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = try files.enumerated().map { place, text in
      let path = folder.appending(path: "\(place).csv").path
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      return path
    }
    return try ImportRun(store, options: options).run(paths: paths)
  }
}

/// What is imported.
extension History {
  private static func start() throws -> Store {
    let store = try SampleStore.empty()
    try store.connection.execute(
      """
      INSERT INTO dataset (id, key, name_en, kind, currency) VALUES
        (1, 's', 'Survey', 'survey', 'CNY'), (2, 't', 'Other', 'survey', NULL);
      INSERT INTO zone (id, key, scheme, code, kind, name_zh) VALUES
        (1, 'gbt2260:210106', 'gbt2260', '210106', 'county', '铁西区'),
        (2, 'z0', NULL, NULL, 'area', '营口');
      INSERT INTO industry (id, key, scheme, code, name_zh) VALUES
        (1, 'gbt4754-2017:3421', 'gbt4754-2017', '3421', '金属切削机床制造'),
        (2, 'gbt4754-2017:3670', 'gbt4754-2017', '3670', '汽车零部件');
      INSERT INTO indicator (id, key, name_en) VALUES (1, 'gdp', 'GDP');
      INSERT INTO firm (id, key, name_zh) VALUES (1, 'f0', '旧厂'), (2, 'f1', '老厂');
      INSERT INTO measure (id, key, name_en, instrument_kind, statement_kind)
        VALUES (1, 'm0', 'Fund', 'fund', 'stated');
      """)
    let rules = try SampleStore.seeded().connection.query(
      """
      SELECT id, key, edition, number, trade_en, trade_zh, scope, figure, large_from, medium_from,
        small_from FROM size_rule
      """
    ) { row in (0..<11).map { row.value($0) } }
    for rule in rules {
      try store.connection.run(
        "INSERT INTO size_rule VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, NULL)", rule)
    }
    for table in EntityCatalog.named { try NameIndex(store).add(table: table, ids: 1...4) }
    return store
  }

  private mutating func one(_ texts: String...) -> String {
    texts.randomElement(using: &random) ?? ""
  }

  private mutating func key(_ letter: String, _ count: Int) -> String {
    "\(letter)\(Int.random(in: 0..<count, using: &random))"
  }

  private mutating func rows(_ header: String, _ row: (inout History) -> [String]) -> String {
    let count = Int.random(in: 1...9, using: &random)
    let rows = (0..<count).map { _ in row(&self).joined(separator: ",") }
    // A row that is there twice, and one that is cut short.
    let twice = Bool.random(using: &random) ? [rows[0]] : []
    let short = Int.random(in: 0..<4, using: &random) == 0 ? ["x"] : []
    return ([header] + rows + twice + short).joined(separator: "\n") + "\n"
  }

  private mutating func anImport() -> (ImportRun.Options, [String]) {
    let kinds = 9
    let kind = Int.random(in: 0..<kinds, using: &random)
    let count = Int.random(in: 0..<4, using: &random) == 0 ? 2 : 1
    var options = options(kind)
    let files = (0..<count).map { _ in file(kind) }
    options.acceptance = Acceptance()
    return (options, files)
  }

  private mutating func options(_ kind: Int) -> ImportRun.Options {
    let tables = [
      "zone", "industry", "cluster", "firm", "firm_year", "observation", "cell_year", "measure",
      "source",
    ]
    let table = tables[kind]
    var options = ImportRun.Options(table: table)
    var mapping: Mapping?
    switch table {
    case "firm_year":
      mapping = Mapping(
        table: table,
        columns: [
          ("firm", "firm"), ("name", "firm.name_zh"), ("year", "year"), ("zone", "zone"),
          ("industry", "industry"), ("employees", "employees"), ("output", "output"),
        ].map { Mapping.Column(from: $0, to: $1) })
      for place in [3, 4] {
        mapping?.columns[place].unknown = [.add, .null, .reject].randomElement(using: &random)
      }
      mapping?.columns[3].scheme = Bool.random(using: &random) ? "gbt2260" : nil
    case "cell_year":
      mapping = Mapping(
        table: table,
        columns: ["zone", "industry", "year", "employees", "output"].map {
          Mapping.Column(from: $0, to: $0)
        })
      mapping?.columns[0].unknown = [.add, .reject].randomElement(using: &random)
      mapping?.columns[1].unknown = [.add, .reject].randomElement(using: &random)
    default: break
    }
    if mapping != nil {
      mapping?.suppressed = ["*"]
      switch Int.random(in: 0..<3, using: &random) {
      case 0:
        let key = key("new", 3)
        mapping?.dataset = ["key": key, "name_zh": "数据\(key)", "kind": "survey", "currency": "CNY"]
      case 1: options.constants = ["dataset": "s"]
      default: options.constants = ["dataset": "t"]
      }
    }
    options.mapping = mapping
    return options
  }

  private mutating func file(_ kind: Int) -> String {
    switch kind {
    case 0:
      let header = one("key,kind,name_zh,parent", "key,kind,name_zh,parent,parent_ref")
      let isWide = header.hasSuffix("ref")
      return rows(header) { history in
        let parent = { (history: inout History) in
          Int.random(in: 0..<3, using: &history.random) == 0 ? "" : history.key("z", 12)
        }
        return [
          history.key("z", 10), history.one("area", "county", ""), history.one("甲", "乙", "子丑", ""),
          parent(&history),
        ] + (isWide ? [parent(&history)] : [])
      }
    case 1:
      return rows("key,scheme,code,name_zh,parent") { history in
        let code = history.key("", 8)
        return [
          history.key("i", 8), "gbt4754-2017", code, history.one("机床", "纺织", ""),
          history.one("", "gbt4754-2017:3421", history.key("i", 10)),
        ]
      }
    case 2:
      return rows("key,name_zh,zone,lead_firm,stage") { history in
        [
          history.key("c", 6), history.one("群", "集群", ""),
          history.one("z0", history.key("z", 6), ""),
          history.one("f0", "f1", ""), history.one("influential", "", "none"),
        ]
      }
    case 3:
      return rows("key,name_zh,zone,size_class") { history in
        [
          history.key("f", 6), history.one("厂", "旧厂", "公司", ""), history.one("z0", "z1", ""),
          history.one("large", "small", "", "huge"),
        ]
      }
    case 4:
      return rows("firm,name,year,zone,industry,employees,output") { history in
        [
          history.key("f", 8), history.one("甲厂", "乙厂"), history.one("2019", "2020", "2021", ""),
          history.one("210106", "210299", "210800", "z0", ""),
          history.one("3421", "3670", "9999", ""),
          history.one("12", "3000", "*", "", "-5", "x"), history.one("1.5", "20000", "*", ""),
        ]
      }
    case 5:
      return rows("subject_type,subject_key,indicator,year,value,status") { history in
        [
          "zone", history.one("z0", "gbt2260:210106"), history.one("gdp", "none"),
          history.one("2019", "2020", "2021"), history.one("1", "2", "3.5", ""),
          history.one("", "reported", "suppressed", "missing"),
        ]
      }
    case 6:
      return rows("zone,industry,year,employees,output") { history in
        [
          history.one("210106", "210299", "z0"), history.one("3421", "3670", "4444"),
          history.one("2019", "2020"), history.one("12", "*", "", "7"), history.one("1.5", "*", ""),
        ]
      }
    case 7:
      return rows("key,name_en,instrument_kind,statement_kind,part_of") { history in
        [
          history.key("m", 6), history.one("Fund", "Tax", ""), history.one("fund", "tax"), "stated",
          history.one("", history.key("m", 7)),
        ]
      }
    default:
      return rows("key,kind,title,cited_in,year") { history in
        [
          history.key("s", 6), "paper", history.one("Title", "标题", ""),
          history.one("", history.key("s", 7)), history.one("2001", "99", ""),
        ]
      }
    }
  }
}
