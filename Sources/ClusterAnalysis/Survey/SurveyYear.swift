import ClusterStore
import Statistics

/// One year, and one segment, of a survey as a table of zones by industries.
struct SurveyYear: Sendable {
  /// How many figures of a zone, an industry or the whole are known, and how many not and why.
  struct Counts: Hashable, Sendable {
    /// Rows with a figure.
    var known = 0
    /// Rows whose figure was withheld.
    var suppressed = 0
    /// Rows without a figure.
    var missing = 0

    static func += (one: inout Counts, other: Counts) {
      one.known += other.known
      one.suppressed += other.suppressed
      one.missing += other.missing
    }
  }

  /// What is left behind of a zone or an industry that could not be placed.
  struct Loss: Hashable, Sendable {
    /// Its rows.
    var rows = 0
    /// Those of them without a figure.
    var unknown = 0
    /// What the others add up to.
    var total = 0.0

    static func += (one: inout Loss, other: Loss) {
      one.rows += other.rows
      one.unknown += other.unknown
      one.total += other.total
    }
  }

  /// One firm's figure.
  struct Plant: Hashable, Sendable {
    /// The id of the firm.
    var firm: Int64
    /// The position of its zone.
    var zone: Int32
    /// The position of its industry.
    var industry: Int32
    /// The figure; not a number where it is unknown.
    var size: Double
    /// Where the figure lies; nil where it is known.
    var interval: IndustryTable.Interval?
  }

  /// The year.
  let year: Int
  /// The segment; nil where one was asked for.
  let segment: String?
  /// The zone of each row of the table.
  let zones: [Int64]
  /// The industry of each column of the table.
  let industries: [Int64]
  /// The cells.
  var table: IndustryTable
  /// The figure of each cell, in the table's order; not a number where it is unknown.
  let values: [Double]
  /// The counts of the whole.
  var counts = Counts()
  /// The counts of each zone.
  var zoneCounts: [Counts] = []
  /// The counts of each industry.
  var industryCounts: [Counts] = []
  /// The counts of each cell with more than one row, or one that is unknown, by its number: that of
  /// its zone times how many industries there are, and that of its industry.
  var cellCounts: [Int: Counts] = [:]
  /// The numbers of cells of which all figures were left out, so that nothing is known of them.
  var withheld: Set<Int> = []
  /// The firms, where they were asked for one by one.
  var plants: [Plant] = []
  /// How many rows have no place in the table.
  var leftOut = 0
  /// Zones that are not there in the vintage and lie in nothing that is.
  var lostZones: [Int64: Loss] = [:]
  /// Industries that do not lead to the other classification.
  var lostIndustries: [Int64: Loss] = [:]
  /// Industries that were divided without weights.
  var dividedIndustries: Set<Int64> = []
  /// Industries of the other classification that have other sources than those of the survey.
  var partialTargets: Set<String> = []
  /// How many of these lie in a unit that has rows of its own, but none for their cell.
  var passedOver = 0

  /// What a cell was computed from.
  func cellCounts(_ zone: Int, _ industry: Int, isThere: Bool) -> Counts {
    cellCounts[zone * industries.count + industry] ?? Counts(known: isThere ? 1 : 0)
  }
}
