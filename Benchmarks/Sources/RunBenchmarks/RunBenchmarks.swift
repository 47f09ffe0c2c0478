import Foundation

/// Measures agglom against other programs and writes what came out as tables in Markdown.
@main struct RunBenchmarks {
  static func main() {
    do {
      let options = try BenchmarkOptions(Array(CommandLine.arguments.dropFirst()))
      let workspace = try Workspace(options)
      defer { workspace.remove() }
      var rows: [ReadmeTable: [TableRow]] = [:]
      for scenario in options.scenarios {
        progress("\(scenario.name):")
        let measured = try scenario.measure(workspace)
        if measured.isEmpty, options.writes {
          throw BenchmarkFailure("--write needs all of the table, and that was skipped.")
        }
        rows[scenario.table, default: []] += measured
      }
      for table in ReadmeTable.allCases {
        guard let rows = rows[table], !rows.isEmpty else { continue }
        let text = try workspace.conditions(of: table) + "\n\n" + MarkdownTable(rows: rows).text
        print(text)
        if options.writes { try table.replace(by: text, in: "README.md") }
      }
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
