import ArgumentParser
import ClusterAnalysis
import ClusterStore

/// `agglom stats`: the field's indices, or one of them over a survey.
///
/// - Output: without an index, the catalogue; with one, a row for each subject and year, with the
///   index's values, how many figures they rest on, how many are suppressed or missing, and the
///   convention. What the values mean goes to standard error.
/// - Exit status: 0; 1 for a dataset, figure, level or index that is not there, for tables that
///   would count twice, and for an index that is undefined for all; 64 for wrong options.
struct StatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "List the field's indices, or compute one over a survey.",
    discussion: """
      Without INDEX, lists the catalogue; 'agglom stats INDEX --explain' tells all of one index: \
      formula, convention, parameters, source, and which programs agree or differ.

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
      """,
    subcommands: [DocumentFiguresStats.self])

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
    guard index == nil || explain || survey.dataset != nil else {
      throw ValidationError(
        "--dataset is missing: the key of the survey to compute the index from. "
          + "'agglom list datasets' lists all.")
    }
    try method.check()
  }

  func run() async throws {
    guard let index else {
      try output.write(IndexListing.all())
      return
    }
    guard !explain else {
      try output.write(IndexListing.explanation(of: index))
      return
    }
    var request = IndexRequest(index: index, dataset: survey.dataset ?? "")
    try survey.apply(to: &request)
    try method.apply(to: &request)
    let table = try await IndexRun(store.open(), request).table()
    StandardStream.error.write(table.convention + "\n")
    for warning in table.warnings { StandardStream.error.write("Warning: \(warning)\n") }
    try await output.write(survey.limit.map { table.columns.prefix($0) } ?? table.columns)
  }
}
