import ArgumentParser
import ClusterStore
import DatasetExport

/// `agglom export xlsx`: tables or the answer of a query as an Excel workbook.
///
/// - Output: the workbook; how many rows there were, and what is not as it was, goes to standard
///   error.
/// - Exit status: 0; 1 for a value that Excel cannot hold, and for a program built without Excel
///   files; 64 for a table or parameter that is not there; 73 where the file is there already or
///   cannot be made; 74 where writing fails, and no part of the file is left.
struct ExportXLSX: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xlsx", abstract: "Tables as an Excel workbook, a sheet each.",
    discussion: """
      Cells are numbers or text as in the database; the header stays in sight; the last sheet says \
      what the columns mean. What Excel cannot hold is refused by name: text of more than 32,767 \
      characters, empty or not UTF-8, whole numbers beyond 2^53, infinities, numbers beyond \
      9.99999999999999E+307, and more than 1,048,575 rows.

      Examples:
        agglom export xlsx zone industry -o reference.xlsx
        agglom export xlsx --saved 11 --headers label -o answer.xlsx
      """)

  @Argument(help: "Tables or views.")
  var tables: [String] = []

  @OptionGroup var question: QuestionOptions
  @OptionGroup var heading: HeadingOptions

  @Flag(
    help: """
      Keep numbers that Excel cannot hold as text, cut text that is too long, repair text that is \
      not UTF-8, and leave out empty text.
      """)
  var lossy = false

  @Flag(help: "Leave out the sheet that says what the columns mean.")
  var noCodebook = false

  @OptionGroup var target: ExportTarget

  func validate() throws {
    let chosen = [!tables.isEmpty, question.query != nil, question.saved != nil].count { $0 }
    guard chosen == 1 else {
      throw ValidationError(
        chosen == 0
          ? "there is nothing to export. Name tables, or give --query SQL or --saved NAME."
          : "give only one of tables, --query and --saved.")
    }
    guard question.parameters.isEmpty || tables.isEmpty else {
      throw ValidationError("--param: a table has no parameters; give --query or --saved.")
    }
  }

  func run() throws {
    guard target.path != "-" || !StandardStream.output.isTerminal else {
      throw ValidationError("a terminal cannot show a workbook: name a file with --output.")
    }
    let results: [ExportedRows]
    if tables.isEmpty {
      results = [try question.rows(of: target.store)]
    } else {
      let database = try target.store.open()
      results = try tables.map { try ExportedRows(table: $0, of: database) }
    }
    var export = WorkbookExport()
    export.labels = heading.language
    export.isLossy = lossy
    export.hasCodebook = !noCodebook
    let total: () throws -> Int? = {
      let counts = try results.map { try $0.rowCount() }
      return counts.contains(nil) ? nil : counts.compactMap(\.self).reduce(0, +)
    }
    let summary = try target.write(total: total) { sink, progress in
      try export.write(results, to: sink, progress: progress)
    }
    for loss in summary.losses { StandardStream.error.write("Lost: \(loss)\n") }
    target.report(
      "\(summary.rows) rows in \(summary.sheets) \(summary.sheets == 1 ? "sheet" : "sheets").")
  }
}
