import ClusterStore

/// How much may be wrong with the files of a call before nothing of them comes in.
///
/// As with `COPY ... REJECT_LIMIT` of PostgreSQL (documentation of version 18), the limit is the
/// number of rejected rows that is still tolerated, and one more ends the whole.
public struct Acceptance: Hashable, Sendable {
  /// How many rows of all files may be rejected, 0 for none; nil for any number.
  public var maxErrors: Int?
  /// Whether no row may be rejected and nothing may be left, emptied or added without being told in
  /// the file or the mapping.
  public var isStrict = false

  /// Tolerates every rejected row, as long as one fits.
  public init() {}

  /// How many problems a refusal shows.
  private static let shown = 5

  /// Why the import is to end now: more rows are rejected than may be; nil where that is not so.
  ///
  /// - Parameters:
  ///   - report: What has been done so far.
  ///   - before: How many rows of earlier files of the call were rejected.
  /// - Returns: The refusal.
  func refusal(ofMany report: ImportReport, _ before: Int) -> ImportError? {
    guard let maxErrors, report.rejected > 0, before + report.rejected > maxErrors else {
      return nil
    }
    return .tooManyErrors(
      file: report.file, rejected: report.rejected, before: before, read: report.read,
      allowed: maxErrors, problems: Self.counts(report), examples: Self.examples(report))
  }

  /// Why a file that has been read to its end does not come in; nil where it does.
  func refusal(of report: ImportReport, _ before: Int) -> ImportError? {
    if let refusal = refusal(ofMany: report, before) { return refusal }
    let findings = isStrict ? Self.findings(report) : []
    if !findings.isEmpty { return .notStrict(file: report.file, findings: findings) }
    guard report.read > 0, report.rejected == report.read else { return nil }
    return .nothingFits(
      file: report.file, rows: report.read, examples: Self.examples(report))
  }

  /// What was told and no more, a sentence each.
  private static func findings(_ report: ImportReport) -> [String] {
    var findings: [String] = []
    if report.rejected > 0 {
      findings.append(
        "\(report.rejected) of \(report.read) rows are rejected (\(counts(report))); the first: "
          + (examples(report).first ?? ""))
    }
    let left = report.leftColumns
    if !left.isEmpty {
      findings.append(
        "columns that have no place: \(left.joined(separator: ", ")); name them in \"leave\" of a "
          + "mapping file to leave them on purpose")
    }
    if report.footnotes > 0 {
      findings.append("\(report.footnotes) notes below the table are left, since they are no rows")
    }
    findings += report.unknownReferences
    if !report.earlier.isEmpty {
      let batches = report.earlier.map(String.init).joined(separator: ", ")
      findings.append("the same file came in before, as batch \(batches)")
    }
    return findings
  }

  private static func counts(_ report: ImportReport) -> String {
    report.problems.map { "\($0.count) \($0.code)" }.joined(separator: ", ")
  }

  private static func examples(_ report: ImportReport) -> [String] {
    report.rejects.sorted { $0.line < $1.line }.prefix(shown)
      .map { "\(report.file):\($0.line): \($0.sentence)" }
  }
}
