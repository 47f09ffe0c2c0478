import ClusterStore
import SQLite
import VirtualTable

/// The row that keeps another one out: where it came from, and whether it says the same.
struct DuplicateRow: Hashable {
  /// Where it stands, as the subject of a sentence.
  let place: String
  /// Whether it has all values of the other one.
  let isSame: Bool
}

extension DuplicateRow {
  /// Finds it for a row that a UNIQUE constraint refused; nil where it cannot be told.
  ///
  /// - Parameters:
  ///   - store: The database.
  ///   - plan: The plan that made the row.
  ///   - cells: The row.
  ///   - error: The refusal.
  ///   - lines: The rows that this import has inserted.
  /// - Throws: `SQLiteError`.
  init?(
    _ store: Store, plan: ImportPlan, cells: ArraySlice<RowFeed.Cell>, error: SQLiteError,
    lines: RowRangeRecorder
  ) throws {
    guard plan.hasID, [.unique, .primaryKey].contains(error.code) else { return nil }
    let row = zip(plan.columns, cells).dropFirst().map { (column: $0, value: $1.value) }
    guard
      let holder = try UniqueConflict(store, table: plan.table.name).holder(
        of: ConstraintProblem.columns(of: error), keepingOut: row)
    else { return nil }
    isSame = holder.isSame
    if let line = lines.line(of: holder.id) {
      place = "line \(line)"
    } else if let origin = try ImportJournal(store).origin(
      table: plan.table.name, id: holder.id)
    {
      place = "the database, from line \(origin.line) of \(origin.file) (batch \(origin.batch)),"
    } else {
      place = "the database"
    }
  }
}

extension RowFeed.Cell {
  /// The value as SQLite stores it.
  var value: Value {
    switch kind {
    case .null: .null
    case .integer: .integer(Int64(bitPattern: bits))
    case .real: .real(Double(bitPattern: bits))
    case .text: .text(unsafe String(decoding: bytes, as: UTF8.self))
    }
  }
}

extension Value {
  /// The cell of the value; the bytes of a text are in `arena`.
  func cell(_ arena: ByteArena) -> RowFeed.Cell {
    switch self {
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    case .text(let text): unsafe .text(arena.keep(Array(text.utf8)))
    case .null, .blob: .null
    }
  }
}
