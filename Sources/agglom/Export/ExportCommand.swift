import ArgumentParser

/// `agglom export`: a table, a query or the whole database, in a format.
///
/// - Output: what the part named after it says.
/// - Exit status: 64 where no format is named.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Take a table, a query or the whole database away.",
    discussion: """
      Examples:
        agglom export csv cluster -o clusters.csv
        agglom export json --query "SELECT key, name_zh FROM firm"
        agglom export markdown --saved 11
        agglom export sql -o everything.sql && sqlite3 copy.db < everything.sql
      """,
    subcommands: [
      ExportRowsCommand<CSVKind>.self, ExportRowsCommand<TSVKind>.self,
      ExportRowsCommand<JSONKind>.self, ExportRowsCommand<NDJSONKind>.self,
      ExportRowsCommand<MarkdownKind>.self, ExportRowsCommand<HTMLKind>.self,
      ExportRowsCommand<GeoJSONKind>.self,
      ExportXLSX.self, ExportDataPackage.self, ExportDataset.self, ExportDatasette.self,
      ExportReferences<BibTeXKind>.self, ExportReferences<RISKind>.self,
      ExportSQL.self, ExportPostgreSQL.self, ExportSpark.self,
    ])
}
