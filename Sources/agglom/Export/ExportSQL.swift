import ArgumentParser
import ClusterStore
import DatasetExport

/// `agglom export sql`: the whole database as SQL that makes the same one again.
///
/// - Output: the statements; what is lost, if anything, goes to standard error before them.
/// - Exit status: 0; 73 where the file is there already or cannot be made; 74 where writing fails,
///   and no part of the file is left.
struct ExportSQL: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "The whole database as SQL for SQLite.",
    discussion: """
      Loaded into an empty database by 'sqlite3 new.db < file.sql', it gives back every cell with \
      its type. 'agglom compare' shows that nothing differs.
      """)

  @OptionGroup var target: ExportTarget

  func run() throws {
    let dump = SQLDump(try target.store.open())
    for loss in try dump.losses() { StandardStream.error.write("Lost: \(loss)\n") }
    let summary = try OutputFile.write(to: target.path, force: target.force) { sink in
      try dump.write(to: sink)
    }
    target.report("\(summary.rows) rows of \(summary.tables) tables.")
  }
}
