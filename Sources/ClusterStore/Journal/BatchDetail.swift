public import SQLite

/// Everything that the journal knows of one batch.
public struct BatchDetail: Hashable, Sendable {
  /// What is known, by name, in order; absent things are left out.
  public private(set) var facts: [Fact] = []
  /// The first rows that were there and that the batch changed, each with what it changed.
  public private(set) var updates: [String] = []
  /// How often each code occurs among the rejects, with the first of each.
  public private(set) var rejects: [RejectGroup] = []

  /// One thing that is known.
  public struct Fact: Hashable, Sendable {
    /// What it is called.
    public let name: String
    /// What it is.
    public let value: Value
  }

  /// The rejects of one code.
  public struct RejectGroup: Hashable, Sendable {
    /// The code.
    public let code: String
    /// How many there are.
    public let count: Int
    /// The first of them, each as a line and a sentence.
    public let examples: [String]
  }

  /// How many updates, and rejects of a code, are shown.
  static let exampleLimit = 3

  /// Reads all of `batch`.
  ///
  /// - Throws: ``UndoError/unknown(batch:)``.
  public init(_ store: Store, batch: Int64) throws {
    let columns = [
      ("batch", "batch.id"), ("file", "file_name"), ("bytes", "file_bytes"), ("sha256", "sha256"),
      ("encoding", "encoding"), ("dialect", "dialect"), ("mapping", "mapping"),
      ("table", "table_name"), ("dataset", "dataset.key"), ("rows_read", "rows_read"),
      ("inserted", "rows_inserted"), ("updated", "rows_updated"),
      ("unchanged", "rows_unchanged"), ("skipped", "rows_skipped"),
      ("rejected", "rows_rejected"), ("unknown_references", "unknown_references"),
      ("file_modified_at", "file_modified_at"), ("started_at", "started_at"),
      ("finished_at", "finished_at"), ("program_version", "program_version"),
      ("undone_at", "undone_at"), ("undone_rows", "undone_rows"),
    ]
    let found = try store.connection.query(
      """
      SELECT \(columns.map(\.1).joined(separator: ", "))
      FROM import_batch AS batch LEFT JOIN dataset ON dataset.id = batch.dataset_id
      WHERE batch.id = ?1
      """, [.integer(batch)]
    ) { row in columns.indices.map { row.value($0) } }
    guard let values = found.first else { throw UndoError.unknown(batch: batch) }
    facts = zip(columns, values).filter { $1 != .null }.map { Fact(name: $0.0, value: $1) }
    facts += try store.connection.query(
      """
      SELECT table_name, sum(last_id - first_id + 1) FROM import_row_range
      WHERE batch_id = ?1 GROUP BY table_name ORDER BY table_name
      """, [.integer(batch)]
    ) { Fact(name: "rows_in_\($0.text(0))", value: .integer($0.integer(1))) }
    facts += try store.connection.query(
      """
      SELECT (SELECT coalesce(sum(length(digests)), 0) FROM import_digest WHERE batch_id = ?1) +
        (SELECT coalesce(sum(length(changeset) + length(digests)), 0) FROM import_change
          WHERE batch_id = ?1)
      """, [.integer(batch)]
    ) { Fact(name: "undo_record_bytes", value: .integer($0.integer(0))) }
    let (undo, changed) = try Self.undo(store, batch: batch)
    facts += changed.sorted { $0.key < $1.key }.map {
      Fact(name: "rows_changed_in_\($0.key)", value: Value($0.value))
    }
    facts.append(Fact(name: "undo", value: .text(undo)))
    updates = try ChangedRows(store).first(Self.exampleLimit, of: batch)
    try readRejects(store, batch: batch)
  }

  /// Whether the batch can be taken back, in a sentence, and how many rows it has changed by table.
  private static func undo(
    _ store: Store, batch: Int64
  ) throws -> (sentence: String, changed: [String: Int]) {
    do {
      let plan = try ImportUndo(store).plan(batch)
      guard let first = plan.conflicts.first else { return ("possible", plan.restored) }
      let more = plan.conflictCount > 1 ? ", and \(plan.conflictCount - 1) more" : ""
      return ("not possible: \(first)\(more)", plan.restored)
    } catch let error as UndoError {
      return ("not possible: \(error)", [:])
    }
  }

  private mutating func readRejects(_ store: Store, batch: Int64) throws {
    let groups = try store.connection.query(
      """
      SELECT code, count(*) FROM import_reject WHERE batch_id = ?1
      GROUP BY code ORDER BY count(*) DESC, code
      """, [.integer(batch)]
    ) { ($0.text(0), Int($0.integer(1))) }
    for (code, count) in groups {
      let examples = try store.connection.query(
        """
        SELECT line, column_name, text, reason FROM import_reject
        WHERE batch_id = ?1 AND code = ?2 ORDER BY id LIMIT ?3
        """, [.integer(batch), .text(code), Value(Self.exampleLimit)]
      ) { row in
        let column = row.optionalText(1).map { "\($0): " } ?? ""
        let text = row.optionalText(2).map { "'\($0)': " } ?? ""
        return "line \(row.integer(0)): \(column)\(text)\(row.text(3))"
      }
      rejects.append(RejectGroup(code: code, count: count, examples: examples))
    }
  }

  /// A row for each thing, rejects last.
  public var rows: ResultRows {
    ResultRows(
      columns: ["name", "value"],
      rows: facts.map { [.text($0.name), $0.value] }
        + updates.map { [.text("example of update"), .text($0)] }
        + rejects.flatMap { group in
          [[.text("rejected \(group.code)"), Value(group.count)]]
            + group.examples.map { [.text("example of \(group.code)"), .text($0)] }
        })
  }
}
