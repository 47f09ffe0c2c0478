import ArgumentParser
import ClusterStore
import DatasetExport

/// `agglom export sql`: the database, or a part of it, as SQL that makes the same one again.
///
/// - Output: the statements; what is lost, if anything, goes to standard error before them.
/// - Exit status: 0; 1 where the other engine cannot hold everything and losses are not allowed,
///   or a zone, dataset or batch is not there; 73 where the file is there already or cannot be
///   made; 74 where writing fails, and no part of the file is left.
struct ExportSQL: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "The database, or a part of it, as SQL.",
    discussion: """
      Loaded into an empty database by 'sqlite3 new.db < file.sql', it gives back every cell with \
      its type. 'agglom compare' shows that nothing differs. For PostgreSQL, MySQL (MariaDB) and \
      DuckDB, the same tables come with their titles in both languages, and the analysis views. \
      What the engine cannot hold is told before anything is written, and refused without --lossy.

      Examples:
        agglom export sql --dialect postgresql -o all.sql && psql -f all.sql new
        agglom export sql --dialect duckdb --zone liaoning --years 2019-2023 -o part.sql
      """)

  /// The SQL that is written.
  enum Dialect: String, CaseIterable, ExpressibleByArgument {
    case sqlite, postgresql, mysql, duckdb

    /// The other engine; nil for SQLite.
    var engine: EngineDump.Engine? { EngineDump.Engine(rawValue: rawValue) }
  }

  @Option(help: "The engine that is to read it.")
  var dialect = Dialect.sqlite

  @OptionGroup var selection: ExportSelection

  @OptionGroup var losses: LossOptions

  @OptionGroup var target: ExportTarget

  func run() throws {
    let store = try target.store.open()
    if let engine = dialect.engine {
      try write(store, for: engine)
    } else {
      try write(store)
    }
  }

  /// Writes what SQLite loads, which can hold everything.
  private func write(_ store: Store) throws {
    let dump = SQLDump(store, selection: selection.rows)
    for loss in try dump.losses() { StandardStream.error.write("Lost: \(loss)\n") }
    let summary = try target.write(total: dump.rowCount) { sink, progress in
      try dump.write(to: sink, progress: progress)
    }
    target.report("\(summary.rows) rows of \(summary.tables) tables.")
  }

  private func write(_ store: Store, for engine: EngineDump.Engine) throws {
    try EngineDump.with(store, for: engine, selection.rows) { dump in
      try losses.accept(dump.plan, for: engine.name)
      let summary = try target.write(total: dump.rowCount) { sink, progress in
        try dump.write(to: sink, progress: progress)
      }
      target.report("\(summary.rows) rows of \(summary.tables) tables.")
    }
  }
}
