/// What is present where in a table of regions by industries, by the revealed comparative advantage.
///
/// Regions and industries without any value have no advantage. They are left out of what is computed,
/// as are those that an index cannot take, and their values are undefined with the reason.
struct Presence: Sendable {
  /// Why a region or an industry is left out.
  enum Lack: Hashable, Sendable {
    /// All its cells are 0.
    case value
    /// The region has no industry present, or the industry no region.
    case presence
    /// The industry is never present together with another.
    case company
  }

  /// The parameter that decides what is present.
  static let threshold = IndexParameter(
    "threshold", .number(0.001...1000), usual: "1",
    "the revealed comparative advantage from which an industry is present in a region")

  /// The advantages of the regions and industries that have a value.
  let advantage: RevealedComparativeAdvantage
  /// Which of the industries are present in which of the regions that are kept.
  private(set) var matrix: PresenceMatrix
  /// The regions that are kept, by their position in the table.
  private(set) var regions: [Int]
  /// The industries that are kept, by their position in the table.
  private(set) var industries: [Int]
  private var regionLacks: [Lack?]
  private var industryLacks: [Lack?]

  /// Finds what is present from the parameter ``threshold`` on.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where a cell is unknown or absent, or all are 0;
  ///   ``StatisticError/invalid(_:)`` where quotients are to be measured against something else than
  ///   the table's own total.
  init(_ table: IndustryTable, _ parameters: IndexParameters) throws(StatisticError) {
    guard case .all = table.reference else {
      throw .invalid(
        "a revealed comparative advantage is measured against the whole table: name no other base")
    }
    let sizes = try table.complete()
    try sizes.requireSizes()
    let (byRegion, byIndustry) = (sizes.rowTotals, sizes.columnTotals)
    regionLacks = byRegion.map { $0 > 0 ? nil : .value }
    industryLacks = byIndustry.map { $0 > 0 ? nil : .value }
    let (rows, columns) = (
      byRegion.indices.filter { byRegion[$0] > 0 }, byIndustry.indices.filter { byIndustry[$0] > 0 }
    )
    (regions, industries) = (rows, columns)
    advantage = try RevealedComparativeAdvantage(of: sizes.part(rows: rows, columns: columns))
    matrix = try advantage.presence(from: parameters.number("threshold"))
  }

  /// Without the industries that are present nowhere.
  ///
  /// Throws ``StatisticError/undefined(_:)`` where none is left.
  var ofPresentIndustries: Presence {
    get throws(StatisticError) {
      try without(
        industries: matrix.regions.indices.filter { matrix.regions[$0].isEmpty }, .presence)
    }
  }

  /// Without the regions that have nothing present, and the industries that are present nowhere.
  ///
  /// Throws ``StatisticError/undefined(_:)`` where none is left.
  var filled: Presence {
    get throws(StatisticError) {
      var left = try ofPresentIndustries
      let empty = Set(left.matrix.industries.indices.filter { left.matrix.industries[$0].isEmpty })
      for region in empty { left.regionLacks[left.regions[region]] = .presence }
      let kept = left.matrix.industries.indices.filter { !empty.contains($0) }
      left.matrix = PresenceMatrix(
        industriesOfRegions: kept.map { left.matrix.industries[$0] }, count: left.industries.count)
      left.regions = kept.map { left.regions[$0] }
      return left
    }
  }

  /// Without some industries, by their position among those that are kept.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where none is left.
  func without(industries unwanted: [Int], _ lack: Lack) throws(StatisticError) -> Presence {
    guard !unwanted.isEmpty else { return self }
    guard unwanted.count < industries.count else {
      throw .undefined(
        lack == .company
          ? "no two industries are present in the same region"
          : "no industry is present in any region: lower the threshold")
    }
    var left = self
    var places: [Int?] = Array(repeating: 0, count: industries.count)
    for industry in unwanted {
      left.industryLacks[industries[industry]] = lack
      places[industry] = nil
    }
    let kept = places.indices.filter { places[$0] != nil }
    for (place, industry) in kept.enumerated() { places[industry] = place }
    left.industries = kept.map { industries[$0] }
    left.matrix = PresenceMatrix(
      industriesOfRegions: matrix.industries.map { $0.compactMap { places[$0] } },
      count: kept.count)
    return left
  }
}

// MARK: - From what is kept back to the table

extension Presence {
  /// A value for each region that is kept.
  func part(ofRegions measures: [(name: String, values: [Double])]) -> TableAnswer.Part {
    var part = TableAnswer.Part(
      .region, measures.map { ($0.name, spread($0.values, to: regions, of: regionLacks.count)) })
    for (region, lack) in regionLacks.enumerated() {
      part.notes[region] = lack.map { Self.reason("the region", $0) }
    }
    return part
  }

  /// A value for each industry that is kept.
  func part(ofIndustries measures: [(name: String, values: [Double])]) -> TableAnswer.Part {
    var part = TableAnswer.Part(
      .industry,
      measures.map { ($0.name, spread($0.values, to: industries, of: industryLacks.count)) })
    for (industry, lack) in industryLacks.enumerated() {
      part.notes[industry] = lack.map { Self.reason("the industry", $0) }
    }
    return part
  }

  /// A value for each region and industry that are kept, region by region.
  func part(ofCells measures: [(name: String, values: [Double])]) -> TableAnswer.Part {
    table(.cell, measures, rows: regions, regionLacks, ("the region", "the industry"))
  }

  /// A value for each two industries that are kept, the first with all, then the second.
  func part(ofPairs measures: [(name: String, values: [Double])]) -> TableAnswer.Part {
    table(
      .pair, measures, rows: industries, industryLacks,
      ("the first industry", "the second industry"))
  }

  private func table(
    _ subject: TableAnswer.Subject, _ measures: [(name: String, values: [Double])], rows: [Int],
    _ rowLacks: [Lack?], _ names: (row: String, column: String)
  ) -> TableAnswer.Part {
    let width = industryLacks.count
    let isWhole = rows.count == rowLacks.count && industries.count == width
    let positions = isWhole ? [] : rows.flatMap { row in industries.map { row * width + $0 } }
    var part = TableAnswer.Part(
      subject,
      measures.map {
        (
          $0.name,
          isWhole ? $0.values : spread($0.values, to: positions, of: rowLacks.count * width)
        )
      })
    guard !isWhole else { return part }
    for (row, rowLack) in rowLacks.enumerated() {
      for (column, columnLack) in industryLacks.enumerated() {
        if let rowLack {
          part.notes[row * width + column] = Self.reason(names.row, rowLack)
        } else if let columnLack {
          part.notes[row * width + column] = Self.reason(names.column, columnLack)
        }
      }
    }
    return part
  }

  private static func reason(_ subject: String, _ lack: Lack) -> String {
    switch lack {
    case .value: "\(subject) has no value"
    case .presence:
      subject == "the region"
        ? "\(subject) has no industry present" : "\(subject) is present in no region"
    case .company: "\(subject) is present with no other"
    }
  }
}

/// Values where they belong among `count`, and nil elsewhere.
private func spread(_ values: [Double], to positions: [Int], of count: Int) -> [Double?] {
  guard positions.count < count else { return values }
  var all = [Double?](repeating: nil, count: count)
  for (position, value) in zip(positions, values) { all[position] = value }
  return all
}

extension Matrix {
  /// The table of some of its rows and columns, at least one of each.
  fileprivate func part(rows: [Int], columns: [Int]) -> Matrix {
    guard rows.count < self.rows || columns.count < self.columns else { return self }
    return Matrix(
      checkedRows: rows.count, columns: columns.count,
      cells: rows.flatMap { row in columns.map { self[row, $0] } })
  }
}
