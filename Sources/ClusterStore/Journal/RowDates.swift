import SQLite

/// How old the rows of a table are: when the file was last modified that brought or changed each of
/// them last, by any import that was not taken back.
public struct RowDates {
  private var runs: [Run] = []
  private var changes: [Int64: (batch: Int64, date: String)] = [:]

  private struct Run {
    let ids: ClosedRange<Int64>
    let batch: Int64
    let date: String
  }

  /// Reads what the journal knows of `table`.
  public init(_ store: Store, table: String) throws {
    let date = "coalesce(batch.file_modified_at, batch.started_at)"
    runs = try store.connection.query(
      """
      SELECT range.first_id, range.last_id, batch.id, \(date)
      FROM import_row_range AS range JOIN import_batch AS batch ON batch.id = range.batch_id
      WHERE range.table_name = ?1 ORDER BY range.first_id
      """, [.text(table)]
    ) { row in
      ClosedRange(journalled: row.integer(0), row.integer(1)).map {
        Run(ids: $0, batch: row.integer(2), date: row.text(3))
      }
    }.compactMap { $0 }
    let parts = try store.connection.query(
      """
      SELECT batch.id, change.number, \(date)
      FROM import_change AS change JOIN import_batch AS batch ON batch.id = change.batch_id
      ORDER BY batch.id, change.number
      """
    ) { ($0.integer(0), $0.integer(1), $0.text(2)) }
    for (batch, number, date) in parts {
      let part = try UndoInspection.part(store.connection, batch: batch, number: number)
      try part.changes.forEach { change in
        guard change.table == table, case .integer(let id)? = change.key.first else { return }
        changes[id] = (batch, date)
      }
    }
  }

  /// The date of the row `id`, in UTC as ISO 8601; nil where no import brought or changed it.
  ///
  /// An import of standard input, whose file has no date, counts by the time it began.
  public func date(of id: Int64) -> String? {
    let run = run(of: id)
    // An id that was given again belongs to the later batch.
    guard let change = changes[id], change.batch >= run?.batch ?? 0 else { return run?.date }
    return change.date
  }

  private func run(of id: Int64) -> Run? {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].ids.upperBound < id { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low].ids.contains(id) ? runs[low] : nil
  }
}
