import ClusterStore
import DatasetExport
import Foundation
import SampleStore
import SQLite
import Testing

#if Excel
/// Workbooks, unpacked by the program `unzip` where it is installed.
struct WorkbookExportTests {
  let folder: ScratchFolder
  let store: Store

  init() throws {
    folder = try ScratchFolder()
    store = try SampleStore.seeded()
  }

  func rows(_ sql: String) throws -> ExportedRows {
    let path = folder.file("db")
    try? FileManager.default.removeItem(atPath: path)
    try store.connection.backup(to: path)
    return ExportedRows(statement: sql, [], in: try QuerySession(path: path))
  }

  func write(
    _ results: [ExportedRows], _ export: WorkbookExport = WorkbookExport()
  ) throws -> WorkbookExport.Summary {
    try OutputFile.write(to: folder.file("a.xlsx"), force: true) {
      try export.write(results, to: $0)
    }
  }

  @Test func `a workbook is an archive with a sheet for each table and one for the codebook`()
    throws
  {
    let summary = try write([
      ExportedRows(table: "zone", of: store), ExportedRows(table: "firm", of: store),
    ])
    #expect(summary.sheets == 2)
    #expect(summary.rows > 100)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("a.xlsx")))
    #expect(bytes.starts(with: [0x50, 0x4B]))
    for number in 1...3 {
      #expect(bytes.range(of: Data("xl/worksheets/sheet\(number).xml".utf8)) != nil)
    }
    #expect(bytes.range(of: Data("xl/worksheets/sheet4.xml".utf8)) == nil)
  }

  @Test(arguments: [
    ("9007199254740993", "the whole number 9007199254740993 is beyond 2^53"),
    ("-9223372036854775808", "beyond 2^53"), ("9e999", "the value is infinite"),
    ("'" + String(repeating: "a", count: 32_768) + "'", "the text has 32768 characters"),
    ("CAST(X'FF' AS TEXT)", "the text is not UTF-8"), ("'a' || char(0)", "a zero byte"),
    ("''", "the text is empty"), ("1.7976931348623157e308", "out of the range of Excel"),
    ("-1e308", "out of the range of Excel"), ("5e-324", "out of the range of Excel"),
    ("-0.0", "the number -0.0 is out of the range of Excel"),
  ])
  func `what Excel cannot hold is refused by name, or kept otherwise when asked`(
    value: String, reason: String
  ) throws {
    let result = try rows("SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, \(value)")
    let error = #expect(throws: ExportError.self) { try write([result]) }
    let text = error?.description ?? ""
    #expect(text.hasPrefix("table query, row 2, column b: ") && text.contains(reason), "\(text)")
    #expect(try folder.names == ["db"])
    var export = WorkbookExport()
    export.isLossy = true
    let summary = try write([result], export)
    #expect(summary.rows == 2)
    #expect(summary.losses.count == 1)
    #expect(summary.losses.first?.hasPrefix("query.b: 1 ") == true)
  }

  @Test func `numbers that 16 digits do not give back are told of`() throws {
    let summary = try write([rows("SELECT 0.1 + 0.2 AS sum, 0.1 AS plain, 1e300 AS large")])
    #expect(summary.losses == ["query.sum: 1 numbers of 17 digits are rounded to 16."])
  }

  @Test func `more rows than a sheet has are refused`() throws {
    let result = try rows(
      """
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1048576)
      SELECT i FROM n
      """)
    let error = #expect(throws: ExportError.self) { try write([result]) }
    #expect(error?.description.contains("row 1048576") == true)
    #expect(try folder.names == ["db"])
  }

  @Test func `a limit on the size of files leaves no half workbook`() async {
    await #expect(processExitsWith: .success) {
      let folder = try ScratchFolder()
      let store = try SampleStore.seeded()
      for limit: UInt in [1_000, 20_000, 60_000, 100_000] {
        try FileSizeLimit.set(bytes: limit)
        let error = #expect(throws: ExportError.self) {
          try OutputFile.write(to: folder.file("a.xlsx")) {
            try WorkbookExport().write([ExportedRows(table: "codebook", of: store)], to: $0)
          }
        }
        guard case .cannotWrite = error else {
          Issue.record("\(limit): \(String(describing: error))")
          continue
        }
        try #require(folder.names.isEmpty)
      }
    }
  }
}
#else
struct WorkbookExportTests {
  @Test func `without Excel files the command that adds them is named`() throws {
    let folder = try ScratchFolder()
    let store = try SampleStore.seeded()
    let error = #expect(throws: ExportError.noExcel) {
      try OutputFile.write(to: folder.file("a.xlsx")) {
        try WorkbookExport().write([ExportedRows(table: "zone", of: store)], to: $0)
      }
    }
    #expect(error?.description.contains("swift build --traits Excel") == true)
    #expect(try folder.names.isEmpty)
  }
}
#endif
