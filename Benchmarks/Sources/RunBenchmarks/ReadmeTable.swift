import Foundation

/// The tables of the README, each with its place between two comments.
enum ReadmeTable: String, CaseIterable {
  case imports = "import"
  case statistics
  case exports

  private var start: String { "<!-- benchmark:\(rawValue) -->" }
  private var end: String { "<!-- /benchmark:\(rawValue) -->" }

  /// Puts `table` in place of what stands between the comments of the file at `path`.
  func replace(by table: String, in path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    guard let start = text.range(of: start),
      let end = text.range(of: end, range: start.upperBound..<text.endIndex)
    else { throw BenchmarkFailure("\(path) has no lines \(start) and \(end).") }
    let changed = text.replacingCharacters(
      in: start.upperBound..<end.lowerBound, with: "\n\(table)\n")
    try changed.write(toFile: path, atomically: true, encoding: .utf8)
  }
}
