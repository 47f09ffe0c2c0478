public import ClusterStore
import Statistics

/// What an index answered, row by row, with what it was computed from.
public struct IndexTable: Sendable {
  /// The rows in columns: year, subject, values, counts, convention and notes.
  public let columns: ResultColumns
  /// What the values mean: formula, base, selection, and what was done with gaps.
  public let convention: String
  /// What makes values doubtful, each in a sentence.
  public let warnings: [String]

  /// The columns that differ from row to row: without the convention, which ``convention`` tells, and
  /// without counts of gaps where there are none.
  public var telling: ResultColumns {
    ResultColumns(
      columns.columns.filter { column in
        switch (column.name, column.values) {
        case ("convention", _): false
        case ("suppressed", .integer(let counts)), ("missing", .integer(let counts)):
          counts.contains { $0 != 0 }
        default: true
        }
      }, rowCount: columns.rowCount)
  }
}

/// Gathers the rows of an index's answer.
struct IndexTableBuilder {
  /// What a row is about; what does not apply is nil.
  struct Subject {
    var zone: Int64?
    var industry: Int64?
    var otherIndustry: Int64?
    var group: String?
    var label: String?
  }

  private let survey: Survey
  private let convention: String
  private var years: [Int64] = []
  private var segments = TextColumn()
  private var zones = UnitColumn()
  private var industries = UnitColumn()
  private var otherIndustries = UnitColumn()
  private var groups = TextColumn()
  private var labels = TextColumn()
  private var notes = TextColumn()
  private var figures: [Double] = []
  private var measures: [(name: String, values: [Double])]
  private var cells: [Int64] = []
  private var suppressed: [Int64] = []
  private var missing: [Int64] = []
  private let peer: PeerConvention?

  /// Begins a table.
  ///
  /// - Parameters:
  ///   - survey: What the rows are about.
  ///   - measures: The names of the columns of values.
  ///   - convention: What stands in each row as the convention.
  ///   - peer: The peer whose way of printing values is followed.
  init(_ survey: Survey, measures: [String], convention: String, peer: PeerConvention?) {
    (self.survey, self.convention, self.peer) = (survey, convention, peer)
    self.measures = measures.map { ($0, []) }
  }

  /// Makes room for so many rows, most of them of cells.
  mutating func reserve(_ count: Int) {
    years.reserveCapacity(count)
    zones.reserve(count)
    industries.reserve(count)
    figures.reserveCapacity(count)
    cells.reserveCapacity(count)
    suppressed.reserveCapacity(count)
    missing.reserveCapacity(count)
    for place in measures.indices { measures[place].values.reserveCapacity(count) }
  }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - year: The year and segment that it is of.
  ///   - subject: What it is about.
  ///   - figure: The cell's own figure; nil where the row is about no cell.
  ///   - values: A value a measure, in their order; nil where one is undefined.
  ///   - counts: What it was computed from.
  ///   - note: Why a value is undefined, or what is to be known of it.
  ///   - isUnknown: Whether values that are nil are unknown for want of a figure, so that nothing
  ///     stands for them; nil where the note tells.
  mutating func add(
    _ year: SurveyYear, _ subject: Subject, figure: Double? = nil, values: [Double?],
    counts: SurveyYear.Counts, note: String? = nil, isUnknown: Bool? = nil
  ) {
    begin(year, subject, figure: figure, counts: counts, note: note)
    let isUnknown = isUnknown ?? note?.tellsOfGap ?? false
    for place in measures.indices {
      let value = place < values.count ? values[place] : nil
      measures[place].values.append(printed(value, place, isUnknown: isUnknown))
    }
  }

  /// Adds a row for every cell of a year, where each has one value: the bulk of all rows.
  ///
  /// - Parameters:
  ///   - year: The year.
  ///   - values: The value of each cell, in the table's order; nil where it is undefined.
  ///   - counts: What the values of an industry's cells were computed from, by its position.
  ///   - reasons: Why a value is undefined, by the cell's position.
  mutating func addCells(
    _ year: SurveyYear, values: [Double?], counts: [SurveyYear.Counts], notes reasons: [Int: String]
  ) {
    let count = year.table.count
    years.append(contentsOf: repeatElement(Int64(year.year), count: count))
    segments.append(year.segment, count: count)
    zones.append(year.zones, at: year.table.regions)
    industries.append(year.industries, at: year.table.industries)
    otherIndustries.append(nil, count: count)
    groups.append(nil, count: count)
    labels.append(nil, count: count)
    if reasons.isEmpty {
      notes.append(nil, count: count)
    } else {
      for position in 0..<count { notes.append(reasons[position]) }
    }
    figures.append(contentsOf: year.values)
    if let peer {
      measures[0].values.append(contentsOf: values.lazy.map { peer.value($0) ?? .nan })
    } else {
      measures[0].values.append(contentsOf: values.lazy.map { $0 ?? .nan })
    }
    if peer?.undefined != nil {
      let start = measures[0].values.count - count
      for (position, reason) in reasons where reason.tellsOfGap {
        measures[0].values[start + position] = .nan
      }
    }
    for place in measures.indices.dropFirst() {
      measures[place].values.append(contentsOf: repeatElement(.nan, count: count))
    }
    let positions = year.table.industries
    cells.append(contentsOf: positions.lazy.map { Int64(counts[Int($0)].known) })
    suppressed.append(contentsOf: positions.lazy.map { Int64(counts[Int($0)].suppressed) })
    missing.append(contentsOf: positions.lazy.map { Int64(counts[Int($0)].missing) })
  }

  /// The value of a measure as the peer that is followed prints it, and so its bounds.
  ///
  /// What a peer
  /// puts in place of a value that is undefined does not stand for one that is unknown.
  private func printed(_ value: Double?, _ place: Int, isUnknown: Bool) -> Double {
    let measure = peer?.measure ?? measures[0].name
    let isBound = IndexRun.boundNames([measure]).contains(measures[place].name)
    guard let peer, isBound || measures[place].name == measure else { return value ?? .nan }
    return value == nil && (isUnknown || isBound) ? .nan : peer.value(value) ?? .nan
  }

  private mutating func begin(
    _ year: SurveyYear, _ subject: Subject, figure: Double?, counts: SurveyYear.Counts,
    note: String?
  ) {
    years.append(Int64(year.year))
    segments.append(year.segment)
    zones.append(subject.zone)
    industries.append(subject.industry)
    otherIndustries.append(subject.otherIndustry)
    groups.append(subject.group)
    labels.append(subject.label)
    notes.append(note)
    figures.append(figure ?? .nan)
    cells.append(Int64(counts.known))
    suppressed.append(Int64(counts.suppressed))
    missing.append(Int64(counts.missing))
  }

  /// The table; columns in which no row has anything are left out, but for the values.
  func finish(_ text: String, warnings: [String]) -> IndexTable {
    var columns: [ResultColumns.Column] = [.init("year", .integer(years))]
    columns += segments.columns("segment")
    columns += zones.columns("zone", survey.zones)
    columns += industries.columns("industry", survey.industries)
    columns += otherIndustries.columns("other_industry", survey.industries)
    columns += groups.columns("group")
    columns += labels.columns("label")
    if figures.contains(where: { !$0.isNaN }) {
      columns.append(.init(survey.request.figure, .real(figures)))
    }
    for measure in measures { columns.append(.init(measure.name, .real(measure.values))) }
    columns.append(.init("cells", .integer(cells)))
    columns.append(.init("suppressed", .integer(suppressed)))
    columns.append(.init("missing", .integer(missing)))
    columns.append(
      .init("convention", .text([Int32](repeating: 0, count: years.count), among: [convention])))
    columns += notes.columns("note")
    return IndexTable(
      columns: ResultColumns(columns, rowCount: years.count), convention: text,
      warnings: survey.warnings + warnings)
  }
}

extension String {
  /// Whether the text, the reason of a value that is undefined, says that a figure is not known.
  var tellsOfGap: Bool {
    contains("suppressed") || contains("missing") || contains("absent") || contains("left out")
  }
}
