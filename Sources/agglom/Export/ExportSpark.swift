import ArgumentParser
import ClusterStore
import DatasetExport

/// `agglom export spark`: a folder from which Spark goes on with the data.
///
/// - Output: the folder; what is not kept goes to standard error before.
/// - Exit status: 0; 1 where Spark cannot hold everything and losses are not allowed, or a zone,
///   dataset or batch is not there; 73 where the folder is there already or cannot be made; 74 where
///   writing fails, and no part of the folder is left.
struct ExportSpark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spark", abstract: "A folder that Spark loads.",
    discussion: """
      The folder holds a file of CSV for each table, in a folder for each year where the rows are of \
      years; the schema and the analysis views in tables.json; load.py, which makes tables or views \
      of it; and verify.py, which fails where rows or a hash of a table differ from what they are \
      here. Spark keeps no keys and no checks.

      Example:
        agglom export spark handoff && spark-submit handoff/verify.py
      """)

  @Argument(help: "The folder to make.", completion: .directory)
  var folder: String

  @OptionGroup var selection: ExportSelection

  @OptionGroup var losses: LossOptions

  @Flag(help: "Replace the folder if it is there.")
  var force = false

  @OptionGroup var store: StoreOptions

  func run() throws {
    try EngineDump.with(store.open(), for: .spark, selection.rows) { dump in
      try losses.accept(dump.plan, for: EngineDump.Engine.spark.name)
      let summary = try OutputFolder.write(to: folder, force: force) { folder in
        try dump.writeHandOff(to: folder)
      }
      StandardStream.error.write(
        "\(folder): \(summary.rows) rows of \(summary.tables) tables.\n")
    }
  }
}
