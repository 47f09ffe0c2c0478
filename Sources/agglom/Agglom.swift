import ArgumentParser

/// `agglom`: an information system for industrial clusters in one file.
///
/// - Output: its help, where no command is named.
/// - Exit status: 0; 64 for a command that is not there.
struct Agglom: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agglom",
    abstract: "An information system for industrial clusters in one SQLite file.",
    discussion: """
      Begin with 'agglom init'. The database is the file of --db, else of the environment variable \
      AGGLOM_DB, else ./agglom.db. Results go to standard output: as a table on a terminal, as CSV \
      elsewhere, or as --format says. Everything else goes to standard error.

      'agglom help exit-codes' lists the exit statuses.
      """,
    version: Version.current,
    groupedSubcommands: [
      CommandGroup(
        name: "Ask",
        subcommands: [
          ListCommand.self, ShowCommand.self, FindCommand.self, QueryCommand.self,
          DescribeCommand.self,
        ]),
      CommandGroup(
        name: "Bring in",
        subcommands: [ImportCommand.self, ImportsCommand.self, AliasesCommand.self]),
      CommandGroup(name: "Compute", subcommands: [StatsCommand.self]),
      CommandGroup(name: "Take away", subcommands: [ExportCommand.self]),
      CommandGroup(
        name: "Keep",
        subcommands: [
          InitCommand.self, CheckCommand.self, BackupCommand.self, MigrateCommand.self,
          OptimizeCommand.self, CompareCommand.self, CompletionsCommand.self,
        ]),
    ])
}
