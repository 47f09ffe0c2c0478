import Foundation
import Testing

/// Files and types are small and named for what they are.
@Suite struct FileTests {
  @Test func `no source file is over 300 lines`() throws {
    for file in try swiftFiles(below: "Sources") + swiftFiles(below: "Benchmarks/Sources") {
      #expect(file.lines.count <= 300, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test func `a folder can be surveyed at a glance`() throws {
    let folders = Dictionary(grouping: try swiftFiles(below: "Sources")) {
      $0.path.split(separator: "/").dropLast().joined(separator: "/")
    }
    for (folder, files) in folders {
      #expect(files.count <= 25, "\(folder) holds \(files.count) files: divide it")
    }
  }

  @Test func `the paths that CONTRIBUTING names are there`() throws {
    let text = try String(
      contentsOf: packageRoot.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
    let paths = text.matches(of: /`((?:Sources|Tests|scripts|seeds|views|migrations)\/[^`\s<]+)`/)
      .map { String($0.output.1) }
    #expect(paths.count > 20)
    for path in Set(paths) {
      #expect(
        FileManager.default.fileExists(atPath: packageRoot.appending(path: path).path()),
        "\(path) is not there")
    }
  }

  /// The words that a name in camel case is made of.
  static func words(_ name: String) -> [String] {
    name.matches(of: /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/).map { String($0.output) }
  }

  /// What is wrong with the name of a file or type; nil for a good one.
  static func fault(of name: String) -> String? {
    let words = words(name)
    let banned: Set<String> = [
      "Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Manager", "Common", "Misc",
      "Base",
    ]
    if let word = words.first(where: { banned.contains($0) }) { return "says \(word)" }
    guard let last = words.last, ["Data", "Info"].contains(last) else { return nil }
    return "ends with \(last)"
  }

  @Test func `no file or type has a name that says nothing`() throws {
    let declaration =
      /^\s*(?:[a-z@_]+\s+)*(?:struct|class|enum|protocol|actor|typealias)\s+`?(\w+)/
    let files = try ["Sources", "Tests", "Benchmarks/Sources"].flatMap(swiftFiles)
    for file in files {
      if let fault = Self.fault(of: file.name) { Issue.record("\(file.path) \(fault)") }
      for (number, line) in file.lines.enumerated() where !line.contains("//") {
        guard let name = line.firstMatch(of: declaration)?.output.1 else { continue }
        if let fault = Self.fault(of: String(name)) {
          Issue.record("\(file.path):\(number + 1): \(name) \(fault)")
        }
      }
    }
  }

  @Test(arguments: [
    ("StringUtils", false), ("Helpers", false), ("SQLManager", false), ("BaseReader", false),
    ("SurveyData", false), ("Database", true), ("DataReader", true), ("Information", true),
    ("MiscCommon", false), ("Commonwealth", true), ("ZoneInfo", false),
  ])
  func `a name is judged by its words`(name: String, isGood: Bool) {
    #expect((Self.fault(of: name) == nil) == isGood)
  }

  @Test func `commands and readers hold no statements of SQL`() throws {
    let statement =
      /\b(?:SELECT\s+[\w*"(\\]|INSERT\s+(?:OR\s+\w+\s+)?INTO\s|DELETE\s+FROM\s|UPDATE\s+\w+\s+SET\s)/
    for folder in ["Sources/SurveyImport", "Sources/agglom"] {
      for file in try swiftFiles(below: folder) {
        // A message may tell the user what to ask.
        for (number, line) in file.lines.enumerated() where !line.contains("agglom ") {
          let code = line.split(separator: "//", maxSplits: 1).first ?? ""
          #expect(
            code.firstMatch(of: statement) == nil, "\(file.path):\(number + 1) holds SQL")
        }
      }
    }
  }

  @Test func `each repository has a file, a type and a suite of its own`() throws {
    let repositories = try swiftFiles(below: "Sources/ClusterStore").map(\.name)
      .filter { $0.hasSuffix("Repository") && $0 != "Repository" }
    let types = Set(try swiftFiles(below: "Sources/ClusterModel").map(\.name))
    let suites = Set(try swiftFiles(below: "Tests/ClusterStoreTests").map(\.name))
    #expect(!repositories.isEmpty)
    for repository in repositories {
      #expect(types.contains(String(repository.dropLast("Repository".count))), "\(repository)")
      #expect(suites.contains("\(repository)Tests"), "\(repository)")
    }
  }
}
