import ClusterStore
import SQLite

/// Binds the cells of records to the INSERT of one table.
final class TableFeed {
  /// What reads the cells.
  let binder: RowBinder
  private let inserter: RowInserter

  init(_ store: Store, table: String, inputs: [ImportPlan.Input], hasFlags: Bool) throws {
    var columns = inputs.map(\.column.name)
    if hasFlags { columns.append("flags") }
    binder = RowBinder(inputs, table: table, flagsParameter: hasFlags ? columns.count : nil)
    inserter = try RowInserter(store, table: table, columns: columns)
  }

  /// Binds a record; the row can then be inserted, unless there are problems.
  func bind(
    _ record: RecordBlock.Record, of block: RecordBlock
  ) throws(SQLiteError) -> RowBinder.Outcome {
    try binder.bind(record, of: block, to: inserter.statement)
  }

  /// Binds `number` to a parameter in place of what the record says.
  func set(_ number: Int64, at parameter: Int) throws(SQLiteError) {
    try inserter.statement.bind(number, at: parameter)
  }

  /// Adds the row that is bound and returns its id.
  func insert() throws(SQLiteError) -> Int64 { try inserter.insert() }
}
