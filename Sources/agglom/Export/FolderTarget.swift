import ArgumentParser
import ClusterStore
import DatasetExport

/// The folder that an export makes, and the database it comes from.
struct FolderTarget: ParsableArguments {
  @Argument(help: ArgumentHelp("The folder to make.", valueName: "folder"), completion: .directory)
  var folder: String

  @Flag(help: "Replace the folder if it is there and holds nothing else.")
  var force = false

  @OptionGroup var store: StoreOptions

  func validate() throws {
    guard !folder.isEmpty, folder != "-" else {
      throw ValidationError("a folder cannot be written to the standard output; name one.")
    }
  }

  /// The database that is exported, which must not lie in the folder.
  func source() throws -> Store {
    guard !OutputFolder.holds(store.path, in: folder) else {
      throw ValidationError(
        "\(folder): the database itself lies in that folder. Name another for the export.")
    }
    return try store.open()
  }

  /// Writes the folder, and shows meanwhile how many rows of `total` it has; Ctrl-C gives it up.
  func write<Result>(
    total: () throws -> Int?, _ body: (OutputFolder, (Int) -> Void) throws -> Result
  ) throws -> Result {
    let progress = try RowProgress(goesTo: folder, total: total)
    defer { progress.finish() }
    return try OutputFolder.write(to: folder, force: force) { folder in
      let result = try body(folder, progress.update)
      try Interruption.check()
      return result
    }
  }

  /// Tells what was written.
  func report(_ text: String) { StandardStream.error.write("\(folder): \(text)\n") }
}

extension FolderTarget {
  /// Writes the folder from which another engine goes on with the data.
  ///
  /// - Parameters:
  ///   - engine: PostgreSQL or Spark.
  ///   - selection: Which part of the database.
  ///   - losses: Whether what the engine cannot hold may be changed.
  ///   - isDistributed: Whether Citus spreads the large tables over machines.
  /// - Throws: ``ExportError``, ``SelectionError``, or an error of SQLite.
  func handOff(
    to engine: EngineDump.Engine, _ selection: ExportSelection, _ losses: LossOptions,
    isDistributed: Bool = false
  ) throws {
    try EngineDump.with(source(), for: engine, selection.rows) { dump in
      try losses.accept(dump.plan, for: engine.name)
      let summary = try write(total: dump.rowCount) { folder, progress in
        try dump.writeHandOff(to: folder, isDistributed: isDistributed, progress: progress)
      }
      report("\(summary.rows) rows of \(summary.tables) tables.")
    }
  }
}
