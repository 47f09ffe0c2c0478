import ArgumentParser
import ClusterAnalysis
import ClusterStore

/// `agglom stats INDEX`: an index over a survey; without one, the catalogue.
///
/// - Output: without an index, the catalogue; with one, a row for each subject and year, with the
///   index's values, how many figures they rest on, how many are suppressed or missing, and the
///   convention. What the values mean goes to standard error.
/// - Exit status: 0; 1 for a dataset, figure, level or index that is not there, for tables that
///   would count twice, and for an index that is undefined for all; 64 for wrong options.
struct IndexStats: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "List the indices, or compute one over a survey.",
    discussion: """
      The word 'index' can be left out: 'agglom stats gini' is 'agglom stats index gini'. \
      --explain tells all of one index: formula, convention, parameters, source, and which \
      programs agree or differ.

      Nothing is guessed. A value in which a suppressed or missing figure takes part stays empty \
      until --suppressed or --missing says what to do; a cell that is not in the survey takes no \
      part until --absent zero counts it as 0; zones or industries that lie in one another are \
      refused until one level is chosen.

      --to tells industries by another classification, through industry_crosswalk: what leads to \
      one industry goes there, what leads to several goes by weights, and where there are none \
      --divide must say how. --vintage sums to the zones of a year. Totals are kept; what has no \
      place there is told on standard error.

      Examples:
        agglom stats location-quotient --of employees --dataset synthetic-liaoning --years 2023 \
      --zones prefecture --industries gbt4754-2017:division
        agglom stats herfindahl-hirschman --dataset synthetic-liaoning --over industries \
      --zones prefecture --industries division
        agglom stats location-quotient --dataset qcew --years 2019 --like bls
        agglom stats hachman --dataset synthetic-liaoning --years 2021 --zones prefecture \
      --vintage 1985 --absent zero
      """)

  @Argument(help: ArgumentHelp("The index, as the catalogue names it.", valueName: "index"))
  var index: String?

  @Flag(help: "Tell all of the index instead of computing it.")
  var explain = false

  @OptionGroup(title: "What of") var survey: SurveyOptions
  @OptionGroup(title: "How") var method: IndexOptions
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard index != nil || !explain else {
      throw ValidationError("--explain: name the index. 'agglom stats' lists all.")
    }
    // An index that is misspelt is told before what else is missing.
    let isKnown = index.map { (try? IndexListing.properties(of: $0)) != nil } ?? false
    guard !isKnown || explain || survey.dataset != nil else {
      throw ValidationError(
        "--dataset is missing: the key of the survey to compute the index from. "
          + "'agglom list datasets' lists all.")
    }
    try method.check()
  }

  func run() async throws {
    guard let index else {
      if output.isReadByPeople {
        try output.write(text: IndexText(width: output.width).catalogue())
      } else {
        try output.write(IndexListing.all())
      }
      return
    }
    guard !explain else {
      if output.isReadByPeople {
        let properties = try IndexListing.properties(of: index)
        try output.write(text: IndexText(width: output.width).explanation(properties))
      } else {
        try output.write(IndexListing.explanation(of: index))
      }
      return
    }
    var request = IndexRequest(index: index, dataset: survey.dataset ?? "")
    try survey.apply(to: &request)
    try method.apply(to: &request)
    let table = try await IndexRun(store.open(), request).table()
    let messages = ([table.convention] + table.warnings.map { "Warning: \($0)" })
    let lines =
      StandardStream.error.isTerminal
      ? messages.flatMap { WrappedText(width: StandardStream.error.width).lines($0) } + [""]
      : messages
    StandardStream.error.write(lines.joined(separator: "\n") + "\n")
    let columns = output.goesToTerminal && output.isReadByPeople ? table.telling : table.columns
    try await output.write(survey.limit.map { columns.prefix($0) } ?? columns)
  }
}
