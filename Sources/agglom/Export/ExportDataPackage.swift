import ArgumentParser
import ClusterStore
import DatasetExport

/// `agglom export datapackage`: the tables as a folder of CSV files with their description.
///
/// - Output: a folder; what is in it, and what is not as it was, goes to standard error.
/// - Exit status: 0; 1 for a value that a package cannot hold; 73 where the folder is there already
///   or cannot be made; 74 where writing fails, and nothing of the folder is left.
struct ExportDataPackage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "datapackage", abstract: "The tables as a Data Package (version 2) of CSV files.",
    discussion: """
      datapackage.json describes every column with type, title, unit and what it points at, and \
      names sources and licences; 'frictionless validate datapackage.json' checks it all. The \
      journal of imports is left out. An empty cell is NULL; empty text, which a package cannot \
      tell from it, is refused by name.
      """)

  @OptionGroup var target: FolderTarget

  @Flag(help: "Let empty text become NULL, and repair text that is not UTF-8.")
  var lossy = false

  func run() throws {
    var export = DataPackageExport(try target.source())
    export.isLossy = lossy
    let summary = try target.write(total: export.rowCount) { folder, progress in
      try export.write(to: folder, progress: progress)
    }
    for loss in summary.losses { StandardStream.error.write("Lost: \(loss)\n") }
    target.report("\(summary.rows) rows of \(summary.tables) tables.")
  }
}
