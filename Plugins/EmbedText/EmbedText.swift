import Foundation
import PackagePlugin

/// Writes `migrations/*.sql`, `seeds/*.csv`, `seeds/queries/*.sql` and `views/*.sql` into the target
/// that uses it, so that the program is one file.
@main
struct EmbedText: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let folders = ["migrations", "seeds", "seeds/queries", "views"]
    let inputs = try folders.flatMap { folder in
      try FileManager.default
        .contentsOfDirectory(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        .filter { ["sql", "csv"].contains($0.pathExtension) }
        .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedText.swift")
    return [
      .buildCommand(
        displayName: "Embedding migrations and seeds",
        executable: try context.tool(named: "embed-text").url,
        arguments: [output.path()] + inputs.map { $0.path() },
        inputFiles: inputs, outputFiles: [output])
    ]
  }
}
