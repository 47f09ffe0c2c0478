import ClusterStore
import Statistics

/// The part of a survey that an index is asked of: a table a year.
struct Survey {
  /// What an index takes of a survey besides the figures of its cells.
  struct Needs: Hashable, Sendable {
    /// Whether the numbers of firms are read.
    var firms = false
    /// Whether firms are kept one by one.
    var plants = false
    /// Whether quotients are computed, which have a base.
    var base = false
  }

  /// The request that it answers.
  let request: IndexRequest
  /// The tables, by year and segment.
  private(set) var years: [SurveyYear] = []
  /// The zones.
  let zones: Classification
  /// The industries.
  let industries: Classification
  /// What quotients are measured against.
  let base: ReferenceEconomy
  /// Where the figures stand.
  let source: FigureReader.Table
  /// The selections, in words.
  let selection: String

  /// Reads a survey.
  ///
  /// - Throws: ``AnalysisError``, `FigureReader.Failure` and errors of the store.
  static func load(
    _ store: Store, _ request: IndexRequest, _ needs: Needs, _ convention: PeerConvention?
  ) async throws -> Survey {
    var figures = FigureReader.Request(figure: request.figure, dataset: request.dataset)
    figures.table = request.table
    figures.readsFirms = needs.firms || needs.plants
    var conventionNamesSegment = false
    if case .totalRow = convention?.base { conventionNamesSegment = true }
    let baseNamesSegment =
      needs.base && (request.base?.contains("/") ?? conventionNamesSegment)
    if request.segment == "every" || baseNamesSegment {
      figures.segments = .every
    } else if let segment = request.segment {
      figures.segments = .one(segment)
    }
    let reader = try FigureReader(store, figures)
    guard reader.table == .cells || request.segment == nil else {
      throw AnalysisError.notOffered(
        index: "--segment \(request.segment ?? "")",
        what: "firms have no segments, and the rows of '\(request.dataset)' are firms")
    }
    let there = try reader.years()
    let asked = request.years.isEmpty ? there : request.years
    for year in asked where !there.contains(year) {
      throw AnalysisError.noYear(year, there: there)
    }
    let rows = try await reader.rows(years: asked)
    return try await Survey(store, request, needs, convention, reader.table, rows)
  }

  private init(
    _ store: Store, _ request: IndexRequest, _ needs: Needs, _ convention: PeerConvention?,
    _ source: FigureReader.Table, _ rows: [Int: FigureRows]
  ) async throws {
    (self.request, self.source) = (request, source)
    let trees = TreeReader(store)
    zones = Classification(
      "zone", try trees.zones(in: request.vintage ?? rows.keys.max() ?? 0),
      findsParentsByCode: false)
    industries = Classification("industry", try trees.industries(), findsParentsByCode: true)
    let zonesThere = Set(rows.values.flatMap { $0.zones.distinct }).subtracting([0])
    let industriesThere = Set(rows.values.flatMap { $0.industries.distinct }).subtracting([0])
    base =
      needs.base
      ? try ReferenceEconomy(
        request, convention, industries: industries, zones: zones, there: industriesThere) : .all
    let translation = try IndustryTranslation(store, request, industries, there: industriesThere)
    var baseIndustry: Int64?
    if case .row(let industry, let segment) = base {
      baseIndustry = industry
      try Self.requireSegment(segment, in: rows)
    }
    if case .economy = base, translation != nil {
      throw AnalysisError.notOffered(
        index: "--base", what: "a zone's own rows are not told by another classification (--to)")
    }
    let table = SurveyTable(
      zones: zones, industries: industries,
      zoneSelection: try UnitSelection(request.zones, in: zones, there: zonesThere),
      industrySelection: try UnitSelection(
        request.industries, in: industries, there: industriesThere),
      request: request, rowsAreFirms: source == .firms, keepsPlants: needs.plants,
      mayNestIndustries: baseIndustry != nil, translation: translation, baseIndustry: baseIndustry)
    selection =
      "zones \(table.zoneSelection.words(zones))"
      + (request.vintage.map { " of \($0)" } ?? "")
      + ", industries \(table.industrySelection.words(industries))"
      + (translation.map { " by \($0.words), several targets \(request.division.words)" } ?? "")
    years = try await tables(of: rows, table)
    guard years.contains(where: { $0.table.count > 0 }) else {
      throw AnalysisError.nothingLeft(
        "no figure of '\(request.figure)' is left of the survey: "
          + "\(years.reduce(0) { $0 + $1.leftOut }) rows lie outside of the zones and industries "
          + "asked for, \(years.reduce(0) { $0 + $1.counts.suppressed }) are suppressed and "
          + "\(years.reduce(0) { $0 + $1.counts.missing }) missing.")
    }
  }

  /// A table for each year and segment, in their order, made at the same time.
  private func tables(of rows: [Int: FigureRows], _ table: SurveyTable) async throws
    -> [SurveyYear]
  {
    let years = rows.sorted { $0.key < $1.key }
    typealias Made = Result<[SurveyYear], any Error>
    let made = await withTaskGroup(of: (place: Int, made: Made).self) { group in
      for (place, (year, rows)) in years.enumerated() {
        group.addTask {
          let made = Made {
            try segments(of: rows).map { segment in
              var one = try table.year(year, segment, rows, isIn: included(rows, segment))
              try setReference(of: &one, from: rows, table)
              return one
            }
          }
          return (place, made)
        }
      }
      var made = years.map { _ in Made.success([]) }
      for await one in group { made[one.place] = one.made }
      return made
    }
    // Of several years with something wrong, the first is told of.
    return try made.flatMap { try $0.get() }
  }

  /// The segments to make a table of; one without a name where there is one.
  private func segments(of rows: FigureRows) -> [String?] {
    guard !rows.segmentNames.isEmpty else { return [nil] }
    guard let asked = request.segment, asked != "every" else { return rows.segmentNames.sorted() }
    return [asked]
  }

  /// Which rows go into the table of a segment; nil for all.
  private func included(_ rows: FigureRows, _ segment: String?) -> [Bool]? {
    let number = segment.flatMap { name in rows.segmentNames.firstIndex(of: name) }
      .map { UInt16(clamping: $0) }
    if case .economy(let zone) = base {
      return rows.zones.indices.map { row in
        rows.zones[row] != zone && (number.map { rows.segments[row] == $0 } ?? true)
      }
    }
    guard !rows.segmentNames.isEmpty else { return nil }
    return rows.segments.map { number == $0 }
  }

  private func setReference(
    of year: inout SurveyYear, from rows: FigureRows, _ table: SurveyTable
  ) throws {
    func places(_ segment: String?, _ isIn: (Int) -> Bool) -> [Int] {
      let number = segment.flatMap { rows.segmentNames.firstIndex(of: $0) }
        .map { UInt16(clamping: $0) }
      return (0..<rows.count).filter {
        isIn($0) && (rows.segments.isEmpty || rows.segments[$0] == number)
      }
    }
    switch base {
    case .all: break
    case .groups(let level):
      year.table.reference = .groups(try groups(of: year.industries, at: level, in: industries))
    case .economy(let zone):
      year.table.reference = .total(
        try table.wholes(
          rows, at: places(year.segment) { rows.zones[$0] == zone }, along: .industries,
          of: year.industries))
    case .row(let industry, let segment):
      year.table.reference = .row(
        try table.wholes(
          rows, at: places(segment ?? year.segment) { rows.industries[$0] == industry },
          along: .zones, of: year.zones))
    }
  }

  private static func requireSegment(
    _ segment: String?, in rows: [Int: FigureRows]
  ) throws(AnalysisError) {
    guard let segment else { return }
    let there = Set(rows.values.flatMap(\.segmentNames))
    guard !there.contains(segment) else { return }
    throw .notOffered(
      index: "--base",
      what: "there is no segment '\(segment)'; "
        + (there.isEmpty
          ? "firms have none" : "there are \(there.sorted().joined(separator: ", "))"))
  }

  /// The group of each unit: the key of the unit of a level above it.
  ///
  /// - Throws: ``AnalysisError/lacking(index:what:)`` where one has none.
  func groups(
    of units: [Int64], at level: String, in classification: Classification
  ) throws(AnalysisError) -> [String] {
    let parts = level.split(separator: ":", maxSplits: 1).map(String.init)
    var groups: [String] = []
    for unit in units {
      guard
        let group = classification.ancestor(
          of: unit, at: parts.last ?? "", scheme: parts.count > 1 ? parts[0] : nil)
      else {
        throw .lacking(
          index: "--groups \(level)",
          what: "a level that every \(classification.kind) of the table lies in; "
            + "'\(classification[unit]?.key ?? "")' does not. Levels above it: "
            + classification.ancestry(of: unit).dropFirst().compactMap {
              classification.level(of: $0)
            }.joined(separator: ", "))
      }
      groups.append(classification[group]?.key ?? "")
    }
    return groups
  }
}
