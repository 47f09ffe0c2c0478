import Foundation
import Testing

/// Imports go one way, from the command down to SQLite.
@Suite struct ImportTests {
  /// What each target may import; C libraries of the system are for those that need them.
  static let allowed: [String: Set<String>] = [
    "agglom": [
      "SurveyImport", "DatasetExport", "ClusterAnalysis", "ClusterStore", "ClusterModel", "Output",
      "SQLite", "ArgumentParser", "FoundationEssentials", "Glibc", "Darwin",
    ],
    "SurveyImport": [
      "ClusterStore", "ClusterModel", "SQLite", "VirtualTable", "Crypto", "CZip", "CExpat",
      "FoundationEssentials", "Glibc", "Darwin",
    ],
    "DatasetExport": [
      "ClusterStore", "ClusterModel", "SQLite", "Output", "CXlsxWriter", "CZip",
      "FoundationEssentials", "Glibc", "Darwin",
    ],
    "ClusterAnalysis": [
      "ClusterStore", "ClusterModel", "Statistics", "SQLite", "VirtualTable",
      "FoundationEssentials",
    ],
    "ClusterStore": [
      "SQLite", "VirtualTable", "ClusterModel", "Output", "Crypto", "FoundationEssentials", "Glibc",
      "Darwin", "Synchronization",
    ],
    "VirtualTable": ["CSQLite", "SQLite", "Glibc", "Darwin"],
    "SQLite": ["CSQLite", "Glibc", "Darwin", "Synchronization"],
    "Output": ["Glibc", "Darwin"],
    "Statistics": ["Glibc", "Darwin"],
    "ClusterModel": [],
    "embed-text": ["Foundation"],
  ]

  /// The modules that a file imports, each with its line.
  static func imports(of file: SourceFile) -> [(line: Int, module: String)] {
    let pattern =
      /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/
    return file.lines.enumerated().compactMap { number, line in
      line.firstMatch(of: pattern).map { (number + 1, String($0.output.1)) }
    }
  }

  /// Whether a line imports Foundation only where there are no FoundationEssentials, as on macOS.
  static func standsIn(
    _ file: SourceFile, line: Int, for module: String, _ allowed: Set<String>
  ) -> Bool {
    module == "Foundation" && allowed.contains("FoundationEssentials") && line > 3
      && file.lines[line - 2].hasPrefix("#else")
      && file.lines[line - 4].hasPrefix("#if canImport(FoundationEssentials)")
  }

  @Test func `every import is one that its target may make`() throws {
    for file in try swiftFiles(below: "Sources") {
      let allowed = try #require(
        Self.allowed[file.target], "\(file.path): its target is not in the table")
      for (line, module) in Self.imports(of: file)
      where !allowed.contains(module) && !Self.standsIn(file, line: line, for: module, allowed) {
        Issue.record("\(file.path):\(line) imports \(module)")
      }
    }
  }

  @Test func `every target of the table is there`() throws {
    let targets = Set(try swiftFiles(below: "Sources").map(\.target))
    #expect(Set(Self.allowed.keys) == targets)
  }

  @Test func `an import is read whatever stands before it, and nothing else is one`() throws {
    let file = SourceFile(
      path: "Sources/a/b.swift",
      lines: [
        "public import SQLite", "  @testable import A", "import struct B.C", "// import D",
        "let important = 1", "@_spi(X) internal import E",
      ])
    #expect(Self.imports(of: file).map(\.module) == ["SQLite", "A", "B", "E"])
    #expect(Self.imports(of: file).map(\.line) == [1, 2, 3, 6])
  }
}
