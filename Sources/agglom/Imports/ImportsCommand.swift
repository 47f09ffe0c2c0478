import ArgumentParser

/// `agglom imports`: the journal of what came in.
struct ImportsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imports",
    abstract: "Look at what came in when and from which file, and take it back.",
    subcommands: [ListImports.self, ShowImport.self, UndoImport.self])
}
