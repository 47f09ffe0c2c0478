import ClusterStore
import SQLite
import SampleStore
import Testing

@testable import SurveyImport

/// Files without a header, whose columns are called by their places.
struct HeaderlessFileTests {
  let store: Store

  init() throws {
    store = try SampleStore.seeded()
    try store.connection.run(
      "INSERT INTO dataset (key, name_en, kind) VALUES ('s', 'Survey', 'survey')")
  }

  private static let mapping = Mapping(
    table: "firm_year",
    columns: [
      .init(from: "column_1", to: "firm"), .init(from: "column_2", to: "firm.name_zh"),
      .init(from: "column_3", to: "year"), .init(from: "column_4", to: "employees"),
    ])

  private func run(
    _ text: String, name: String = "test.csv",
    _ change: (inout ImportRun.Options) -> Void = { _ in }
  ) throws -> ImportReport {
    var options = ImportRun.Options(table: nil)
    options.mapping = Self.mapping
    options.constants = ["dataset": "s"]
    change(&options)
    return try ImportRun(store, options: options).run(name: name, text: text)
  }

  @Test func `a mapping by position takes every record, the first one too`() throws {
    let report = try run("f1,A,2021,5\nf2,B,2021,\n") { $0.isHeaderless = true }
    #expect([report.read, report.inserted] == [2, 2])
    #expect(report.columns.map(\.from) == ["column_1", "column_2", "column_3", "column_4"])
    #expect(report.columns.map(\.example) == ["f1", "A", "2021", "5"])
    #expect(report.header.isEmpty && report.isHeaderless)
    let journal = ImportJournal(store)
    #expect(try journal.origin(table: "firm_year", id: 1)?.line == 1)
  }

  @Test func `lines above the table can be skipped, and a numbering is data`() throws {
    let skipped = try run("survey of 2021\nf1,A,2021,5\n") {
      $0.isHeaderless = true
      $0.skip = 1
    }
    #expect(skipped.inserted == 1)
    let numbers = try run("1,2,3,4\nf3,B,2021,\n") { $0.isHeaderless = true }
    #expect([numbers.read, numbers.rejected] == [2, 1])
  }

  @Test func `the mapping remembers it`() throws {
    let report = try run("f1,A,2021,5\n") { $0.isHeaderless = true }
    let recorded = try #require(report.mapping)
    #expect(recorded.header == .init(none: true))
    let again = try run("f1,A,2022,5\n") { $0.mapping = recorded }
    #expect(again.inserted == 1)
    // What the command line says of rows comes first.
    let header = try run("column_1,column_2,column_3,column_4\nf1,A,2023,5\n") {
      $0.mapping = recorded
      $0.headerRows = 1...1
    }
    #expect(header.inserted == 1)
    var torn = recorded
    torn.header = .init(rows: [1], none: true)
    #expect(throws: ImportError.self) { try run("f1,A,2024,5\n") { $0.mapping = torn } }
  }

  @Test func `a file that begins with figures says so with the option`() throws {
    let error = #expect(throws: ImportError.self) { try run("91210106,A,2021,12.5\n") }
    #expect("\(error as Any)".contains("--no-header: column_1 | column_2 | column_3 | column_4"))
  }

  @Test(arguments: ["a.json", "a.ndjson", "a.jsonl"])
  func `objects name their columns themselves`(name: String) throws {
    let error = #expect(throws: ImportError.self) {
      try run("[{\"column_1\": 1}]", name: name) { $0.isHeaderless = true }
    }
    #expect(error?.description.hasPrefix("--no-header: the objects of \(name)") == true)
  }

  @Test func `a file with no record at all is empty`() throws {
    #expect(throws: ImportError.self) { try run("") { $0.isHeaderless = true } }
    #expect(throws: ImportError.self) {
      try run("f1,A,2021,5\n") {
        $0.isHeaderless = true
        $0.skip = 5
      }
    }
  }

  // MARK: Quotes

  @Test func `another quote encloses cells, or none does`() throws {
    let single = try run("f1,'A, \"B\"',2021,5\n") {
      $0.isHeaderless = true
      $0.quote = .byte(UInt8(ascii: "'"))
    }
    #expect(single.inserted == 1)
    #expect(
      try store.connection.value("SELECT name_zh FROM firm WHERE key = 'f1'")
        == .text("A, \"B\""))
    let none = try run("f2,\"A,2021,5\nf3,B\",2021,5\n") {
      $0.isHeaderless = true
      $0.quote = .absent
    }
    #expect(none.inserted == 2)
    #expect(
      try store.connection.value("SELECT name_zh FROM firm WHERE key = 'f2'") == .text("\"A"))
  }

  @Test(
    arguments: [
      (44, QuoteMark.usual, #"{"format": "csv", "delimiter": ","}"#),
      (9, .absent, #"{"format": "csv", "delimiter": "\t", "quote": null}"#),
      (34, .byte(39), #"{"format": "csv", "delimiter": "\u0022", "quote": "'"}"#),
      (1, .byte(92), #"{"format": "csv", "delimiter": "\u0001", "quote": "\u005c"}"#),
    ] as [(UInt8, QuoteMark, String)])
  func `the journal keeps the layout as JSON`(
    delimiter: UInt8, quote: QuoteMark, json: String
  ) throws {
    let dialect = CSVReader.Dialect(delimiter: delimiter, quote: quote)
    #expect(dialect.json == json)
    #expect(try store.connection.value("SELECT json_valid(?1)", [.text(json)]) == .integer(1))
  }
}
