import ClusterStore
import FoundationEssentials
import SQLite
import SampleStore
import Testing

@testable import SurveyImport

/// What becomes of references to rows that are not there.
struct ReferencePolicyTests {
  let store: Store

  init() throws {
    store = try SampleStore.seeded()
    try store.connection.run(
      "INSERT INTO dataset (key, name_en, kind) VALUES ('s', 'Survey', 'survey')")
  }

  private func run(
    _ text: String, into table: String = "firm_year",
    _ unknown: [String: Mapping.Column.Unknown] = [:], mapping: Mapping? = nil
  ) throws -> ImportReport {
    var options = ImportRun.Options(table: mapping == nil ? table : nil)
    options.mapping = mapping
    let hasDataset = ["firm_year", "cell_year"].contains(mapping?.table ?? table)
    options.constants = hasDataset ? ["dataset": "s"] : [:]
    options.unknown = unknown
    return try ImportRun(store, options: options).run(name: "test.csv", text: text)
  }

  private func rows(_ sql: String) throws -> [[Value]] {
    try store.connection.query(sql) { row in (0..<row.count).map { row.value($0) } }
  }

  private static let survey = """
    firm,firm_name,year,zone,industry
    f1,A,2021,999999,3421
    f2,B,2021,210106,9999
    f3,C,2021,999999,9999
    f4,D,2021,,3421

    """

  @Test(
    arguments: [[:], ["zone": .reject, "industry": .reject]] as [[String: Mapping.Column.Unknown]])
  func `by default the row is rejected, and each cell told once`(
    unknown: [String: Mapping.Column.Unknown]
  ) throws {
    let report = try run(Self.survey, unknown)
    #expect([report.inserted, report.rejected] == [1, 3])
    #expect(report.problems.map(\.code) == ["foreign-key"])
    #expect(report.rejects.map(\.line) == [2, 3, 4, 4])
  }

  @Test func `null leaves the reference empty, counts it and says where`() throws {
    let report = try run(Self.survey, ["zone": .null, "industry": .null])
    #expect([report.inserted, report.rejected] == [4, 0])
    #expect(
      report.unknownReferences == [
        "2 references to industry are left empty, since it has no such row: '9999' in line 3, "
          + "'9999' in line 4",
        "2 references to zone are left empty, since it has no such row: '999999' in line 2, "
          + "'999999' in line 4",
      ])
    #expect(
      try rows(
        """
        SELECT firm.key, firm_year.zone_id IS NULL, firm_year.industry_id IS NULL,
          firm.zone_id IS firm_year.zone_id, firm.industry_id IS firm_year.industry_id
        FROM firm_year JOIN firm ON firm.id = firm_id ORDER BY firm.key
        """
      ).map { $0.dropFirst() }
        == [[1, 0, 1, 1], [0, 1, 1, 1], [1, 1, 1, 1], [1, 0, 1, 1]].map {
          $0.map { Value.integer($0) }[...]
        })
    #expect(
      try store.connection.value(
        "SELECT unknown_references FROM import_batch ORDER BY id DESC LIMIT 1")
        == .text("{\"added\":{},\"emptied\":{\"industry\":2,\"zone\":2}}"))
    let batch = try #require(report.batch)
    let facts = try BatchDetail(store, batch: batch).facts
    #expect(facts.contains { $0.name == "unknown_references" })
    #expect(report.mapping?.columns.map(\.unknown) == [nil, nil, nil, .null, .null])
  }

  @Test func `add adds the code once, for the row and for its firm, and undo takes it back`() throws
  {
    let before = try store.copiedToMemory()
    let report = try run(Self.survey, ["zone": .add, "industry": .add])
    #expect([report.inserted, report.rejected] == [4, 0])
    #expect(report.referencesAdded == ["zone": 1, "industry": 1])
    #expect(
      try rows(
        """
        SELECT zone.key, zone.kind, firm.zone_id = zone.id FROM firm_year
        JOIN zone ON zone.id = firm_year.zone_id JOIN firm ON firm.id = firm_id
        WHERE firm.key = 'f1'
        """) == [[.text("gbt2260:999999"), .text("unknown"), .integer(1)]])
    let batch = try #require(report.batch)
    #expect(
      try store.connection.value(
        "SELECT unknown_references FROM import_batch WHERE id = ?1", [.integer(batch)])
        == .text("{\"added\":{\"industry\":1,\"zone\":1},\"emptied\":{}}"))
    _ = try ImportUndo(store).run(batch)
    let differences = try DatabaseComparison(before.connection, store.connection).differences
      .filter { !$0.place.hasPrefix("table import_") }
    #expect(differences.isEmpty)
  }

  @Test func `a zone that only the firm has is added or left too`() throws {
    let mapping = Mapping(
      table: "firm_year",
      columns: [
        .init(from: "firm", to: "firm"), .init(from: "name", to: "firm.name_zh"),
        .init(from: "year", to: "year"), .init(from: "seat", to: "firm.zone"),
      ])
    let text = "firm,name,year,seat\nf1,A,2021,999998\n"
    #expect(try run(text, ["zone": .add], mapping: mapping).referencesAdded == ["zone": 1])
    #expect(
      try rows("SELECT zone.code FROM firm JOIN zone ON zone.id = zone_id WHERE firm.key = 'f1'")
        == [[.text("999998")]])
    let emptied = try run(
      "firm,name,year,seat\nf2,A,2021,999997\n", ["zone": .null], mapping: mapping)
    #expect(emptied.referencesEmptied["zone"]?.count == 1)
  }

  @Test(arguments: ["somewhere", "辽宁999", "no:1", "a\u{1}1"])
  func `what does not look like a code is never added as one`(name: String) throws {
    let report = try run(
      "firm,firm_name,year,zone\nf1,A,2021,\(name)\nf2,B,2021,\n", ["zone": .add])
    #expect([report.inserted, report.rejected] == [1, 1])
    #expect(report.rejects.first?.code == "foreign-key")
  }

  @Test func `what the mapping says of a column comes first`() throws {
    var zone = Mapping.Column(from: "zone", to: "zone")
    zone.unknown = .reject
    let mapping = Mapping(
      table: "firm_year",
      columns: [
        .init(from: "firm", to: "firm"), .init(from: "name", to: "firm.name_zh"),
        .init(from: "year", to: "year"), zone, .init(from: "industry", to: "industry"),
      ])
    let report = try run(
      "firm,name,year,zone,industry\nf1,A,2021,999999,3421\nf2,B,2021,210106,9999\n",
      ["zone": .null, "industry": .null], mapping: mapping)
    #expect([report.inserted, report.rejected] == [1, 1])
    #expect(report.referencesEmptied.mapValues(\.count) == ["industry": 1])
  }

  @Test func `a name that no row has is left empty like a code`() throws {
    var zone = Mapping.Column(from: "place", to: "zone")
    zone.by = "name_zh"
    zone.among = ["scheme": ["gbt2260"]]
    let mapping = Mapping(
      table: "firm_year",
      columns: [
        .init(from: "firm", to: "firm"), .init(from: "name", to: "firm.name_zh"),
        .init(from: "year", to: "year"), zone,
      ])
    let text = "firm,name,year,place\nf1,A,2021,乌有乡\nf2,B,2021,沈阳市\n"
    let report = try run(text, ["zone": .null], mapping: mapping)
    #expect([report.inserted, report.rejected] == [2, 0])
    #expect(report.referencesEmptied["zone"]?.examples == ["'乌有乡' in line 2"])
    #expect(
      try rows("SELECT count(zone_id) FROM firm_year") == [[.integer(1)]])
    let strict = try run("firm,name,year,place\nf3,A,2021,乌有乡\nf4,B,2021,沈阳市\n", mapping: mapping)
    #expect(strict.rejects.map(\.code) == ["constraint-error"])
  }

  @Test func `firms are added where the file names them, unless that is not wanted`() throws {
    let text = "firm,firm_name,year\nf1,A,2021\n"
    _ = try run(text)
    let more = "firm,firm_name,year\nf1,A,2022\nf2,B,2022\n"
    let report = try run(more, ["firm": .reject])
    #expect([report.inserted, report.rejected, report.firmsAdded] == [1, 1, 0])
    #expect(report.rejects.map(\.code) == ["foreign-key"])
    #expect(try run("firm,firm_name,year\nf3,B,2022\n", ["firm": .add]).firmsAdded == 1)
  }

  @Test func `a row of the same table that never comes is left empty or costs its row`() throws {
    let text = "key,kind,name_en,parent\na,area,A,b\nb,area,B,\nc,area,C,nowhere\nd,area,D,c\n"
    let report = try run(text, into: "zone", ["zone": .null])
    #expect([report.inserted, report.rejected] == [4, 0])
    #expect(report.referencesEmptied["zone"]?.examples == ["'nowhere' in line 4"])
    #expect(
      try rows(
        """
        SELECT zone.key, parent.key FROM zone LEFT JOIN zone AS parent ON parent.id = zone.parent_id
        WHERE zone.key IN ('a', 'b', 'c', 'd') ORDER BY zone.key
        """) == [
          [.text("a"), .text("b")], [.text("b"), .null], [.text("c"), .null],
          [.text("d"), .text("c")],
        ])
  }

  @Test(arguments: [
    (
      "firm_year", "firm", "null",
      "'firm_id' of firm_year cannot be empty; for firm there is reject"
    ),
    ("firm_year", "firm", "add", "nothing in the file says what a new firm is"),
    ("firm_year", "zones", "null", "no row of firm_year points at a 'zones'; did you mean zone?"),
    ("firm_year", "shoe", "add", "points at dataset, firm, industry, zone"),
    ("cell_year", "zone", "null", "for zone there is reject and add"),
    ("zone", "zone", "add", "the rows of zone are those of the file itself"),
  ])
  func `a policy that makes no sense is refused with those that do`(
    table: String, target: String, policy: String, words: String
  ) throws {
    let texts = [
      "firm_year": "firm,year\nf1,2021\n", "cell_year": "zone,industry,year\n210106,3421,2021\n",
      "zone": "key,kind,name_en,parent\na,area,A,\n",
    ]
    let unknown = try #require(Mapping.Column.Unknown(rawValue: policy))
    let error = #expect(throws: ImportError.self) {
      try run(texts[table] ?? "", into: table, [target: unknown])
    }
    guard case .option(let name, let reason)? = error else {
      Issue.record("\(error as Any)")
      return
    }
    #expect(name == "unknown \(target)=\(policy)")
    #expect(reason.contains(words), "\(reason)")
  }

  @Test func `a mapping that says such a thing is refused as well`() throws {
    var firm = Mapping.Column(from: "firm", to: "firm")
    firm.unknown = .null
    let mapping = Mapping(table: "firm_year", columns: [firm, .init(from: "year", to: "year")])
    let error = #expect(throws: ImportError.self) {
      try run("firm,year\nf1,2021\n", mapping: mapping)
    }
    #expect("\(error as Any)".contains("cannot be empty"))
  }
}
