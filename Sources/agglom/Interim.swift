import ClusterStore
import SQLite

enum DisplayWidth {
  static func of(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 && $1.properties.isIdeographic ? 2 : 1) }
  }
}
enum JSONText {
  static func quoted(_ t: String) -> String { "\"" + t.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"" }
}
final class Sink {
  func begin(_ c: [String]) throws { try StandardStream.output.send(c.joined(separator: ",") + "\n") }
  func add(_ r: borrowing Row) throws {
    var cells: [String] = []
    for i in 0..<r.count { cells.append(r.text(i)) }
    try StandardStream.output.send(cells.joined(separator: ",") + "\n")
  }
  func finish() throws {}
}
extension OutputOptions {
  func sink() throws -> Sink { Sink() }
  func write(text: String) throws { try StandardStream.output.send(text) }
  func write(_ rows: ResultRows) throws {
    try StandardStream.output.send(rows.columns.joined(separator: ",") + "\n")
    for r in rows.rows { try StandardStream.output.send(r.map { v in
      switch v { case .null: ""; case .integer(let n): "\(n)"; case .real(let n): "\(n)"; case .text(let t): t; case .blob: "blob" } }.joined(separator: ",") + "\n") }
  }
}
