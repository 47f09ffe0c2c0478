import ArgumentParser
import ClusterStore
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

  @Argument(help: "The folder to make.", completion: .directory)
  var folder: String

  @Flag(help: "Spread the figures of firms and zones over the machines of Citus.")
  var citus = false

  @OptionGroup var selection: ExportSelection

  @OptionGroup var losses: LossOptions

  @Flag(help: "Replace the folder if it is there.")
  var force = false

  @OptionGroup var store: StoreOptions

  func run() throws {
    try EngineDump.with(store.open(), for: .postgresql, selection.rows) { dump in
      try losses.accept(dump.plan, for: EngineDump.Engine.postgresql.name)
      let summary = try OutputFolder.write(to: folder, force: force) { folder in
        try dump.writeHandOff(to: folder, isDistributed: citus)
      }
      StandardStream.error.write(
        "\(folder): \(summary.rows) rows of \(summary.tables) tables.\n")
    }
  }
}
