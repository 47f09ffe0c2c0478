import ClusterStore
import SQLite

/// What a constraint's failure says of a row, in the words of the frictionless vocabulary.
enum ConstraintProblem {
  /// The problem that SQLite's error stands for.
  static func problem(_ error: SQLiteError, inputs: [ImportPlan.Input]) -> ColumnReader.Problem {
    let detail = error.message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
    switch error.code {
    case .unique, .primaryKey:
      let columns = detail.split(separator: ", ").compactMap { $0.split(separator: ".").last }
      let names = columns.map { $0.hasSuffix("_id") ? String($0.dropLast(3)) : String($0) }
      return .init(
        label: label(of: columns.first.map(String.init), inputs), text: "",
        code: columns.first == "key" ? "primary-key" : "unique-error",
        reason: "a row with the same \(names.joined(separator: ", ")) is there already")
    case .notNull:
      let column = detail.split(separator: ".").last.map(String.init)
      return .init(
        label: label(of: column, inputs), text: "", code: "missing-cell",
        reason: "'\(column ?? "")' needs a value")
    default:
      let words = detail.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
      let column = words.first { word in inputs.contains { $0.column.name == word } }
      return .init(
        label: label(of: column, inputs), text: "", code: "constraint-error",
        reason: "the rule \(detail) does not hold")
    }
  }

  private static func label(of column: String?, _ inputs: [ImportPlan.Input]) -> String {
    inputs.first { $0.column.name == column }?.label ?? column ?? ""
  }
}
