/// Why an import cannot go on; nothing of the file is then in the database.
public enum ImportError: Error, Hashable, Sendable {
  /// The file cannot be read.
  case unreadable(file: String, reason: String)
  /// The file holds no row of data.
  case empty(file: String)
  /// The file's layout is broken from a place on.
  case malformed(file: String, line: Int, reason: String)
  /// The header does not fit the table; what is wrong, a sentence each.
  case header(file: String, problems: [String])
  /// The mapping file is wrong.
  case mapping(file: String, reason: String)
  /// The table takes no imports.
  case notImportable(table: String, choices: [String])
  /// No row of the file fits; how many there were, and the first problems.
  case nothingFits(file: String, rows: Int, examples: [String])
  /// More rows are rejected than may be: how many of the file and of the files before it, of how many
  /// rows read so far, how often each code, and the first problems.
  case tooManyErrors(
    file: String, rejected: Int, before: Int, read: Int, allowed: Int, problems: String,
    examples: [String])
  /// What would only be told otherwise, and is not to be, a sentence each.
  case notStrict(file: String, findings: [String])
  /// An option does not fit the file or the table.
  case option(name: String, reason: String)
  /// The file can be read in more than one way; `file` may say the place too.
  case unclear(file: String, reason: String, remedy: String)
}

extension ImportError: CustomStringConvertible {
  /// What happened, where, and what to do about it.
  public var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)."
    case .empty(let file): "\(file): holds no rows. A header line and at least one row are needed."
    case .malformed(let file, let line, let reason): "\(file):\(line): \(reason.shown(400))."
    case .header(let file, let problems):
      "\(file): the header does not fit:\n  " + problems.shownLines()
    case .mapping(let file, let reason): "\(file): \(reason.shown(2_000))."
    case .notImportable(let table, let choices):
      "there is no table '\(table)' to import into. Choose one of: "
        + choices.joined(separator: ", ") + "."
    case .nothingFits(let file, let rows, let examples):
      "\(file): none of its \(rows) rows fits, so nothing was written. The first problems:\n  "
        + examples.shownLines()
    case .tooManyErrors(
      let file, let rejected, let before, let read, let allowed, let problems, let examples):
      "\(file): \(rejected) of the \(read) rows read so far are rejected (\(problems))"
        + (before > 0 ? ", after \(before) in the files before it" : "")
        + ", and \(allowed) may be, so nothing was written. The first problems:\n  "
        + examples.shownLines()
    case .notStrict(let file, let findings):
      "\(file): not as strict as was asked for, so nothing was written:\n  "
        + findings.shownLines()
    case .option(let name, let reason): "--\(name): \(reason)."
    case .unclear(let file, let reason, let remedy): "\(file): \(reason). \(remedy)"
    }
  }
}
