import ClusterStore
import VirtualTable

/// Where the firms of a survey are seated and what they trade in, by the latest year of each.
struct FirmSeats {
  /// A firm whose zone or industry changes after the row that named it first.
  struct Move {
    let firm: Int64
    let zone: Int64?
    let industry: Int64?
  }

  private let firmCell: Int
  private let yearCell: Int
  private let zoneCell: Int?
  private let industryCell: Int?
  private let firstFirm: Int64
  private var seats: [Seat] = []
  private var moved: Set<Int> = []

  private struct Seat {
    var year: Int32
    var zone: Int64
    var industry: Int64
  }

  /// Nil where the plan adds no firms, or says of each itself where it is seated.
  init?(_ plan: ImportPlan, nextFirm: Int64) {
    func cell(_ name: String) -> Int? { plan.columns.firstIndex(of: name) }
    guard let firm = plan.firm, let firmCell = cell("firm_id"), let yearCell = cell("year") else {
      return nil
    }
    // A column of the firm's own comes before what its rows say.
    func isOfRows(_ name: String) -> Bool {
      let own = firm.inputs.first { $0.column.name == name }
      return own?.label == plan.inputs.first { $0.column.name == name }?.label
    }
    self.firmCell = firmCell
    self.yearCell = yearCell
    zoneCell = isOfRows("zone_id") ? cell("zone_id") : nil
    industryCell = isOfRows("industry_id") ? cell("industry_id") : nil
    guard zoneCell != nil || industryCell != nil else { return nil }
    firstFirm = nextFirm
  }

  /// Takes note of a row of the survey.
  mutating func note(_ row: [RowFeed.Cell]) {
    let firm = Int64(bitPattern: row[firmCell].bits)
    guard firm >= firstFirm else { return }
    let place = Int(firm - firstFirm)
    let seat = Seat(
      year: Int32(truncatingIfNeeded: row[yearCell].bits),
      zone: zoneCell.map { Int64(bitPattern: row[$0].bits) } ?? 0,
      industry: industryCell.map { Int64(bitPattern: row[$0].bits) } ?? 0)
    if place == seats.count {
      seats.append(seat)
    } else if place < seats.count, seat.year > seats[place].year {
      let before = seats[place]
      if before.zone != seat.zone || before.industry != seat.industry { moved.insert(place) }
      seats[place] = seat
    }
  }

  /// The firms whose latest year says otherwise than their first row.
  var moves: [Move] {
    moved.sorted().map { place in
      let seat = seats[place]
      return Move(
        firm: firstFirm + Int64(place), zone: seat.zone == 0 ? nil : seat.zone,
        industry: seat.industry == 0 ? nil : seat.industry)
    }
  }
}
