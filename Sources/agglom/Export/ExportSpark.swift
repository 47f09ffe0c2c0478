import ArgumentParser
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

  @OptionGroup var target: FolderTarget

  @OptionGroup var selection: ExportSelection

  @OptionGroup var losses: LossOptions

  func run() throws {
    try target.handOff(to: .spark, selection, losses)
  }
}
