import ArgumentParser
import ClusterStore
import DatasetExport

/// `agglom export dataset`: the whole database as a folder of CSV files that can be read back.
///
/// - Output: a folder; what is in it goes to standard error.
/// - Exit status: 0; 1 where the database holds tables of others; 73 where the folder is there
///   already or cannot be made; 74 where writing fails, and nothing of the folder is left.
struct ExportDataset: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset", abstract: "The whole database as CSV files that init reads back.",
    discussion: """
      Every table with the numbers of its rows, the journal of imports and the index of names too. \
      'agglom init --from FOLDER --db new.db' makes the same database again, and 'agglom compare' \
      shows that nothing differs.
      """)

  @OptionGroup var target: FolderTarget

  func run() throws {
    let dataset = DatasetFolder(try target.source())
    let summary = try target.write(total: dataset.rowCount) { folder, progress in
      try dataset.write(to: folder, progress: progress)
    }
    target.report("\(summary.rows) rows of \(summary.tables) tables.")
  }
}
