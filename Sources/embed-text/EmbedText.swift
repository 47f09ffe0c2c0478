import Foundation

/// `embed-text OUTPUT.swift INPUT...`: writes each input as a string literal into one Swift file,
/// in lists named after the folders they stand in.
@main
struct EmbedText {
  static func main() throws {
    let paths = CommandLine.arguments.dropFirst()
    guard let output = paths.first else {
      throw Failure(reason: "usage: embed-text OUTPUT INPUT...")
    }
    var lists: [String: [String]] = [
      "migrations": [], "seeds": [], "queries": [], "views": [],
    ]
    for path in paths.dropFirst() {
      let file = URL(fileURLWithPath: path)
      let list = file.deletingLastPathComponent().lastPathComponent
      let text = try String(contentsOf: file, encoding: .utf8)
      let name = file.deletingPathExtension().lastPathComponent
      lists[list, default: []].append(try literal(name: name, text: text, path: path))
    }
    var source = "// Written by embed-text; see Plugins/EmbedText.\n\nenum EmbeddedText {\n"
    for (list, entries) in lists.sorted(by: { $0.key < $1.key }) {
      source += "  static let \(list): [(name: String, text: String)] = [\n"
      source += entries.joined() + "  ]\n"
    }
    try (source + "}\n").write(toFile: output, atomically: true, encoding: .utf8)
  }

  /// One list element: the file's name without its ending, and its text as a raw literal.
  static func literal(name: String, text: String, path: String) throws -> String {
    guard text.utf8.allSatisfy({ $0 >= 32 || $0 == 10 || $0 == 9 }) else {
      throw Failure(reason: "\(path): holds a control character other than tab and line feed")
    }
    guard !text.contains("\"\"\"###") else {
      throw Failure(reason: "\(path): holds the end mark of a literal")
    }
    return "(\"\(name)\", ###\"\"\"\n\(text)\n\"\"\"###),\n"
  }

  struct Failure: Error, CustomStringConvertible {
    let reason: String
    var description: String { reason }
  }
}
