import ArgumentParser
import ClusterStore
import DatasetExport

/// `agglom export datasette`: a folder that Datasette serves.
///
/// - Output: a folder; how to serve it goes to standard error.
/// - Exit status: 0; 73 where the folder is there already or cannot be made; 74 where writing
///   fails, and nothing of the folder is left.
struct ExportDatasette: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "datasette", abstract: "A copy of the database for Datasette, with metadata.",
    discussion: """
      The copy has a full-text index for each table with names, which finds any part of a name from \
      three characters on. metadata.json has the titles, the meaning and unit of every column, the \
      licences and the saved queries.
      """)

  @OptionGroup var target: FolderTarget

  func run() throws {
    let export = DatasetteExport(try target.source())
    let file = try target.write(total: { nil }) { folder, _ in
      try export.write(to: folder)
    }
    target.report(
      """
      \(file) and metadata.json. Serve them with 'datasette \(target.folder)/\(file) -m \
      \(target.folder)/metadata.json'.
      """)
  }
}
