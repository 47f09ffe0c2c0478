import Foundation
import SampleStore
import Testing

@testable import SurveyImport

struct JSONReaderTests {
  /// A record as it was read.
  struct Row: Equatable {
    var line: Int
    var cells: [String]
    var problem: String?
    var original: String
  }

  static func rows(
    _ bytes: [UInt8], _ layout: JSONReader.Layout, chunk: Int = .max
  ) throws -> [Row] {
    var reader = JSONReader(
      InputFile(name: "test.json", bytes: bytes, chunk: chunk), layout: layout)
    let block = RecordBlock(capacity: 16)
    var rows: [Row] = []
    while try reader.fill(block) {
      rows += block.records.map { record in
        Row(
          line: record.line, cells: block.fields[record.fields].map { block.text($0) },
          problem: record.isBroken ? block.problem(of: record).code.rawValue : nil,
          original: block.original(record))
      }
    }
    return rows
  }

  private func cells(
    _ text: String, _ layout: JSONReader.Layout, chunk: Int = .max
  ) throws -> [[String]] { try Self.rows(Array(text.utf8), layout, chunk: chunk).map(\.cells) }

  private func refusal(_ text: String, _ layout: JSONReader.Layout = .array) -> String {
    do {
      return "read \(try cells(text, layout))"
    } catch { return "\(error)" }
  }

  @Test(arguments: [1, 2, 3, 7, Int.max])
  func `objects become rows under the keys of all of them`(chunk: Int) throws {
    let text = """
      \u{FEFF} [ {"a": 1, "b": "x"},
        {"b":"y\\n\\"z\\"","c":true, "a":-1.50e+03}, {}, {"a":null,"c":false} ]

      """
    #expect(
      try cells(text, .array, chunk: chunk) == [
        ["a", "b", "c"], ["1", "x", ""], ["-1.50e+03", "y\n\"z\"", "true"], ["", "", ""],
        ["", "", "false"],
      ])
  }

  @Test(arguments: [1, 2, 3, 7, Int.max])
  func `lines become rows, and a broken line is a broken row`(chunk: Int) throws {
    let text =
      "\u{FEFF}{\"a\":1}\r\n\n  \r\n{\"a\":2,\"b\":\"甲\"} \n{\"a\":3\n{\"a\":4} x\n7\n{\"a\":5}"
    let rows = try Self.rows(Array(text.utf8), .lines, chunk: chunk)
    #expect(rows.map(\.line) == [0, 1, 4, 5, 6, 7, 8])
    #expect(rows.map(\.problem) == [nil, nil, nil, "cell-error", "cell-error", "cell-error", nil])
    #expect(rows[2].cells == ["2", "甲"])
    #expect(rows[3].original == "{\"a\":3")
    #expect(rows[6].cells == ["5", ""])
  }

  @Test func `escapes are resolved, and half a surrogate pair breaks its row`() throws {
    let text = #"[{"a":"\u4E1A\uD840\uDC87\t\/\\"},{"a":"\uD840"},{"a":"\uD840\n"},{"\u0061":"b"}]"#
    let rows = try Self.rows(Array(text.utf8), .array)
    #expect(rows[1].cells == ["业\u{20087}\t/\\"])
    #expect(rows.map(\.problem) == [nil, nil, "encoding-error", "encoding-error", nil])
    #expect(rows[4].cells == ["b"])
  }

  @Test func `what is no plain row says why`() throws {
    let text = #"[{"a":1,"b":2},{"a":[1,{"x":2}],"b":2},{"a":1,"a":2},3]"#
    let rows = try Self.rows(Array(text.utf8), .array)
    #expect(rows.map(\.problem) == [nil, nil, "type-error", "duplicate-label", "type-error"])
    #expect(rows[2].original == #"{"a":[1,{"x":2}],"b":2}"#)
    #expect(rows[4].original == "3")
  }

  @Test func `a key that the first hundred objects lack breaks its row`() throws {
    let text =
      "[" + String(repeating: "{\"a\":1},", count: 120) + "{\"a\":1,\"z\":2}]"
    let rows = try Self.rows(Array(text.utf8), .array, chunk: 50)
    #expect(rows.count == 122)
    #expect(rows[120].problem == nil)
    #expect(rows[121].problem == "extra-cell")
  }

  @Test func `a fault of an array is told with line and column`() {
    #expect(
      refusal("[{\"a\": 1},\n {\"a\" 2}]")
        == "test.json:2: column 7: a colon is expected.")
    #expect(refusal("[{\"a\":1}").contains("the text ends inside a value"))
    #expect(refusal("[{\"a\":1}] x").contains("column 11: text follows the end of the array"))
    #expect(refusal("[{\"a\":1},]").contains("a value is expected"))
    #expect(refusal("{\"a\":1}").contains("an array of objects is expected"))
    #expect(refusal("[1,2]").contains("it is not an object"))
    #expect(refusal("[{}]").contains("the object has no keys"))
    #expect(refusal("[]") == "read []")
    #expect(refusal(" ") == "read []")
    #expect(refusal("x\n", .lines).contains("column 1"))
    #expect(refusal("\n\n", .lines) == "read []")
  }

  @Test(arguments: [JSONReader.Layout.array, .lines])
  func `many objects and long ones are read whole`(layout: JSONReader.Layout) throws {
    let long = String(repeating: "业", count: 200_000)
    let objects = (0..<5_000).map { "{\"n\":\($0),\"s\":\"\($0 == 3_000 ? long : "k")\"}" }
    let text = objects.joined(separator: layout == .array ? ",\n" : "\n")
    let rows = try Self.rows(
      Array((layout == .array ? "[\(text)]" : text).utf8), layout, chunk: 10_007)
    #expect(rows.count == 5_001)
    #expect(rows[3_001].cells == ["3000", long])
    #expect(rows.last?.cells == ["4999", "k"])
    #expect(rows.last?.line == 5_000)
  }

  @Test func `deep nesting is refused and does no harm`() {
    let deep = String(repeating: "[", count: 200_000)
    #expect(refusal("[{\"a\":" + deep).contains("deep in each other"))
    #expect(JSONScanner.validate(Array(deep.utf8)) != nil)
    let allowed = String(repeating: "[", count: 1_000) + String(repeating: "]", count: 1_000)
    #expect(JSONScanner.validate(Array(allowed.utf8)) == nil)
  }

  @Test func `the suite's texts are accepted and refused as it says`() throws {
    guard let folder = SampleStore.shared("suites/json-test-suite/test_parsing") else { return }
    var counts: [Character: Int] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
      let fault = JSONScanner.validate(bytes)
      if name.hasPrefix("y_") { #expect(fault == nil, "\(name): \(fault?.reason ?? "")") }
      if name.hasPrefix("n_") { #expect(fault != nil, "\(name) is accepted") }
      counts[name.first ?? "?", default: 0] += 1
      // As files to import they may be refused, in any way but a crash.
      for layout in [JSONReader.Layout.array, .lines] {
        for chunk in [1, 64] { _ = try? Self.rows(bytes, layout, chunk: chunk) }
      }
      // A text that is refused must not come through as rows that are all well.
      if name.hasPrefix("n_"), let rows = try? Self.rows(bytes, .array), !rows.isEmpty {
        let isSaid = rows.contains { row in
          row.problem != nil || row.cells.contains { $0.contains("\u{FFFD}") }
        }
        #expect(isSaid, "\(name)")
      }
    }
    #expect(counts["y"] == 95)
    #expect(counts["n"] == 188)
  }
}
