import VirtualTable

/// The pairs of a firm and a year that have come up, for an import into a dataset that has no rows:
/// there is one row for each.
struct FirmYears {
  /// The columns in which no two rows are the same.
  static let key = ["firm_id", "year", "dataset_id"]

  private let firmCell: Int
  private let yearCell: Int
  private let firstFirm: Int64
  /// For each new firm, its years from ``firstYear`` on, a bit each.
  private var years: [UInt64] = []
  private var firstYear: Int64?
  /// The pairs that have no bit.
  private var others: Set<Pair> = []

  private struct Pair: Hashable {
    let firm: Int64
    let year: Int64
  }

  /// Nil where the plan's rows are not told apart by firm and year.
  init?(_ plan: ImportPlan, nextFirm: Int64) {
    guard let firmCell = plan.columns.firstIndex(of: "firm_id"),
      let yearCell = plan.columns.firstIndex(of: "year")
    else { return nil }
    self.firmCell = firmCell
    self.yearCell = yearCell
    firstFirm = nextFirm
  }

  /// Takes note of a row; false where its firm and year have come up before.
  @unsafe mutating func note(_ row: UnsafePointer<RowFeed.Cell>) -> Bool {
    let (firmCell, yearCell) = unsafe (row[firmCell], row[yearCell])
    // A row without a firm or year is refused for that.
    guard firmCell.kind != .null, yearCell.kind != .null else { return true }
    let firm = Int64(bitPattern: firmCell.bits)
    let year = Int64(bitPattern: yearCell.bits)
    // Two decades before the first year that comes up, and four after it.
    let start = firstYear ?? max(year, -1_000_000) - 20
    firstYear = start
    guard firm >= firstFirm, year >= start, year - 64 < start else {
      return others.insert(Pair(firm: firm, year: year)).inserted
    }
    let place = Int(firm - firstFirm)
    while years.count <= place { years.append(0) }
    let bit = UInt64(1) << UInt64(year - start)
    guard years[place] & bit == 0 else { return false }
    years[place] |= bit
    return true
  }
}
