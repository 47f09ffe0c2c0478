import ArgumentParser
import DatasetExport

/// `agglom export postgresql`: a folder from which PostgreSQL goes on with the data.
///
/// - Output: the folder; what is not kept goes to standard error before.
/// - Exit status: 0; 1 where PostgreSQL cannot hold everything and losses are not allowed, or a zone,
///   dataset or batch is not there; 73 where the folder is there already or cannot be made; 74 where
///   writing fails, and no part of the folder is left.
struct ExportPostgreSQL: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "postgresql", abstract: "A folder that PostgreSQL, or Citus, loads.",
    discussion: """
      The folder holds the schema, a file of COPY for each table, keys and indexes, the analysis \
      views, load.sh, which loads it all or nothing, and verify.sql, which fails where rows, sums \
      or a hash of a table differ from what they are here.

      Example:
        agglom export postgresql handoff && createdb new && handoff/load.sh -d new
      """)

  @OptionGroup var target: FolderTarget

  @Flag(help: "Spread the figures of firms and zones over the machines of Citus.")
  var citus = false

  @OptionGroup var selection: ExportSelection

  @OptionGroup var losses: LossOptions

  func run() throws {
    try target.handOff(to: .postgresql, selection, losses, isDistributed: citus)
  }
}
