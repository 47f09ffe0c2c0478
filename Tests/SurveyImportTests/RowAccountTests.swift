import ClusterStore
import SQLite
import SampleStore
import Statistics
import Testing

@testable import SurveyImport

/// Every row of a file is inserted, updated, unchanged, skipped or rejected, whatever the options say.
struct RowAccountTests {
  let store: Store

  init() throws {
    store = try SampleStore.seeded()
    try store.connection.run(
      "INSERT INTO dataset (key, name_en, kind) VALUES ('s', 'Survey', 'survey')")
  }

  /// Options that follow from a seed.
  private func options(_ random: inout SeededGenerator) -> ImportRun.Options {
    var options = ImportRun.Options(table: "firm_year")
    options.constants = ["dataset": "s"]
    let policies: [Mapping.Column.Unknown] = [.reject, .null, .add]
    for table in ["zone", "industry"] where Bool.random(using: &random) {
      options.unknown[table] = policies.randomElement(using: &random)
    }
    if Int.random(in: 0..<3, using: &random) == 0 {
      options.acceptance.maxErrors = Int.random(in: 0..<30, using: &random)
    }
    options.onConflict = ConflictPolicy.allCases.randomElement(using: &random)
    options.acceptance.isStrict = Int.random(in: 0..<6, using: &random) == 0
    if Bool.random(using: &random) {
      options.quote = [.usual, .absent].randomElement(using: &random)
    }
    if Int.random(in: 0..<3, using: &random) == 0 {
      options.isHeaderless = true
      let columns = ["firm", "firm.name_zh", "year", "zone", "industry", "employees"]
      var mapping = Mapping(
        table: "firm_year",
        columns: columns.enumerated().map { .init(from: "column_\($0 + 1)", to: $1) })
      if Bool.random(using: &random) { mapping.rows = [["column_1": ["f0", "f1"]]] }
      options.mapping = mapping
      options.table = nil
    }
    options.delimiter = UInt8(ascii: ",")
    return options
  }

  /// How many rows a text has, counted without the reader that is tested: its records, without a
  /// header and without blank lines.
  private func rowCount(_ text: String, _ options: ImportRun.Options) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var (count, index) = (0, 0)
    while index < lines.count {
      var last = index
      // A cell that opens with a quote and is closed in a later line takes the lines between.
      if options.quote != .absent { last = Self.lastLine(lines, from: index) }
      if lines[index...last] != [""] { count += 1 }
      index = last + 1
    }
    return count - (options.isHeaderless ? 0 : 1)
  }

  /// The last line of the record that begins in line `start`: where all its quotes are closed, or
  /// where one opens that never is.
  private static func lastLine(_ lines: [String], from start: Int) -> Int {
    var isInside = false
    var cellBegins = true
    var opened = start
    for (offset, line) in lines[start...].enumerated() {
      var isAfterQuote = false
      for character in line {
        if isInside {
          if character == "\"" { (isInside, isAfterQuote) = (false, true) }
        } else if character == "\"", isAfterQuote {
          isInside = true
        } else if character == "\"", cellBegins {
          (isInside, isAfterQuote) = (true, false)
          opened = start + offset
        } else {
          isAfterQuote = false
        }
        cellBegins = character == "," && !isInside
      }
      if !isInside { return start + offset }
    }
    return opened
  }

  @Test(arguments: 0..<100)
  func `rows in the file are rows inserted, updated, unchanged, skipped and rejected`(seed: UInt64)
    throws
  {
    var random = SeededGenerator(seed: seed)
    let options = options(&random)
    let cells = [
      "f1", "f2", "2021", "2022", "x", "", "210106", "999999", "3421", "9999", "1", "\"q\"\"q\"",
      "\"a\"b", "业", "\"two\nlines\"", "\"",
    ]
    let lines = (0..<30).map { _ -> String in
      if Int.random(in: 0..<15, using: &random) == 0 { return "" }
      let count = Int.random(in: 0..<9, using: &random) == 0 ? 5 : 6
      return (0..<count).map { _ in
        // A lone quote swallows much of what follows, so it is seldom.
        let cell = cells.randomElement(using: &random) ?? ""
        return cell == "\"" && Int.random(in: 0..<5, using: &random) > 0 ? "" : cell
      }.joined(separator: ",")
    }
    let head = options.isHeaderless ? [] : ["firm,firm_name,year,zone,industry,employees"]
    let text = (head + ["f0,A,2020,,,1"] + lines).joined(separator: "\n")
    let before = try store.copiedToMemory()
    do {
      let report = try ImportRun(store, options: options).run(name: "t.csv", text: text)
      #expect(report.read == rowCount(text, options))
      #expect(
        report.read == report.inserted + report.updated + report.unchanged + report.skipped
          + report.rejected)
      #expect(Set(report.rejects.map(\.line)).count == report.rejected)
      #expect(
        try store.connection.value("SELECT count(*) FROM firm_year")
          == .integer(Int64(report.inserted)))
      #expect(
        try store.connection.value(
          """
          SELECT rows_inserted + rows_updated + rows_unchanged + rows_skipped + rows_rejected
          FROM import_batch WHERE id = ?1
          """, [report.batch.map(Value.integer) ?? .null]) == .integer(Int64(report.read)))
      if let limit = options.acceptance.maxErrors { #expect(report.rejected <= limit) }
      if options.acceptance.isStrict { #expect(report.rejected == 0) }
      #expect(try store.connection.query("PRAGMA foreign_key_check") { $0.text(0) }.isEmpty)
    } catch is ImportError {
      #expect(options.acceptance.maxErrors != nil || options.acceptance.isStrict)
      #expect(try DatabaseComparison(before.connection, store.connection).isEqual)
    }
  }
}
