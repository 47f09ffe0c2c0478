import ClusterStore

/// The most that a withheld figure can be, by the totals that the survey itself states.
///
/// A withheld figure of an industry is at most what the industry above it has in the same zone and
/// segment, less what is known of the others below that; where the one above is withheld too, at
/// most its own bound.
struct StatedTotals {
  private struct Place: Hashable {
    var zone: Int64
    var industry: Int64
    var segment: UInt16
  }

  private let industries: Classification
  private let rows: FigureRows
  private var places: [Place: Int] = [:]
  /// What is known of the industries right below one.
  private var below: [Place: Double] = [:]

  /// Gathers the totals of a year.
  init(_ rows: FigureRows, _ industries: Classification) {
    (self.rows, self.industries) = (rows, industries)
    for row in 0..<rows.count {
      let place = place(of: row)
      places[place] = row
      guard !rows.values[row].isNaN, let parent = industries.parent(of: place.industry) else {
        continue
      }
      below[Place(zone: place.zone, industry: parent, segment: place.segment), default: 0] +=
        rows.values[row]
    }
  }

  /// The most that the figure of a row can be; nil where no total says.
  func upperBound(ofRow row: Int) -> Double? { upperBound(place(of: row), depth: 0) }

  private func upperBound(_ place: Place, depth: Int) -> Double? {
    // A tree is never deeper than this; a circle ends here.
    guard depth < 32, let parent = industries.parent(of: place.industry) else { return nil }
    let above = Place(zone: place.zone, industry: parent, segment: place.segment)
    guard let row = places[above] else { return nil }
    let total =
      rows.values[row].isNaN ? upperBound(above, depth: depth + 1) : rows.values[row]
    return total.map { max(0, $0 - below[above, default: 0]) }
  }

  private func place(of row: Int) -> Place {
    Place(
      zone: rows.zones[row], industry: rows.industries[row],
      segment: rows.segments.isEmpty ? 0 : rows.segments[row])
  }
}
