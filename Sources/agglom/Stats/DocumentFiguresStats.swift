import ArgumentParser
import ClusterAnalysis
import ClusterStore

/// `agglom stats document-figures`: recomputes what the documents print.
///
/// - Output: a row for each figure, implied total and check, in short where a table is laid out for
///   people; what the columns mean, and how many rows there are of each verdict, go to standard
///   error.
/// - Exit status: 0; 1 where a row cannot be computed or there is no figure.
struct DocumentFiguresStats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document-figures",
    abstract: "Recompute the shares, totals and averages that the documents print.",
    discussion: """
      Shares from counts and totals, counts from stored lists or from the other parts of a total, \
      averages from size bands, amounts in 亿元, totals that counts and shares imply, the union of \
      areas, and the formulas of derived_check, each number of which must come from a row. Nothing \
      is changed.

      A figure agrees where what is recomputed rounds to it at the digits printed. It is compatible \
      where a range holds it, or where a count or total had to be chosen to fit it. A formula is \
      untraced where a number in it comes from none of its inputs. A row that cannot be computed is \
      told on standard error, and the exit status is 1.

      A table for people is short; the other formats give documents, units and notes in columns of \
      their own, and of the comparison of documents the statements.

      Examples:
        agglom stats document-figures
        agglom stats document-figures --all --format csv --output figures.csv
        agglom stats document-figures --contradictions
      """)

  @Flag(help: "List also the figures with nothing to recompute them from, and the reason.")
  var all = false

  @Flag(help: "Compare the documents instead: statements, figures, and how these stand.")
  var contradictions = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !(all && contradictions) else {
      throw ValidationError("--all is for figures; --contradictions lists every comparison anyway.")
    }
  }

  func run() throws {
    guard !contradictions else {
      let documents = try DocumentContradictions(store.open())
      return try output.write(output.isReadByPeople ? documents.overview : documents.result)
    }
    let figures = try DocumentFigures(store.open())
    let lines = WrappedText(width: 100).lines(DocumentFigures.convention)
    StandardStream.error.write(lines.joined(separator: "\n") + "\n")
    try output.write(
      output.isReadByPeople ? figures.overview(all: all) : figures.result(all: all))
    let omitted = all ? "" : " (--all lists these)"
    StandardStream.error.write("\(figures.rows.count) figures: \(figures.summary)\(omitted).\n")
    for failure in figures.failures { StandardStream.error.write("\(store.path): \(failure)\n") }
    guard figures.failures.isEmpty else { throw ExitStatus.failed }
  }
}
