public import ClusterStore
public import SQLite

/// Writes a whole SQLite database as SQL that makes the same database again.
///
/// Every value keeps its type and bits, every row its number, every definition its text; all of it
/// is of one moment. A virtual table is written as its definition and its rows, and not as the
/// tables it keeps them in. ``losses()`` says what cannot be kept.
public struct SQLDump {
  private let reader: ResultReader
  private let connection: Connection
  /// What a part of a store is chosen by; nil for the whole.
  private let part: (store: Store, selection: RowSelection)?

  /// Dumps `store`, or a part of it: every definition, and the rows of the selection.
  public init(_ store: Store, selection: RowSelection = RowSelection()) {
    connection = store.connection
    reader = ResultReader(store)
    part = selection.isEmpty ? nil : (store, selection)
  }

  /// Dumps any SQLite database.
  public init(_ connection: Connection) {
    self.connection = connection
    reader = ResultReader(connection)
    part = nil
  }

  /// What a dump held.
  public struct Summary: Hashable, Sendable {
    /// How many tables have rows of their own.
    public var tables = 0
    /// How many rows were written.
    public var rows = 0
    /// What was lost, a sentence each.
    public var losses: [String] = []
  }

  /// What a dump of this database would lose, a sentence each; empty where it would lose nothing.
  public func losses() throws -> [String] { Self.losses(try DatabaseOutline(connection)) }

  /// How many rows will be written.
  ///
  /// - Throws: As ``write(to:progress:)``.
  public func rowCount() throws -> Int {
    try reader.snapshot {
      let outline = try DatabaseOutline(connection)
      return try reader.count(outline.tables.filter { !$0.isContentless }, among: selectedRows())
    }
  }

  /// Writes the database.
  ///
  /// - Parameters:
  ///   - sink: Where to; nothing is left waiting in it.
  ///   - progress: Gets the rows written so far, now and then.
  /// - Returns: What the dump held.
  /// - Throws: ``ExportError``, or an error of SQLite.
  public func write(
    to sink: OutputSink, progress: (Int) -> Void = { _ in }
  ) throws -> Summary {
    try reader.snapshot {
      let outline = try DatabaseOutline(connection)
      let selected = try selectedRows()
      let dialect = SQLiteDialect(encoding: outline.encoding)
      var summary = Summary(losses: Self.losses(outline))
      sink.buffer.append(Self.heading(summary.losses, isPart: selected != nil))
      sink.buffer.append(SQLiteDialect.opening(outline))
      writeDefinitions(outline.objects.filter { $0.type == "table" }, to: sink)
      if outline.lacksSequenceSource {
        sink.buffer.append(SQLiteDialect.sequenceTable(named: outline.freeName))
      }
      let (own, others) = outline.tables.separated { $0.name.hasPrefix("sqlite_") }
      for table in others {
        for (key, value) in table.settings.sorted(by: { $0.key < $1.key }) {
          sink.buffer.append(dialect.setting(key, of: table.name, to: value))
        }
        try writeRows(of: table, among: selected, dialect, to: sink, &summary, progress)
      }
      // A trigger belongs to a table or to a view, and would run while rows are added.
      for type in ["index", "view", "trigger"] {
        writeDefinitions(outline.objects.filter { $0.type == type }, to: sink)
      }
      for table in own where table.name != "sqlite_stat4" {
        if table.name == "sqlite_stat1" { sink.buffer.append(SQLiteDialect.statisticsTable) }
        sink.buffer.append(SQLiteDialect.clearing(table.name))
        try writeRows(of: table, among: nil, dialect, to: sink, &summary, progress)
      }
      sink.buffer.append(SQLiteDialect.closing)
      try sink.flush()
      return summary
    }
  }

  /// The rows of a part; to be called inside the transaction that reads them.
  private func selectedRows() throws -> SelectedRows? {
    try part.map { try SelectedRows($0.selection, in: $0.store) }
  }

  private func writeDefinitions(_ objects: [DatabaseOutline.Object], to sink: OutputSink) {
    for object in objects where !object.name.hasPrefix("sqlite_") {
      guard let sql = object.sql else { continue }
      sink.buffer.append(SQLiteDialect.statement(sql))
    }
  }

  private func writeRows(
    of table: DatabaseOutline.Table, among selected: SelectedRows?, _ dialect: SQLiteDialect,
    to sink: OutputSink, _ summary: inout Summary, _ progress: (Int) -> Void
  ) throws {
    guard !table.isContentless else { return }
    let columns = [table.rowNumber].compactMap(\.self) + table.writable
    let beginning = SQLiteDialect.insertion(into: table.name, columns: columns)
    var (inStatement, bytes, rows) = (0, 0, summary.rows)
    summary.tables += 1
    let count = try reader.readStored(table, among: selected) { row in
      if inStatement == Self.rowsInStatement || bytes >= Self.bytesInStatement {
        sink.buffer.append(";\n")
        (inStatement, bytes) = (0, 0)
      }
      let start = sink.buffer.count
      sink.buffer.append(inStatement == 0 ? beginning : ",\n")
      dialect.append(row, count: columns.count, to: &sink.buffer)
      (inStatement, bytes, rows) = (inStatement + 1, bytes + sink.buffer.count - start, rows + 1)
      guard bytes < Self.statementLimit else {
        throw ExportError.unrepresentable(
          format: "a SQL statement", table: table.name, column: columns.joined(separator: ", "),
          row: rows - summary.rows, reason: "the row has more than 900 million bytes")
      }
      try sink.drain()
      if rows.isMultiple(of: 10_000) { progress(rows) }
    }
    if inStatement > 0 { sink.buffer.append(";\n") }
    try sink.drain()
    summary.rows += count
  }

  /// SQLite reads a hundred rows a statement faster than ten or five hundred.
  private static let rowsInStatement = 100
  private static let bytesInStatement = 500_000
  /// SQLite takes a statement of up to 1,000,000,000 bytes.
  private static let statementLimit = 900_000_000

  private static func heading(_ losses: [String], isPart: Bool) -> String {
    guard !isPart else {
      return """
        -- A part of a SQLite database as SQL, written by agglom: every definition, and the rows
        -- that were asked for with all they point at.
        -- Load it into a new file with: sqlite3 new.db < this-file.sql

        """
    }
    let notes =
      losses.isEmpty
      ? ["Nothing is left out."]
      : losses.map { "Not kept: \($0.replacing("\n", with: " "))" }
    return """
      -- A whole SQLite database as SQL, written by agglom.
      -- Load it into a new file with: sqlite3 new.db < this-file.sql
      -- 'agglom compare' then shows that nothing differs from the database it was written from.
      -- \(notes.joined(separator: "\n-- "))

      """
  }

  private static func losses(_ outline: DatabaseOutline) -> [String] {
    var losses = outline.tables.filter(\.isContentless).map {
      "the words in '\($0.name)', a full-text index that keeps no text; it is made empty."
    }
    for object in outline.objects where object.sql?.contains("\r\n") ?? false {
      losses.append(
        """
        the carriage returns in the definition of \(object.type) '\(object.name)', which the \
        sqlite3 shell drops.
        """)
    }
    if outline.tables.contains(where: { $0.name == "sqlite_stat4" }) {
      losses.append(
        "the planner's samples in sqlite_stat4, which ANALYZE makes anew and not every SQLite has.")
    }
    return losses
  }
}

extension DatabaseOutline {
  /// Whether SQLite's table of numbers given out is there although no table needs it any more.
  fileprivate var lacksSequenceSource: Bool {
    tables.contains { $0.name == "sqlite_sequence" }
      && !objects.contains { $0.sql?.uppercased().contains("AUTOINCREMENT") ?? false }
  }

  /// A name that nothing in the database has.
  fileprivate var freeName: String {
    var name = "sequence"
    while objects.contains(where: { $0.name.lowercased() == name }) { name += "_" }
    return name
  }
}

extension Array {
  fileprivate func separated(_ isFirst: (Element) -> Bool) -> ([Element], [Element]) {
    (filter(isFirst), filter { !isFirst($0) })
  }
}
