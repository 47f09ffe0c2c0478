import ArgumentParser

/// `agglom stats`: the field's indices, and what the documents themselves print.
struct StatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "List the field's indices, or compute one over a survey.",
    discussion: """
      'agglom stats' lists the catalogue, 'agglom stats INDEX --explain' tells all of an index, and \
      'agglom stats INDEX --dataset KEY' computes it; 'agglom stats index --help' shows every \
      option.
      """,
    subcommands: [IndexStats.self, DocumentFiguresStats.self], defaultSubcommand: IndexStats.self)
}
