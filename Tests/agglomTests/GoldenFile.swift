import Foundation
import Testing

/// A text that is kept beside the tests and compared whole.
///
/// With RECORD_GOLDEN=1 in the environment the text is written anew, and the test fails, so that a
/// recording never passes for a test.
struct GoldenFile {
  /// The file's name.
  let name: String

  /// Compares `text` with the file, or records it.
  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Golden").appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record(
        "recorded \(name); run again without RECORD_GOLDEN", sourceLocation: sourceLocation)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(text == expected, "RECORD_GOLDEN=1 records it anew", sourceLocation: sourceLocation)
  }
}
