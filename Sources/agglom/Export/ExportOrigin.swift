import ArgumentParser
import ClusterStore
import DatasetExport

/// Which rows are exported: those of a table, of a statement or of a saved query.
struct ExportOrigin: ParsableArguments {
  @Argument(help: "A table or view.")
  var table: String?

  @OptionGroup var question: QuestionOptions

  func validate() throws {
    let chosen = [table != nil, question.query != nil, question.saved != nil].count { $0 }
    guard chosen == 1 else {
      throw ValidationError(
        chosen == 0
          ? "there is nothing to export. Name a table, or give --query SQL or --saved NAME."
          : "give only one of a table, --query and --saved.")
    }
    guard question.parameters.isEmpty || table == nil else {
      throw ValidationError("--param: a table has no parameters; give --query or --saved.")
    }
  }

  /// The rows, in the database that `store` names.
  func rows(of store: StoreOptions) throws -> ExportedRows {
    if let table { return try ExportedRows(table: table, of: store.open()) }
    return try question.rows(of: store)
  }
}

/// A question whose answer is exported.
struct QuestionOptions: ParsableArguments {
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

  func validate() throws { try QueryCommand.check(parameters) }

  /// The rows that answer it.
  func rows(of store: StoreOptions) throws -> ExportedRows {
    let session = try store.openForQueries()
    let values = parameters.compactMap(QueryParameter.init)
    if let saved { return try ExportedRows(saved: saved, values, in: session) }
    return ExportedRows(statement: query ?? "", values, in: session)
  }
}
