import ArgumentParser
import ClusterStore
import DatasetExport

/// What the formats of rows take alike: what to export, and where to.
struct ExportOptions: ParsableArguments {
  @Argument(help: "A table or view.")
  var table: String?

  @Option(help: ArgumentHelp("The rows of this statement instead.", valueName: "sql"))
  var query: String?

  @Option(
    help: ArgumentHelp("The rows of the saved query of this name or number.", valueName: "name"))
  var saved: String?

  @Option(
    name: .customLong("param"),
    help: ArgumentHelp(
      "A value for the parameter :name; may be given again.", valueName: "name=value"))
  var parameters: [String] = []

  @OptionGroup var target: ExportTarget

  func validate() throws {
    let chosen = [table != nil, query != nil, saved != nil].count { $0 }
    guard chosen == 1 else {
      throw ValidationError(
        chosen == 0
          ? "there is nothing to export. Name a table, or give --query SQL or --saved NAME."
          : "give only one of a table, --query and --saved.")
    }
    guard parameters.isEmpty || table == nil else {
      throw ValidationError("--param: a table has no parameters; give --query or --saved.")
    }
    try QueryCommand.check(parameters)
  }

  /// Writes the rows in the format of that name.
  func write(as format: String, options: FormatOptions = FormatOptions()) throws {
    let format = try RowFormatCatalog.format(format)
    let rows = try table.map { try write(table: $0, format.make(options)) } ?? ask(format, options)
    target.report("\(rows) \(rows == 1 ? "row" : "rows").")
  }

  private func write(table: String, _ format: any RowFormat) throws -> Int {
    let database = try target.store.open()
    try Codebook(database).requireTable(table)
    return try OutputFile.write(to: target.path, force: target.force) { sink in
      try ExportRun(database).write(.table(table), as: format, to: sink)
    }
  }

  private func ask(_ format: RowFormatCatalog, _ options: FormatOptions) throws -> Int {
    let session = try target.store.openForQueries()
    let values = parameters.compactMap(QueryParameter.init)
    let sink = try ResultSink(
      path: target.path, force: target.force, format: format, options: options)
    let outcome: QuerySession.Outcome
    if let saved {
      outcome = try session.run(
        NamedQueries(session.store).query(saved), parameters: values,
        begin: { try sink.begin($0) }, row: { try sink.add($0) })
    } else {
      outcome = try session.run(
        query ?? "", parameters: values, begin: { try sink.begin($0) }, row: { try sink.add($0) })
    }
    try sink.finish()
    return outcome.rows
  }
}

/// Where every export goes, and from which database it comes.
struct ExportTarget: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file (default: standard output).", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace the file if it is there.")
  var force = false

  @OptionGroup var store: StoreOptions

  /// The path to write to; `-` for the standard output.
  var path: String { output ?? "-" }

  /// Tells what was written, where that is not to be seen.
  func report(_ text: String) {
    if path != "-" { StandardStream.error.write("\(path): \(text)\n") }
  }
}
