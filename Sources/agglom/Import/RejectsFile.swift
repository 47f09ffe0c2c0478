import DatasetExport
import SurveyImport

/// The rejected rows of an import as a CSV file.
enum RejectsFile {
  /// Writes the problems of `reports` to the file at `path`.
  static func write(_ reports: [ImportReport], to path: String) throws {
    let sink = try ResultSink(
      path: path, force: false, format: .format("csv"), options: FormatOptions())
    let rows = ImportReport.rejectRows(reports)
    try sink.begin(rows.columns)
    for row in rows.rows { try sink.add(row) }
    try sink.finish()
  }
}
