import ClusterStore
import SQLite

/// What a constraint's failure says of a row, in the words of the frictionless vocabulary.
enum ConstraintProblem {
  /// The columns of a constraint that a row breaks, as SQLite's message names them.
  static func columns(of error: SQLiteError) -> [String] {
    detail(of: error).split(separator: ", ").compactMap {
      $0.split(separator: ".").last.map(String.init)
    }
  }

  private static func detail(of error: SQLiteError) -> String {
    error.message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
  }

  /// The problem that SQLite's error stands for.
  ///
  /// - Parameters:
  ///   - error: The error.
  ///   - inputs: The inputs of the plan, whose names the problem uses.
  ///   - duplicate: The row that was there first; nil where it is not known.
  /// - Returns: The problem: `duplicate-row` for a row that says what another one says,
  ///   `primary-key` or `unique-error` for one that says something else of the same.
  static func problem(
    _ error: SQLiteError, inputs: [ImportPlan.Input], duplicate: DuplicateRow? = nil
  ) -> ColumnReader.Problem {
    let detail = detail(of: error)
    switch error.code {
    case .unique, .primaryKey:
      let columns = columns(of: error)
      let names = columns.map { $0.hasSuffix("_id") ? String($0.dropLast(3)) : $0 }
        .joined(separator: ", ")
      let label = label(of: columns.first, inputs)
      let clash = columns.first == "key" ? RejectCode.primaryKey : .uniqueError
      guard let duplicate else {
        return .init(
          label: label, text: "", code: clash,
          reason: "a row with the same \(names) is there already")
      }
      return .init(
        label: label, text: "", code: duplicate.isSame ? .duplicateRow : clash,
        reason: "\(duplicate.place) has the same \(names) already, "
          + (duplicate.isSame ? "with the same values" : "with other values"))
    case .notNull:
      let column = detail.split(separator: ".").last.map(String.init)
      return .init(
        label: label(of: column, inputs), text: "", code: .missingCell,
        reason: "'\(column ?? "")' needs a value")
    case .trigger:
      return .init(label: "", text: "", code: .constraintError, reason: error.message)
    default:
      let words = detail.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
      let column = words.first { word in inputs.contains { $0.column.name == word } }
      return .init(
        label: label(of: column, inputs), text: "", code: .constraintError,
        reason: "the rule \(detail) does not hold")
    }
  }

  private static func label(of column: String?, _ inputs: [ImportPlan.Input]) -> String {
    inputs.first { $0.column.name == column }?.label ?? column ?? ""
  }
}
