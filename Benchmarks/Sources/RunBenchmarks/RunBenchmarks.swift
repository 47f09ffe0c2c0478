import Foundation

/// Measures agglom against other programs and writes what came out as a table in Markdown.
@main struct RunBenchmarks {
  static func main() {
    do {
      let options = try BenchmarkOptions(Array(CommandLine.arguments.dropFirst()))
      let workspace = try Workspace(options)
      defer { workspace.remove() }
      let rows = try options.scenarios.flatMap { scenario in
        progress("\(scenario.name):")
        return try scenario.measure(workspace)
      }
      let text = try workspace.conditions() + "\n\n" + MarkdownTable(rows: rows).text
      print(text)
      if options.writes { try ReadmeTable(path: "README.md").replace(by: text) }
    } catch {
      progress("RunBenchmarks: \(error)")
      exit(1)
    }
  }
}

/// Tells on standard error what is being done.
func progress(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// Why nothing could be measured.
struct BenchmarkFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
