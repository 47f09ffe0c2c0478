import ClusterStore
import DatasetExport
import SurveyImport

/// The rejected rows of an import as a CSV file.
enum RejectsFile {
  /// Writes the problems of `reports` to the file at `path`.
  static func write(_ reports: [ImportReport], to path: String) throws {
    let sink = try ResultSink(
      path: path, force: false, format: .format("csv"), options: FormatOptions())
    try sink.begin(["file", "line", "column", "text", "code", "reason", "original"])
    for report in reports {
      for reject in report.rejects {
        try sink.add([
          .text(report.file), .integer(Int64(reject.line)), .init(reject.column),
          .init(reject.text), .text(reject.code), .text(reject.reason), .text(reject.original),
        ])
      }
    }
    try sink.finish()
  }
}
