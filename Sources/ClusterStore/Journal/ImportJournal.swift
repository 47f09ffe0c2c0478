public import SQLite

/// What came in when and from which file, in tables `import_batch`, `import_row_range` and
/// `import_reject`.
public struct ImportJournal {
  let connection: Connection

  /// Works on the journal of `store`.
  public init(_ store: Store) { connection = store.connection }

  init(_ connection: Connection) { self.connection = connection }

  /// A batch as the journal keeps it.
  public struct Batch: Hashable, Sendable {
    /// The table its rows went into.
    public var table: String
    /// The dataset they belong to; nil where they belong to none.
    public var dataset: Int64?
    /// The file's name as it was given.
    public var file: String
    /// The file's size.
    public var bytes: Int
    /// The SHA-256 of the file, in hexadecimal.
    public var sha256: String
    /// The file's character set.
    public var encoding: String
    /// How the file is laid out, as JSON.
    public var dialect: String
    /// Which column went where, as JSON.
    public var mapping: String
    /// Rows of data in the file.
    public var read = 0
    /// Rows that were added.
    public var inserted = 0
    /// Rows that changed a row which was there.
    public var updated = 0
    /// Rows that were there already as they are.
    public var unchanged = 0
    /// Rows left out on purpose, by the mapping's filter or for a conflict.
    public var skipped = 0
    /// Rows that did not fit.
    public var rejected = 0
    /// Rows that were added to other tables because codes were not there, by table.
    public var referencesAdded: [String: Int] = [:]
    /// References that were left empty because there was no such row, by table.
    public var referencesEmptied: [String: Int] = [:]
    /// When the file was last modified, in UTC; nil where that is not known.
    public var modifiedAt: String?
    /// When the import began, in UTC.
    public var startedAt: String
    /// The program's version.
    public var version: String

    /// Makes the record of a batch of which nothing is counted yet.
    public init(
      table: String, dataset: Int64?, file: String, bytes: Int, sha256: String, encoding: String,
      dialect: String, mapping: String, startedAt: String, version: String
    ) {
      self.table = table
      self.dataset = dataset
      self.file = file
      self.bytes = bytes
      self.sha256 = sha256
      self.encoding = encoding
      self.dialect = dialect
      self.mapping = mapping
      self.startedAt = startedAt
      self.version = version
    }
  }

  /// A run of inserted rows whose lines lie evenly apart.
  public struct RowRange: Hashable, Sendable {
    /// The first row's id.
    public var firstID: Int64
    /// The last row's id.
    public var lastID: Int64
    /// The first row's line in the file.
    public var firstLine: Int
    /// How many lines lie between a row and the next; 1 for a single row.
    public var step: Int

    /// Takes the parts.
    public init(firstID: Int64, lastID: Int64, firstLine: Int, step: Int) {
      self.firstID = firstID
      self.lastID = lastID
      self.firstLine = firstLine
      self.step = step
    }
  }

  /// A row that did not fit.
  public struct Reject: Hashable, Sendable {
    /// The line its record begins in.
    public var line: Int
    /// The file's name of the column; nil where the whole record is at fault.
    public var column: String?
    /// The cell's text; nil where there is none.
    public var text: String?
    /// What is wrong, as a word of the frictionless vocabulary.
    public var code: String
    /// What is wrong, in a sentence.
    public var reason: String
    /// The record as it stands in the file.
    public var original: String

    /// Takes the parts.
    public init(
      line: Int, column: String?, text: String?, code: String, reason: String, original: String
    ) {
      self.line = line
      self.column = column
      self.text = text
      self.code = code
      self.reason = reason
      self.original = original
    }
  }

  /// The number that the next batch will have.
  public func nextNumber() throws(SQLiteError) -> Int64 {
    guard
      case .integer(let number)? = try connection.value(
        "SELECT coalesce(max(id), 0) + 1 FROM import_batch")
    else { return 1 }
    return number
  }

  /// Writes a batch with the ranges of each table and its rejects; returns its number.
  ///
  /// - Parameters:
  ///   - batch: The batch.
  ///   - ranges: The rows it inserted, by table.
  ///   - rejects: What did not fit; nil where everything did.
  ///   - digests: The digests of the inserted rows as they stand now, by table; those of a table
  ///     that is not among them are found by reading its rows, which takes longer.
  /// - Returns: The batch's number.
  /// - Throws: ``SQLiteError``.
  public func record(
    _ batch: Batch, ranges: [String: [RowRange]], rejects: RejectSpool?,
    digests: [String: RowDigests] = [:]
  ) throws -> Int64 {
    let number = try insert(batch)
    for (table, ranges) in ranges.sorted(by: { $0.key < $1.key }) {
      try supersede(table: table, from: ranges.map(\.firstID).min() ?? .max)
      try insert(ranges, of: table, batch: number)
      try keepDigests(digests[table], of: ranges, table: table, batch: number)
    }
    try rejects?.move(to: number)
    return number
  }

  private func insert(_ batch: Batch) throws(SQLiteError) -> Int64 {
    try connection.run(
      """
      INSERT INTO import_batch (table_name, dataset_id, file_name, file_bytes, sha256, encoding,
        dialect, mapping, rows_read, rows_inserted, rows_updated, rows_unchanged, rows_skipped,
        rows_rejected, started_at, finished_at, program_version, unknown_references,
        file_modified_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
        strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?16, ?17, ?18)
      """,
      [
        .text(batch.table), batch.dataset.map(Value.integer) ?? .null, .text(batch.file),
        Value(batch.bytes), .text(batch.sha256), .text(batch.encoding), .text(batch.dialect),
        .text(batch.mapping), Value(batch.read), Value(batch.inserted), Value(batch.updated),
        Value(batch.unchanged), Value(batch.skipped), Value(batch.rejected),
        .text(batch.startedAt), .text(batch.version), batch.unknownReferences,
        Value(batch.modifiedAt),
      ])
    return connection.lastInsertedRow
  }

  private func insert(
    _ ranges: [RowRange], of table: String, batch: Int64
  ) throws(SQLiteError) {
    let statement = try connection.prepare(
      "INSERT INTO import_row_range VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
    try statement.bind(batch, at: 1)
    try statement.bind(.text(table), at: 2)
    for range in ranges {
      try statement.bind(range.firstID, at: 3)
      try statement.bind(range.lastID, at: 4)
      try statement.bind(Int64(range.firstLine), at: 5)
      try statement.bind(Int64(range.step), at: 6)
      _ = try statement.step()
      statement.reset()
    }
  }

  private func keepDigests(
    _ given: RowDigests?, of ranges: [RowRange], table: String, batch: Int64
  ) throws {
    let runs = IDRuns(ranges.map { $0.firstID...$0.lastID })
    if let given, runs.ranges.allSatisfy(given.covers) {
      return try given.write(connection, batch: batch, table: table)
    }
    let reader = RowDigestReader(connection, table: try Schema(connection).table(table))
    var digests = RowDigests()
    for run in runs.ranges { try reader.read(run) { digests.note(id: $0, digest: $1) } }
    try digests.write(connection, batch: batch, table: table)
  }

  /// The batches by number: table, dataset, file and counts; the program's own seeds on request.
  public func batches(withSeeds: Bool) throws(SQLiteError) -> ResultRows {
    let columns = [
      "batch", "table", "dataset", "file", "read", "inserted", "updated", "unchanged", "skipped",
      "rejected", "finished_at", "undone_at", "sha256",
    ]
    return ResultRows(
      columns: columns,
      rows: try connection.query(
        """
        SELECT batch.id, table_name, dataset.key, file_name, rows_read, rows_inserted,
          rows_updated, rows_unchanged, rows_skipped, rows_rejected, finished_at, undone_at,
          sha256
        FROM import_batch AS batch LEFT JOIN dataset ON dataset.id = batch.dataset_id
        WHERE ?1 OR file_name NOT LIKE 'seeds/%' ORDER BY batch.id
        """, [.integer(withSeeds ? 1 : 0)]
      ) { row in columns.indices.map { row.value($0) } })
  }

  /// Forgets ids from `first` on that other batches gave to rows which are gone: a row's id is given
  /// again once the row and all after it are deleted, by whatever program.
  private func supersede(table: String, from first: Int64) throws(SQLiteError) {
    try connection.run(
      "DELETE FROM import_row_range WHERE table_name = ?1 AND first_id >= ?2",
      [.text(table), .integer(first)])
    try connection.run(
      """
      UPDATE import_row_range SET last_id = ?2 - 1
      WHERE table_name = ?1 AND first_id < ?2 AND last_id >= ?2
      """, [.text(table), .integer(first)])
  }

  /// The batches that brought in a file of that SHA-256 and were not taken back, earliest first.
  public func batches(sha256: String) throws(SQLiteError) -> [Int64] {
    try connection.query(
      "SELECT id FROM import_batch WHERE sha256 = ?1 AND undone_at IS NULL ORDER BY id",
      [.text(sha256)]
    ) { $0.integer(0) }
  }

  /// The file and line that the row `id` of `table` came from; nil where no batch brought it.
  public func origin(
    table: String, id: Int64
  ) throws(SQLiteError) -> (batch: Int64, file: String, line: Int)? {
    try connection.query(
      """
      SELECT batch.id, batch.file_name,
        range.first_line + (?2 - range.first_id) * range.line_step
      FROM import_row_range AS range JOIN import_batch AS batch ON batch.id = range.batch_id
      WHERE range.table_name = ?1 AND range.first_id <= ?2 AND range.last_id >= ?2
      ORDER BY range.first_id DESC LIMIT 1
      """, [.text(table), .integer(id)]
    ) { ($0.integer(0), $0.text(1), Int($0.integer(2))) }.first
  }

  /// Takes the row `id` of `table` out of the range it stands in, since it is gone.
  func forget(table: String, id: Int64) throws(SQLiteError) {
    let ranges = try connection.query(
      """
      SELECT batch_id, first_id, last_id, first_line, line_step FROM import_row_range
      WHERE table_name = ?1 AND first_id <= ?2 AND last_id >= ?2
      """, [.text(table), .integer(id)]
    ) { row in (0..<5).map { row.integer($0) } }
    for range in ranges {
      let (batch, first, last, line, step) = (range[0], range[1], range[2], range[3], range[4])
      try connection.run(
        "DELETE FROM import_row_range WHERE table_name = ?1 AND first_id = ?2",
        [.text(table), .integer(first)])
      guard ClosedRange(journalled: first, last) != nil else { continue }
      for (from, to) in [(first, id - 1), (id + 1, last)] where from <= to {
        let (below, isTooFar) = (from - first).multipliedReportingOverflow(by: step)
        try connection.run(
          "INSERT INTO import_row_range VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
          [
            .integer(batch), .text(table), .integer(from), .integer(to),
            .integer(isTooFar ? line : line &+ below), .integer(step),
          ])
      }
    }
  }
}
