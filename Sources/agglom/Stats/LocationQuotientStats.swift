import ArgumentParser
import ClusterAnalysis
import ClusterStore

/// `agglom stats location-quotient`: how concentrated each industry is in each zone.
///
/// - Output: a row for each zone and industry that has firms, highest quotient first; the quotient
///   is empty where it is undefined. The convention goes to standard error.
/// - Exit status: 0; 1 for a dataset or figure that is not there.
struct LocationQuotientStats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "location-quotient",
    abstract: "How concentrated each industry is in each zone, against the whole survey.",
    discussion: """
      LQ = (x_ri / x_r) / (x_i / x): the industry's share of the zone over its share of all firms \
      of the survey. 1 is the overall rate.

      Example:
        agglom stats location-quotient --of employees --dataset synthetic-liaoning --year 2023 \
      --zones prefecture --industries division
      """)

  @Option(name: .customLong("of"), help: "The figure: a column of firm_year.")
  var figure = "employees"

  @Option(help: "The dataset's key.")
  var dataset: String

  @Option(help: "The year.")
  var year: Int

  @Option(help: "The level that zones are summed to: province, prefecture or county.")
  var zones: String?

  @Option(help: "The level that industries are summed to: section, division, group or class.")
  var industries: String?

  @Option(help: ArgumentHelp("At most so many rows.", valueName: "count"))
  var limit: Int?

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let analysis = try LocationQuotientAnalysis(
      store.open(), figure: figure, dataset: dataset, year: year, zoneLevel: zones,
      industryLevel: industries)
    StandardStream.error.write(analysis.convention + "\n")
    try output.write(analysis.result(limit: limit ?? .max))
  }
}
