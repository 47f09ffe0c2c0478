import ClusterStore
import SQLite
import SampleStore
import Testing

@testable import SurveyImport

/// How much may be wrong before nothing comes in.
struct AcceptanceTests {
  let store: Store

  init() throws {
    store = try SampleStore.seeded()
    try store.connection.run(
      "INSERT INTO dataset (key, name_en, kind) VALUES ('s', 'Survey', 'survey')")
  }

  private func options(
    _ change: (inout ImportRun.Options) throws -> Void
  ) rethrows -> ImportRun.Options {
    var options = ImportRun.Options(table: "firm_year")
    options.constants = ["dataset": "s"]
    try change(&options)
    return options
  }

  private func run(
    _ text: String, _ change: (inout ImportRun.Options) throws -> Void
  ) throws -> ImportReport {
    try ImportRun(store, options: options(change)).run(name: "test.csv", text: text)
  }

  private func counts() throws -> [Value?] {
    try ["firm", "firm_year", "zone", "import_batch", "import_reject"].map {
      try store.connection.value("SELECT count(*) FROM \($0)")
    }
  }

  /// Three rows that fit and two that do not, in lines 3 and 5.
  private static let two = """
    firm,firm_name,year
    f1,A,2021
    f2,B,bad
    f3,C,2021
    f4,D
    f5,E,2021

    """

  @Test(arguments: [(0, false), (1, false), (2, true), (3, true)])
  func `so many rows may be rejected and not one more`(limit: Int, fits: Bool) throws {
    let before = try counts()
    guard !fits else {
      let report = try run(Self.two) { $0.acceptance.maxErrors = limit }
      #expect([report.inserted, report.rejected] == [3, 2])
      return
    }
    let error = #expect(throws: ImportError.self) {
      try run(Self.two) { $0.acceptance.maxErrors = limit }
    }
    #expect(
      error
        == .tooManyErrors(
          file: "test.csv", rejected: 2, before: 0, read: 5, allowed: limit,
          problems: "1 missing-cell, 1 type-error",
          examples: [
            "test.csv:3: year: 'bad': it is no year such as 2015 or 2015年 [type-error]",
            "test.csv:5: the row has 2 cells, the header 3 [missing-cell]",
          ]))
    #expect(error?.description.contains("nothing was written") == true)
    #expect(try counts() == before)
  }

  @Test func `without a limit any number may be, as long as a row fits`() throws {
    #expect(try run(Self.two) { _ in }.rejected == 2)
    let error = #expect(throws: ImportError.self) {
      try run("firm,firm_name,year\nf1,A,x\nf2,B,x\n") { $0.acceptance.maxErrors = 2 }
    }
    #expect(error?.description.contains("none of its 2 rows fits") == true)
  }

  @Test func `rows that the database refuses count too`() throws {
    let error = #expect(throws: ImportError.self) {
      try run("firm,firm_name,year\nf1,A,2021\nf1,A,2021\n") { $0.acceptance.maxErrors = 0 }
    }
    #expect(error?.description.contains("duplicate-row") == true)
  }

  @Test func `a large file is not read to its end`() throws {
    let rows = String(repeating: "f1,A,bad\n", count: 600_000)
    let file = InputFile(
      name: "test.csv", bytes: Array("firm,firm_name,year\nf0,A,2021\n\(rows)".utf8),
      chunk: 1 << 16)
    let error = #expect(throws: ImportError.self) {
      try ImportRun(store, options: options { $0.acceptance.maxErrors = 10 }).run(file)
    }
    guard case .tooManyErrors(_, let rejected, _, _, 10, _, let examples)? = error else {
      Issue.record("\(error as Any)")
      return
    }
    #expect(rejected > 10 && rejected < 300_000)
    #expect(examples.count == 5)
    let size = try #require(file.size)
    #expect(file.byteCount < size)
  }

  @Test func `the files of a call count together and come in together`() throws {
    let before = try counts()
    try SampleStore.withFolder { folder in
      let paths = ["a", "b"].map { "\(folder)/\($0).csv" }
      try SampleStore.write("firm,firm_name,year\nf1,A,2021\nf2,B,bad\n", to: paths[0])
      try SampleStore.write("firm,firm_name,year\nf3,A,2021\nf4,B,bad\n", to: paths[1])
      let error = #expect(throws: ImportError.self) {
        try ImportRun(store, options: options { $0.acceptance.maxErrors = 1 }).run(paths: paths)
      }
      #expect(error?.description.contains("after 1 in the files before it") == true)
      #expect(try counts() == before)
      let reports = try ImportRun(store, options: options { $0.acceptance.maxErrors = 2 })
        .run(paths: paths)
      #expect(reports.map(\.inserted) == [1, 1])
    }
  }

  @Test func `a dry run of several files sees the rows of the earlier ones`() throws {
    let before = try counts()
    try SampleStore.withFolder { folder in
      let paths = ["a", "b"].map { "\(folder)/\($0).csv" }
      for path in paths { try SampleStore.write("firm,firm_name,year\nf1,A,2021\n", to: path) }
      let reports = try ImportRun(store, options: options { $0.isDryRun = true })
        .run(paths: paths)
      #expect(reports.map(\.rejected) == [0, 1])
      #expect(reports.allSatisfy { $0.batch == nil })
    }
    #expect(try counts() == before)
  }

  @Test func `a dry run tells all and why it would not be done`() throws {
    let report = try run(Self.two) {
      $0.acceptance.maxErrors = 0
      $0.isDryRun = true
    }
    #expect([report.inserted, report.rejected] == [3, 2])
    #expect(report.refusal?.description.contains("0 may be") == true)
    let fine = try run(Self.two) { $0.isDryRun = true }
    #expect(fine.refusal == nil)
  }

  // MARK: Strict

  private func findings(
    _ text: String, _ change: (inout ImportRun.Options) throws -> Void = { _ in }
  ) throws -> [String] {
    let before = try counts()
    do {
      _ = try run(text) {
        $0.acceptance.isStrict = true
        try change(&$0)
      }
      return []
    } catch ImportError.notStrict(let file, let findings) {
      #expect(file == "test.csv")
      #expect(try counts() == before)
      return findings
    }
  }

  @Test func `a file with nothing to tell comes in strictly`() throws {
    #expect(try findings("firm,firm_name,year\nf1,A,2021\n").isEmpty)
    #expect(try store.connection.value("SELECT count(*) FROM firm_year") == .integer(1))
  }

  @Test func `each thing that is only told otherwise ends a strict import`() throws {
    #expect(
      try findings(Self.two) == [
        "2 of 5 rows are rejected (1 missing-cell, 1 type-error); the first: test.csv:3: year: "
          + "'bad': it is no year such as 2015 or 2015年 [type-error]"
      ])
    let left = try findings("firm,firm_name,year,mood\nf1,A,2021,x\n") {
      $0.ignoresUnmapped = true
    }
    #expect(left.count == 1 && left[0].contains("'mood'") && left[0].contains("\"leave\""))
    let emptied = try findings("firm,firm_name,year,zone\nf1,A,2021,999999\n") {
      $0.unknown = ["zone": .null]
    }
    #expect(emptied.count == 1 && emptied[0].contains("1 references to zone are left empty"))
    let added = try findings("firm,firm_name,year,zone\nf1,A,2021,999999\n") {
      $0.unknown = ["zone": .add]
    }
    #expect(added == ["1 codes were added to zone that it did not have"])
    let notes = try findings("firm,firm_name,year\nf1,A,2021\n注：x\n")
    #expect(notes == ["1 notes below the table are left, since they are no rows"])
    let file = "firm,firm_name,year\nf9,A,2021\n"
    let batch = try #require(run(file) { _ in }.batch)
    try store.connection.run("DELETE FROM firm_year")
    #expect(try findings(file) == ["the same file came in before, as batch \(batch)"])
  }

  @Test func `columns that a mapping file leaves by name are left strictly too`() throws {
    var mapping = Mapping(
      table: "firm_year",
      columns: [
        .init(from: "firm", to: "firm"), .init(from: "name", to: "firm.name_zh"),
        .init(from: "year", to: "year"),
      ])
    mapping.rows = [["kind": ["a"]]]
    let text = "firm,name,year,mood,kind\nf1,A,2021,x,a\n"
    let left = try findings(text) { $0.mapping = mapping }
    #expect(left.count == 1 && left[0].contains("'mood'") && !left[0].contains("'kind'"))
    mapping.leave = ["Mood"]
    #expect(try findings(text) { $0.mapping = mapping }.isEmpty)
  }

  @Test func `what was left on request is named in the mapping that is saved`() throws {
    let text = "firm,firm_name,year,mood\nf1,A,2021,x\n"
    let report = try run(text) { $0.ignoresUnmapped = true }
    #expect(report.mapping?.leave == ["mood"])
    try store.connection.execute("DELETE FROM firm_year; DELETE FROM import_batch")
    #expect(try findings(text) { $0.mapping = report.mapping }.isEmpty)
  }
}
