import Foundation

/// The place for the table in a file of Markdown: between two comments.
struct ReadmeTable {
  let path: String

  private static let start = "<!-- benchmark:import -->"
  private static let end = "<!-- /benchmark:import -->"

  /// Puts `table` in place of what stands between the comments.
  func replace(by table: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    guard let start = text.range(of: Self.start),
      let end = text.range(of: Self.end, range: start.upperBound..<text.endIndex)
    else { throw BenchmarkFailure("\(path) has no lines \(Self.start) and \(Self.end).") }
    let changed = text.replacingCharacters(
      in: start.upperBound..<end.lowerBound, with: "\n\(table)\n")
    try changed.write(toFile: path, atomically: true, encoding: .utf8)
  }
}
