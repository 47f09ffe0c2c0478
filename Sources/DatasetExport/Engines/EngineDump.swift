public import ClusterStore
public import SQLite

/// Writes a database, or a part of it, as SQL that makes the same in another engine.
///
/// Everything is looked at before anything is written: ``plan`` says what the engine cannot hold.
public struct EngineDump {
  /// What is written, and what has to be told before.
  public let plan: ExportPlan
  private let reader: ResultReader

  /// The engines, by the names that commands give them.
  public enum Engine: String, CaseIterable, Sendable {
    /// PostgreSQL, loaded by `psql`.
    case postgresql
    /// MySQL and MariaDB.
    case mysql
    /// DuckDB.
    case duckdb
    /// Spark, which reads a folder and no statements.
    case spark

    /// What the engine is called.
    public var name: String { dialect.traits.engine }

    var dialect: any SQLDialect {
      switch self {
      case .postgresql: PostgreSQLDialect()
      case .mysql: MySQLDialect()
      case .duckdb: DuckDBDialect()
      case .spark: SparkDialect()
      }
    }
  }

  /// What was written.
  public struct Summary: Hashable, Sendable {
    /// How many tables.
    public var tables = 0
    /// How many rows.
    public var rows = 0
  }

  private init(_ connection: Connection, _ plan: ExportPlan) {
    (self.plan, reader) = (plan, ResultReader(connection))
  }

  /// Plans the export of `store` and lets `body` write it, all of one moment.
  ///
  /// - Parameters:
  ///   - store: The database.
  ///   - engine: What is to read it.
  ///   - selection: Which part of it.
  ///   - body: Looks at the plan, and writes.
  /// - Returns: What `body` returns.
  /// - Throws: ``SelectionError``, an error of SQLite, or what `body` throws.
  public static func with<Result>(
    _ store: Store, for engine: Engine, _ selection: RowSelection = RowSelection(),
    _ body: (EngineDump) throws -> Result
  ) throws -> Result {
    try ResultReader(store).snapshot {
      let rows = selection.isEmpty ? nil : try SelectedRows(selection, in: store)
      let planner = ExportPlanner(
        connection: store.connection, dialect: engine.dialect,
        comments: try ColumnComments.of(store), rows: rows)
      return try body(EngineDump(store.connection, planner.plan()))
    }
  }

  /// Plans the export of any SQLite database, without descriptions, and lets `body` write it.
  public static func with<Result>(
    _ connection: Connection, for engine: Engine, _ body: (EngineDump) throws -> Result
  ) throws -> Result {
    try ResultReader(connection).snapshot {
      let planner = ExportPlanner(
        connection: connection, dialect: engine.dialect, comments: [:], rows: nil)
      return try body(EngineDump(connection, planner.plan()))
    }
  }

  /// How many rows will be written.
  public func rowCount() throws -> Int {
    try reader.count(plan.tables.map(\.outline), among: plan.rows)
  }

  /// Writes the whole of it as one file.
  ///
  /// - Parameters:
  ///   - sink: Where to; nothing is left waiting in it.
  ///   - progress: Gets the rows written so far, now and then.
  /// - Returns: What was written.
  /// - Throws: ``ExportError``, or an error of SQLite.
  public func write(
    to sink: OutputSink, progress: (Int) -> Void = { _ in }
  ) throws -> Summary {
    var summary = Summary()
    sink.buffer.append(plan.heading("A database as SQL for \(plan.dialect.traits.engine)"))
    sink.buffer.append(plan.dialect.opening)
    for statement in plan.definitions { sink.buffer.append(statement) }
    for table in plan.tables {
      let rows = TableRows(table: table, reader: reader, selected: plan.rows)
      let before = summary.rows
      let count =
        plan.dialect.traits.copiesRows
        ? try rows.writeBlock(plan.dialect, to: sink) { progress(before + $0) }
        : try rows.writeInserts(plan.dialect, to: sink) { progress(before + $0) }
      summary.tables += 1
      summary.rows += count
    }
    for statement in plan.constraints + plan.descriptions + plan.views {
      sink.buffer.append(statement)
      try sink.drain()
    }
    sink.buffer.append(plan.dialect.closing)
    try sink.flush()
    return summary
  }

  /// Writes a folder from which PostgreSQL or Spark goes on with the data.
  ///
  /// - Parameters:
  ///   - folder: Where to.
  ///   - isDistributed: Whether Citus spreads the large tables over machines.
  ///   - progress: Gets the rows written so far, now and then.
  /// - Returns: What was written.
  /// - Throws: ``ExportError``, or an error of SQLite.
  public func writeHandOff(
    to folder: OutputFolder, isDistributed: Bool = false, progress: (Int) -> Void = { _ in }
  ) throws -> Summary {
    guard !(plan.dialect is SparkDialect) else {
      return try SparkHandOff(plan: plan, reader: reader).write(to: folder, progress: progress)
    }
    return try PostgreSQLHandOff(plan: plan, reader: reader, isDistributed: isDistributed)
      .write(to: folder, progress: progress)
  }
}
