import ClusterStore
import DatasetExport
import Foundation
import SQLite
import Testing

/// A large result in columns is written as the same rows one by one.
struct ResultColumnsTests {
  private static let texts = [
    "plain", "", "a,b", "say \"it\"", "two\nlines", "tab\there", "温州", " space ", "|<i>", "\r",
  ]
  private static let reals: [Double] = [
    0, -0.0, 1, -1, 0.1, -2.5, 1e22, -1e22, 1e15, 999_999_999_999_999, 1e14 + 0.5, 1.0 / 3,
    .leastNonzeroMagnitude,
    .greatestFiniteMagnitude, -1234.5678, 100, 1e-7, .nan, 123_456_789.123,
  ]
  private static let integers: [Int64] = [
    0, 1, -1, 9, 10, 99, 100, .max, .min + 1, 12_345_678_901, ResultColumns.noInteger,
  ]

  /// Every combination that `count` rows hold.
  private func columns(_ count: Int, isFinite: Bool) -> ResultColumns {
    let infinite: [Double] = isFinite ? [] : [.infinity, -.infinity]
    let reals = Self.reals + infinite
    let numbers = Self.integers
    return ResultColumns(
      [
        // What repeats from row to row stands in front, in the middle and at the end.
        .init("year", .integer((0..<count).map { numbers[$0 / 700 % numbers.count] })),
        .init("zone", .text((0..<count).map { Int32($0 / 5 % 11) - 1 }, among: Self.texts)),
        .init(
          "name", .text((0..<count).map { Int32($0 % 11) - 1 }, among: Self.texts)),
        .init("share", .real((0..<count).map { reals[$0 % reals.count] })),
        .init("n", .integer((0..<count).map { numbers[$0 % numbers.count] })),
        .init("same", .text([Int32](repeating: 2, count: count), among: Self.texts)),
        .init("a,\"b\"", .real((0..<count).map { Double($0) / 7 })),
        .init("cells", .integer((0..<count).map { numbers[$0 / 3 % numbers.count] })),
        .init("none", .text([Int32](repeating: -1, count: count), among: [])),
      ], rowCount: count)
  }

  private func rows(_ columns: ResultColumns) -> [[Value]] {
    (0..<columns.rowCount).map { row in
      columns.columns.map { column in
        switch column.values {
        case .text(let codes, let texts):
          codes[row] < 0 ? .null : .text(texts[Int(codes[row])])
        case .integer(let numbers):
          numbers[row] == ResultColumns.noInteger ? .null : .integer(numbers[row])
        case .real(let numbers): numbers[row].isNaN ? .null : .real(numbers[row])
        }
      }
    }
  }

  private func bytes(
    _ name: String, _ options: FormatOptions, _ write: (ResultSink) async throws -> Void
  ) async throws -> Data {
    let folder = try ScratchFolder()
    let path = folder.file("out")
    let sink = try ResultSink(
      path: path, force: false, format: .format(name), options: options)
    try sink.begin(columns(0, isFinite: true).columns.map(\.name))
    try await write(sink)
    try sink.finish()
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }

  @Test(arguments: ["csv", "tsv", "json", "ndjson", "markdown", "table"])
  func `columns and rows give the same bytes`(format: String) async throws {
    var windows = FormatOptions()
    (windows.lineEnding, windows.hasHeader, windows.hasByteOrderMark) = (.crlf, false, true)
    var short = FormatOptions()
    (short.digits, short.cellWidth, short.tableWidth) = (6, 12, 60)
    let isJSON = format.hasSuffix("json")
    let isGrid = format == "table" || format == "markdown"
    for count in isGrid ? [0, 1, 300] : [0, 1, 2, 2_047, 2_048, 2_049, 4_097, 20_000] {
      let columns = columns(count, isFinite: isJSON)
      let rows = rows(columns)
      for options in [FormatOptions(), windows, short] {
        let whole = try await bytes(format, options) { try await $0.add(columns) }
        let single = try await bytes(format, options) { sink in
          for row in rows { try sink.add(row) }
        }
        #expect(whole == single, "\(format), \(count) rows")
      }
    }
  }

  @Test func `a prefix has the first rows`() {
    let columns = columns(50, isFinite: true)
    #expect(rows(columns.prefix(7)) == Array(rows(columns).prefix(7)))
    #expect(columns.prefix(0).rowCount == 0)
    #expect(columns.prefix(99).rowCount == 50)
  }

  @Test func `tables for people have six digits where that is asked for`() async throws {
    let numbers: [(Double, String)] = [
      (7.455150554675119, "7.45515"), (7.455168, "7.45517"), (-0.000012345678, "-1.23457e-05"),
      (0.1, "0.1"), (304_079_853.25, "304079853"), (999_999.6, "1000000"), (0.9999996, "1"),
      (1e22, "1e+22"), (12, "12"), (1.0 / 3, "0.333333"), (123_456_789_012.7, "123456789013"),
    ]
    var options = FormatOptions()
    options.digits = 6
    let columns = ResultColumns(
      [.init("v", .real(numbers.map(\.0)))], rowCount: numbers.count)
    for format in ["table", "markdown"] {
      let folder = try ScratchFolder()
      let sink = try ResultSink(
        path: folder.file("out"), force: false, format: .format(format), options: options)
      try sink.begin(["v"])
      try await sink.add(columns)
      try sink.finish()
      let text = String(
        decoding: try Data(contentsOf: URL(fileURLWithPath: folder.file("out"))), as: UTF8.self)
      let written = text.split(separator: "\n").dropFirst(2).map { line in
        String(line.filter { !" |".contains($0) })
      }
      #expect(written == numbers.map(\.1))
    }
  }

  @Test func `keys are not shortened, and texts before numbers`() async throws {
    var options = FormatOptions()
    (options.tableWidth, options.keys) = (60, ["zone"])
    let long = String(repeating: "x", count: 40)
    let folder = try ScratchFolder()
    let sink = try ResultSink(
      path: folder.file("out"), force: false, format: .format("table"), options: options)
    try sink.begin(["zone", "name", "value"])
    try sink.add([.text(long), .text(long), .real(1.0 / 3)])
    try sink.finish()
    let text = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: folder.file("out"))), as: UTF8.self)
    #expect(text.contains("\(long)  xxxxxxxxx…  0.333"))
  }
}
