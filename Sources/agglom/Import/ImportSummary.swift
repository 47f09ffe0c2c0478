import ClusterStore
import Output
import SurveyImport

/// What an import tells on standard error.
struct ImportSummary {
  private let report: ImportReport
  private let rejectsFile: String?

  /// - Parameters:
  ///   - report: What was done.
  ///   - rejectsFile: The file that holds the rejected rows; nil where none was written.
  init(_ report: ImportReport, rejectsFile: String? = nil) {
    self.report = report
    self.rejectsFile = rejectsFile
  }

  /// How many rejected cells are told one by one.
  private static let shown = 10

  /// Counts, then the first problems.
  var text: String {
    var parts = ["\(report.read) rows read", "\(report.inserted) inserted"]
    if report.updated > 0 { parts.append("\(report.updated) updated") }
    if report.unchanged > 0 { parts.append("\(report.unchanged) unchanged") }
    if report.skipped > 0 { parts.append("\(report.skipped) left out") }
    parts.append("\(report.rejected) rejected")
    let into = report.batch.map { "into \(report.table), batch \($0)" } ?? "into \(report.table)"
    var text = "\(report.file): \(parts.joined(separator: ", ")) (\(into)).\n"
    if report.batch == nil { text += "  A dry run: nothing was written.\n" }
    for note in report.notes { text += "  Note: \(note).\n" }
    if let sentence = report.kept.sentence { text += "  \(sentence).\n" }
    if report.footnotes > 0 {
      text += "  \(report.footnotes) notes below the table are no rows.\n"
    }
    if report.firmsAdded > 0 {
      let sized =
        report.firmsSized > 0
        ? ", \(report.firmsSized) of them with the size class that their figures come to" : ""
      text += "  \(report.firmsAdded) firms were added\(sized).\n"
    }
    for sentence in report.unknownReferences { text += "  \(sentence).\n" }
    if report.suppressed > 0 {
      text += "  \(report.suppressed) figures are withheld and were stored as suppressed.\n"
    }
    if !report.earlier.isEmpty {
      let batches = report.earlier.map(String.init).joined(separator: ", ")
      text += "  Warning: the same file came in before, as batch \(batches).\n"
    }
    for reject in report.rejects.prefix(Self.shown) {
      text += "  \(report.file):\(reject.line): \(VisibleText.line(reject.sentence))\n"
    }
    if report.problemCount > Self.shown {
      let counts = report.problems.map { "\($0.count) \($0.code)" }.joined(separator: ", ")
      text += "  ... \(report.problemCount) problems in all: \(counts).\n"
    }
    if let rejectsFile {
      text += "  The rejected rows are in \(rejectsFile), to be mended and imported again.\n"
    } else if report.rejected > 0, let batch = report.batch {
      text += """
          All of them: agglom query "SELECT * FROM import_reject WHERE batch_id = \(batch)"

        """
    }
    if let batch = report.batch {
      text += "  To take it back: agglom imports undo \(batch)\n"
    }
    return text
  }
}
