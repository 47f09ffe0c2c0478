import Foundation
import Testing

/// What is written for people is true of the repository.
@Suite struct ReadmeTests {
  static let documents = ["README.md", "CONTRIBUTING.md"]

  private func text(_ path: String) throws -> String {
    try String(contentsOf: packageRoot.appending(path: path), encoding: .utf8)
  }

  @Test func `the README is at most 200 lines long`() throws {
    let lines = try text("README.md").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 201, "it has \(lines.count - 1)")
  }

  @Test func `every command of the help is named in the README`() throws {
    // HelpTests holds this text to what the program says.
    let help = try text("Tests/agglomTests/Golden/help-agglom.txt")
    let commands = help.components(separatedBy: "SUBCOMMANDS:").dropFirst()
      .flatMap { $0.split(separator: "\n") }
      .compactMap { $0.prefixMatch(of: /\ {2}([a-z]+)/)?.output.1 }
    #expect(commands.count > 12)
    let readme = try text("README.md")
    for command in Set(commands) {
      let isNamed = readme.contains("agglom \(command)") || readme.contains("`\(command)`")
      #expect(isNamed, "agglom \(command)")
    }
  }

  @Test(arguments: [("import", 6), ("statistics", 5)])
  func `the README has the tables that scripts-benchmark writes`(
    name: String, least: Int
  ) throws {
    let readme = try text("README.md")
    let start = try #require(readme.range(of: "<!-- benchmark:\(name) -->\n"))
    let end = try #require(readme.range(of: "<!-- /benchmark:\(name) -->\n"))
    let table = readme[start.upperBound..<end.lowerBound].split(separator: "\n")
    #expect(table.count { $0.hasPrefix("| ") } > least)
  }

  @Test func `the help of scripts-benchmark names all that it measures`() throws {
    let script = try text("scripts/benchmark")
    let scenarios = try FileManager.default.contentsOfDirectory(
      at: packageRoot.appending(path: "Benchmarks/Sources/RunBenchmarks"),
      includingPropertiesForKeys: nil)
    var names = 0
    for file in scenarios where file.lastPathComponent.hasSuffix("Scenario.swift") {
      let code = try String(contentsOf: file, encoding: .utf8)
      let name = /^ +(?:let name =|name:) "([a-z0-9\-]+)"/.anchorsMatchLineEndings()
      for match in code.matches(of: name) {
        names += 1
        let isNamed = script.matches(of: /[a-z0-9\-]+/).contains { $0.output == match.output.1 }
        #expect(isNamed, "\(match.output.1) is not in the help")
      }
    }
    #expect(names >= 10)
  }

  @Test(arguments: documents) func `every path that is mentioned exists`(document: String) throws {
    let text = try text(document)
    // What stands in code, or is linked to, below a folder of the package, or a file of its root.
    let path =
      /(?:`|\]\(|[( ])((?:(?:Sources|Tests|Plugins|Benchmarks|migrations|seeds|scripts|examples|documentation|\.ci)\/[\w.\-\/*+]*)|(?:LICENSE|Package\.swift|[A-Z]+\.md))/
    let found = Set(text.matches(of: path).map { String($0.output.1) })
    #expect(!found.isEmpty)
    for mentioned in found {
      var path = mentioned
      while path.hasSuffix(".") { path.removeLast() }
      // A pattern stands for any file: its folder must be there.
      if let star = path.firstIndex(of: "*") {
        path = String(path[..<star])
        path = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
      }
      let isThere = FileManager.default.fileExists(
        atPath: packageRoot.appending(path: path).path())
      #expect(isThere, "\(document) mentions \(mentioned)")
    }
  }
}
