import ArgumentParser

/// `agglom stats`: the field's indices.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Compute the field's indices, each with its convention.",
    subcommands: [LocationQuotientStats.self, DocumentFiguresStats.self])
}
