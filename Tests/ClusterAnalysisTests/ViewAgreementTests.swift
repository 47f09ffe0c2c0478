import ClusterAnalysis
import ClusterStore
import SQLite
import SampleStore
import Testing

/// The views answer what `agglom stats` answers with the options that correspond to them.
@Suite struct ViewAgreementTests {
  /// A table of cells that a view keeps apart from the others.
  struct Table {
    let dataset, source, segment, zoneKind, scheme, level: String
    let year: Int
  }

  private static func tables(_ store: Store) throws -> [Table] {
    try store.connection.query(
      """
      SELECT DISTINCT dataset, table_name, segment, zone_kind, industry_scheme, industry_level, year
      FROM cell WHERE industry_level NOT LIKE '% characters' ORDER BY 1, 2, 3, 4, 5, 6, 7
      """
    ) { row in
      Table(
        dataset: row.text(0), source: row.text(1), segment: row.text(2), zoneKind: row.text(3),
        scheme: row.text(4), level: row.text(5), year: Int(row.integer(6)))
    }
  }

  /// What an index says of a table; nil for each subject where it is undefined for all.
  private static func ask(
    _ index: String, _ table: Table, _ store: Store, from earlier: Int? = nil,
    _ change: (inout IndexRequest) -> Void
  ) async throws -> IndexTable? {
    var request = IndexRequest(index: index, dataset: table.dataset)
    request.years = [earlier, table.year].compactMap(\.self)
    request.table = FigureReader.Table(rawValue: table.source)
    if table.source == "cell_year" { request.segment = table.segment }
    request.zones = [table.zoneKind]
    request.industries = ["\(table.scheme):\(table.level)"]
    change(&request)
    do { return try await IndexRun(store, request).table() } catch AnalysisError.refused {
      return nil
    }
  }

  /// Keeps what the views answer, which they work out for all tables whatever is asked of them.
  private static func keepViews(of store: Store) throws {
    for view in [
      "industry_location_quotient", "industry_concentration", "zone_specialization", "zone_growth",
    ] {
      try store.connection.execute("CREATE TEMP TABLE kept_\(view) AS SELECT * FROM \(view)")
    }
  }

  private static func column(
    _ name: String, _ subject: String, _ view: String, _ table: Table, _ store: Store,
    year: String = "year"
  ) throws -> [String: Double?] {
    let rows = try store.connection.query(
      """
      SELECT \(subject), \(name) FROM kept_\(view)
      WHERE dataset = ?1 AND table_name = ?2 AND segment = ?3 AND zone_kind = ?4
        AND industry_scheme = ?5 AND industry_level = ?6 AND \(year) = ?7
      """,
      [
        .text(table.dataset), .text(table.source), .text(table.segment), .text(table.zoneKind),
        .text(table.scheme), .text(table.level), .integer(Int64(table.year)),
      ]
    ) { ($0.text(0), $0.optionalReal(1)) }
    return Dictionary(rows) { one, _ in one }
  }

  /// How many values were defined and the same.
  private static func expectSame(
    _ view: [String: Double?], _ own: [String: Double?]?, _ what: String
  ) -> Int {
    // A zone or an industry without any figure is in no answer.
    var count = 0
    for (subject, value) in view {
      let found = own.map { $0[subject] ?? nil } ?? nil
      switch (value, found) {
      case (nil, nil): break
      case (let one?, let other?):
        #expect(abs(one - other) <= 1e-9, "\(what) \(subject)")
        count += 1
      default: Issue.record("\(what) \(subject): \(value as Any), not \(found as Any)")
      }
    }
    for subject in own?.keys.filter({ view[$0] == nil }) ?? [] {
      Issue.record("\(what): the view lacks \(subject)")
    }
    return count
  }

  private static func check(_ store: Store) async throws -> [String: Int] {
    var counts: [String: Int] = [:]
    func compare(
      _ view: String, _ column: String, _ subject: String, _ index: String, _ measure: String,
      _ table: Table, _ change: (inout IndexRequest) -> Void
    ) async throws {
      let expected = try Self.column(column, subject, view, table, store)
      let own = try await ask(index, table, store, change)
      let key = subject == "zone || ' ' || industry" ? ["zone", "industry"] : [subject]
      counts["\(view).\(column)", default: 0] += expectSame(
        expected, own?.by(key, measure), "\(view).\(column) of \(table)")
    }
    try keepViews(of: store)
    for table in try tables(store) {
      try await compare(
        "industry_location_quotient", "quotient", "zone || ' ' || industry", "location-quotient",
        "location_quotient", table
      ) { _ in }
      for (column, index, measure) in [
        ("hhi", "herfindahl-hirschman", "herfindahl_hirschman"),
        ("hhi_normalized", "herfindahl-hirschman", "normalized"),
        ("concentration_ratio_4", "concentration-ratio", "concentration_ratio"),
        ("gini", "gini", "gini"), ("hoover", "hoover", "hoover"),
        ("locational_gini", "lorenz-area", "lorenz_area"),
      ] {
        try await compare("industry_concentration", column, "industry", index, measure, table) {
          request in
          request.units = .zones
          request.absent = ["hoover", "locational_gini"].contains(column) ? .zero : .apart
        }
      }
      for (column, index, measure) in [
        ("hhi", "herfindahl-hirschman", "herfindahl_hirschman"),
        ("entropy_bits", "entropy", "entropy"), ("krugman", "krugman", "krugman"),
        ("hachman", "hachman", "hachman"),
      ] {
        try await compare("zone_specialization", column, "zone", index, measure, table) { request in
          request.units = .industries
          request.absent = ["krugman", "hachman"].contains(column) ? .zero : .apart
        }
      }
      for (column, index, measure) in [
        ("growth", "growth", "absolute"), ("growth_rate", "growth", "rate"),
        ("compound_growth", "compound-growth", "compound_growth"),
      ] {
        let starts = try Self.column(
          "from_year", "zone", "zone_growth", table, store, year: "to_year")
        let view = try Self.column(column, "zone", "zone_growth", table, store, year: "to_year")
        for start in Set(starts.values.compactMap(\.self)) {
          let own = try await ask(index, table, store, from: Int(start)) { request in
            request.industries.append("total")
          }
          let zones = Set(starts.filter { $0.value == start }.keys)
          counts["zone_growth.\(column)", default: 0] += expectSame(
            view.filter { zones.contains($0.key) },
            own?.by(["zone"], measure).filter { zones.contains($0.key) },
            "zone_growth.\(column) of \(table)")
        }
      }
    }
    return counts
  }

  @Test func `on the sample survey`() async throws {
    let counts = try await Self.check(SampleStore.surveyed())
    #expect(counts.count == 14)
    for (column, count) in counts { #expect(count > 0, "\(column)") }
  }

  @Test(arguments: [3, 8])
  func `on tables with zeros, suppressed, missing and absent cells`(seed: UInt64) async throws {
    let counts = try await Self.check(CellTables.random(seed: seed).store)
    #expect(counts.count == 14)
    for (column, count) in counts { #expect(count > 0, "\(column)") }
  }
}
