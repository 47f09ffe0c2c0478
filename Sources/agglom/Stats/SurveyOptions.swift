import ArgumentParser
import ClusterAnalysis
import ClusterStore

/// Which part of which survey an index is computed from.
struct SurveyOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The dataset.", valueName: "key"))
  var dataset: String?

  @Option(
    name: .customLong("of"),
    help: ArgumentHelp(
      "The figure: a column of cell_year or firm_year, or firms.", valueName: "indicator"))
  var figure = "employees"

  @Option(
    help: ArgumentHelp(
      "The years, such as 2019, 2015,2019 or 2015-2019 (default: all).", valueName: "years"))
  var years: String?

  @Option(
    help: ArgumentHelp(
      "The zones: a level that they are summed to, the key of an area that they lie in, or total; "
        + "may be given again.", valueName: "level|key"))
  var zones: [String] = []

  @Option(
    help: ArgumentHelp(
      "The industries: a level that they are summed to, the key of a branch, or total; may be "
        + "given again.", valueName: "scheme:level|key"))
  var industries: [String] = []

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "Tell industries by another classification, through industry_crosswalk, and perhaps sum them "
        + "to a level of it.", valueName: "scheme[:level]"))
  var target: String?

  @Option(help: "What becomes of an industry that leads to several there without weights.")
  var divide: Division = .refuse

  @Option(
    help: ArgumentHelp(
      "The segment of the cells, or every (default: the only one).", valueName: "name"))
  var segment: String?

  @Option(
    name: .customLong("from"),
    help: "Whether cells or firms are read, where the dataset has both.")
  var source: SurveySource?

  @Option(
    help: ArgumentHelp(
      "Sum to the zones of this year (default: the zones that the survey names, with the levels and "
        + "parents of the last year).", valueName: "year"))
  var vintage: Int?

  @Option(help: ArgumentHelp("At most so many rows.", valueName: "count"))
  var limit: Int?

  /// Where figures by year stand.
  enum SurveySource: String, ExpressibleByArgument, CaseIterable {
    case cells, firms
  }

  /// What becomes of an industry that leads to several.
  enum Division: String, ExpressibleByArgument, CaseIterable { case refuse, equal, size }

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit: must be 0 or more, not \(limit).") }
    _ = try readYears()
  }

  /// Puts the selection into a request.
  func apply(to request: inout IndexRequest) throws {
    request.figure = figure
    request.years = try readYears()
    request.zones = zones
    request.industries = industries
    request.target = target
    request.division = .init(rawValue: divide.rawValue) ?? .refuse
    request.segment = segment
    request.table = source.map { $0 == .cells ? .cells : .firms }
    request.vintage = vintage
  }

  private func readYears() throws -> [Int] {
    guard let years else { return [] }
    guard let list = YearList(years) else {
      throw ValidationError(
        "--years: '\(years)' is not like 2019, 2015,2019 or 2015-2019 (1000 to 2999).")
    }
    return list.years
  }
}
