import ClusterAnalysis
import ClusterStore
import SQLite
import SampleStore
import Statistics
import Testing

/// The views answer what `Statistics` answers for the same cells.
@Suite struct IndexViewTests {
  typealias Table = CellTables.Table
  typealias Cell = CellTables.Cell

  /// What a view says of one thing: its place, then its figures.
  typealias Figures = [String: [Double?]]

  /// The columns that keep tables apart.
  static let tableColumns =
    "dataset || '|' || year || '|' || segment || '|' || table_name || '|' || zone_kind || '|' || "
    + "industry_scheme || '|' || industry_level"

  private static func name(_ table: Table, _ parts: String...) -> String {
    ([
      table.dataset, "\(table.year)", table.segment, table.source, table.zoneKind, table.scheme,
      table.level,
    ] + parts).joined(separator: "|")
  }

  private static func figures(_ sql: String, of store: Store) throws -> Figures {
    let rows = try store.connection.query(sql) { row in
      (
        row.text(0),
        (1..<row.count).map { column -> Double? in
          switch row.value(column) {
          case .integer(let number): Double(number)
          case .real(let number): number
          default: nil
          }
        }
      )
    }
    return try Dictionary(rows) { _, _ in throw Twice() }
  }

  struct Twice: Error {}

  private static func expectSame(
    _ actual: Figures, _ expected: Figures, _ view: String,
    location: SourceLocation = #_sourceLocation
  ) {
    #expect(Set(actual.keys) == Set(expected.keys), "\(view)", sourceLocation: location)
    for (place, figures) in expected {
      guard let found = actual[place], found.count == figures.count else { continue }
      for (number, (one, other)) in zip(found, figures).enumerated() {
        var isSame = one == other
        if let one, let other { isSame = abs(one - other) <= 1e-9 }
        #expect(
          isSame, "\(view) \(place), figure \(number): \(one as Any), not \(other as Any)",
          sourceLocation: location)
      }
    }
  }

  // What the views must say, by the indices.

  /// Zones by industries of a table, absent cells as no employees; nil where one is unknown.
  private static func matrix(
    _ cells: [String: [String: Cell]]
  ) -> (zones: [String], industries: [String], rows: [[Double]])? {
    guard cells.values.allSatisfy({ $0.values.allSatisfy { $0.unknown == 0 } }) else { return nil }
    let zones = cells.keys.sorted()
    let industries = Set(cells.values.flatMap(\.keys)).sorted()
    return (
      zones, industries,
      zones.map { zone in industries.map { cells[zone]?[$0]?.employees ?? 0 } }
    )
  }

  private static func quotients(_ tables: CellTables) throws -> Figures {
    var figures: Figures = [:]
    for (table, cells) in tables.cells {
      let unknown = cells.values.flatMap(\.values).reduce(0) { $0 + $1.unknown }
      let matrix = matrix(cells)
      for (zone, row) in cells {
        for (industry, cell) in row {
          var quotient: Double?
          if let matrix, let place = matrix.industries.firstIndex(of: industry),
            let zonePlace = matrix.zones.firstIndex(of: zone)
          {
            quotient = try? LocationQuotient(
              regional: matrix.rows[zonePlace][place],
              regionTotal: matrix.rows[zonePlace].reduce(0, +),
              overall: matrix.rows.reduce(0) { $0 + $1[place] },
              grandTotal: matrix.rows.joined().reduce(0, +)
            ).value
          }
          figures[name(table, zone, industry)] = [cell.employees, Double(unknown), quotient]
        }
      }
    }
    return figures
  }

  private static func concentration(_ tables: CellTables) -> Figures {
    var figures: Figures = [:]
    for (table, cells) in tables.cells {
      let matrix = matrix(cells)
      for industry in Set(cells.values.flatMap(\.keys)) {
        let own = cells.values.compactMap { $0[industry] }
        let sizes = own.compactMap(\.employees)
        let isKnown = sizes.count == own.count
        let hhi = isKnown ? try? HerfindahlHirschman(of: sizes) : nil
        var (hoover, area): (Double?, Double?) = (nil, nil)
        if let matrix, let place = matrix.industries.firstIndex(of: industry) {
          let part = matrix.rows.map { $0[place] }
          let whole = matrix.rows.map { $0.reduce(0, +) }
          hoover = try? Hoover(of: part, against: whole).value
          area = try? LorenzArea(of: part, against: whole).value
        }
        figures[name(table, industry)] = [
          Double(own.count), Double(cells.count - own.count),
          Double(own.reduce(0) { $0 + $1.unknown }), isKnown ? sizes.reduce(0, +) : nil,
          hhi?.value, try? hhi?.normalized,
          isKnown ? try? ConcentrationRatio(of: sizes, largest: 4).value : nil,
          isKnown ? try? Gini(of: sizes).value : nil, hoover, area,
        ]
      }
    }
    return figures
  }

  private static func specialization(_ tables: CellTables) -> Figures {
    var figures: Figures = [:]
    for (table, cells) in tables.cells {
      let matrix = matrix(cells)
      let industries = Set(cells.values.flatMap(\.keys))
      for (zone, row) in cells {
        let sizes = row.values.compactMap(\.employees)
        let isKnown = sizes.count == row.count
        var (krugman, hachman): (Double?, Double?) = (nil, nil)
        if let matrix, let place = matrix.zones.firstIndex(of: zone) {
          let whole = matrix.industries.indices.map { column in
            matrix.rows.reduce(0) { $0 + $1[column] }
          }
          krugman = try? Krugman(of: matrix.rows[place], against: whole).value
          hachman = try? Hachman(of: matrix.rows[place], against: whole).value
        }
        figures[name(table, zone)] = [
          Double(row.count), Double(industries.count - row.count),
          Double(row.values.reduce(0) { $0 + $1.unknown }), isKnown ? sizes.reduce(0, +) : nil,
          isKnown ? try? HerfindahlHirschman(of: sizes).value : nil,
          isKnown ? try? Entropy(of: sizes, unit: .bits).value : nil, krugman, hachman,
        ]
      }
    }
    return figures
  }

  private static func growth(_ tables: CellTables) -> Figures {
    struct Total {
      let year, industries: Int
      let employees: Double?
      let unknown: Int
    }
    var totals: [Table: [String: [Total]]] = [:]
    for (table, cells) in tables.cells {
      var place = table
      place.year = 0
      for (zone, row) in cells {
        let sizes = row.values.compactMap(\.employees)
        totals[place, default: [:]][zone, default: []].append(
          Total(
            year: table.year, industries: row.count,
            employees: sizes.count == row.count ? sizes.reduce(0, +) : nil,
            unknown: row.values.reduce(0) { $0 + $1.unknown }))
      }
    }
    var figures: Figures = [:]
    for (table, zones) in totals {
      for (zone, years) in zones {
        let years = years.sorted { $0.year < $1.year }
        for (from, to) in zip(years, years.dropFirst()) {
          var (growth, compound): (Growth?, Double?) = (nil, nil)
          if let base = from.employees, let value = to.employees {
            growth = try? Growth(from: base, to: value)
            compound = try? CompoundGrowth(
              from: base, to: value, periods: Double(to.year - from.year)
            ).rate
          }
          figures[name(table, zone, "\(from.year)")] = [
            Double(to.year), Double(from.industries), Double(to.industries),
            Double(from.unknown + to.unknown), from.employees, to.employees, growth?.absolute,
            try? growth?.rate, compound,
          ]
        }
      }
    }
    return figures
  }

  private static func check(_ tables: CellTables) throws {
    expectSame(
      try figures(
        """
        SELECT \(tableColumns) || '|' || zone || '|' || industry, employees, unknown, quotient
        FROM industry_location_quotient
        """, of: tables.store), try quotients(tables), "industry_location_quotient")
    expectSame(
      try figures(
        """
        SELECT \(tableColumns) || '|' || industry, zones, absent, unknown, employees, hhi,
          hhi_normalized, concentration_ratio_4, gini, hoover, locational_gini
        FROM industry_concentration
        """, of: tables.store), concentration(tables), "industry_concentration")
    expectSame(
      try figures(
        """
        SELECT \(tableColumns) || '|' || zone, industries, absent, unknown, employees, hhi,
          entropy_bits, krugman, hachman
        FROM zone_specialization
        """, of: tables.store), specialization(tables), "zone_specialization")
    let growthColumns = tableColumns.replacing("year", with: "0")
    expectSame(
      try figures(
        """
        SELECT \(growthColumns) || '|' || zone || '|' || from_year, to_year, from_industries,
          to_industries, unknown, from_employees, to_employees, growth, growth_rate,
          compound_growth
        FROM zone_growth
        """, of: tables.store), growth(tables), "zone_growth")
  }

  /// How many figures of a column have a value, and how many are NULL.
  private func counts(_ column: String, _ view: String, _ store: Store) throws -> [Int] {
    try store.connection.query("SELECT count(\(column)), count(*) - count(\(column)) FROM \(view)")
    {
      [Int($0.integer(0)), Int($0.integer(1))]
    }.joined().map(\.self)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `each view equals the indices over random tables side by side`(seed: UInt64) throws {
    let tables = try CellTables.random(seed: seed)
    try Self.check(tables)
    // The tables have both kinds of answers, so that the comparison is one.
    for (column, view) in [
      ("quotient", "industry_location_quotient"), ("hhi", "industry_concentration"),
      ("hoover", "industry_concentration"), ("locational_gini", "industry_concentration"),
      ("entropy_bits", "zone_specialization"), ("hachman", "zone_specialization"),
      ("growth_rate", "zone_growth"), ("compound_growth", "zone_growth"),
    ] {
      let counts = try counts(column, view, tables.store)
      #expect(counts.allSatisfy { $0 > 5 }, "\(view).\(column) \(counts)")
    }
  }

  /// A table of two zones and two industries; nil is a cell that is absent.
  private func small(
    _ ax: Cell?, _ ay: Cell?, _ bx: Cell?, _ by: Cell?, isSuppressed: Bool = true
  ) throws -> CellTables {
    var tables = try CellTables.small()
    for (zone, industry, cell) in [
      ("a", "x", ax), ("a", "y", ay), ("b", "x", bx), ("b", "y", by),
    ] {
      guard let cell else { continue }
      try tables.add(
        cell, isSuppressed: isSuppressed, to: Table(), zone: zone, industry: industry)
    }
    try Self.check(tables)
    return tables
  }

  private func value(_ column: String, _ view: String, _ tables: CellTables) throws -> Value? {
    try tables.store.connection.value("SELECT \(column) FROM \(view)")
  }

  private func number(_ column: String, _ view: String, _ tables: CellTables) throws -> Double {
    guard case .real(let number)? = try value(column, view, tables) else { return .nan }
    return number
  }

  @Test func `a complete table has the values that a pencil finds`() throws {
    let tables = try small(.value(10), .value(30), .value(20), .value(40))
    for (column, view, expected) in [
      ("quotient", "industry_location_quotient WHERE zone = 'a' AND industry = 'x'", 0.25 / 0.3),
      ("hhi", "industry_concentration WHERE industry = 'x'", 5.0 / 9),
      ("hhi_normalized", "industry_concentration WHERE industry = 'x'", 1.0 / 9),
      ("concentration_ratio_4", "industry_concentration WHERE industry = 'x'", 1),
      ("gini", "industry_concentration WHERE industry = 'x'", 1.0 / 6),
      ("hoover", "industry_concentration WHERE industry = 'x'", 0.4 - 1.0 / 3),
      ("locational_gini", "industry_concentration WHERE industry = 'x'", 0.4 - 1.0 / 3),
      ("krugman", "zone_specialization WHERE zone = 'a'", 0.1),
      ("hachman", "zone_specialization WHERE zone = 'a'", 1 / (0.0625 / 0.3 + 0.5625 / 0.7)),
      ("entropy_bits", "zone_specialization WHERE zone = 'a'", 0.8112781244591328),
    ] {
      #expect(abs(try number(column, view, tables) - expected) < 1e-12, "\(column)")
    }
  }

  @Test(arguments: [true, false])
  func `where a suppressed or missing cell takes part, there is no value`(
    isSuppressed: Bool
  ) throws {
    let tables = try small(
      .unknown(1), .value(30), .value(20), .value(40), isSuppressed: isSuppressed)
    let store = tables.store
    #expect(try counts("quotient", "industry_location_quotient", store) == [0, 4])
    #expect(try counts("hhi", "industry_concentration", store) == [1, 1])
    #expect(try value("hhi", "industry_concentration WHERE industry = 'x'", tables) == .null)
    #expect(try counts("hoover", "industry_concentration", store) == [0, 2])
    #expect(try counts("locational_gini", "industry_concentration", store) == [0, 2])
    #expect(try counts("entropy_bits", "zone_specialization", store) == [1, 1])
    #expect(try counts("hachman", "zone_specialization", store) == [0, 2])
    #expect(try counts("krugman", "zone_specialization", store) == [0, 2])
    #expect(try value("employees", "cell WHERE zone = 'a' AND industry = 'x'", tables) == .null)
    #expect(try value("unknown", "cell WHERE zone = 'a' AND industry = 'x'", tables) == .integer(1))
  }

  @Test func `a cell of 0 is a unit, one that is absent is none`() throws {
    let zero = try small(.value(10), .value(30), .value(0), .value(40))
    let absent = try small(.value(10), .value(30), nil, .value(40))
    let ofX = "industry_concentration WHERE industry = 'x'"
    for (column, ofZero, ofAbsent) in [
      ("zones", Value.integer(2), Value.integer(1)), ("absent", .integer(0), .integer(1)),
      ("hhi", .real(1), .real(1)), ("hhi_normalized", .real(1), .null),
      ("gini", .real(0.5), .real(0)),
    ] {
      #expect(try value(column, ofX, zero) == ofZero, "\(column)")
      #expect(try value(column, ofX, absent) == ofAbsent, "\(column)")
    }
    // Half of all employees are where the industry is not, whether it says 0 or nothing.
    for tables in [zero, absent] {
      #expect(abs(try number("hoover", ofX, tables) - 0.5) < 1e-12)
    }
    let there = "industry_location_quotient WHERE zone = 'b' AND industry = 'x'"
    #expect(try value("quotient", there, zero) == .real(0))
    #expect(try value("quotient", there, absent) == nil)
  }

  @Test func `what is undefined has no value`() throws {
    let tables = try small(.value(0), .value(0), .value(0), .value(0))
    for (column, view) in [
      ("quotient", "industry_location_quotient"), ("hhi", "industry_concentration"),
      ("hhi_normalized", "industry_concentration"),
      ("concentration_ratio_4", "industry_concentration"), ("gini", "industry_concentration"),
      ("hoover", "industry_concentration"), ("locational_gini", "industry_concentration"),
      ("hhi", "zone_specialization"), ("entropy_bits", "zone_specialization"),
      ("krugman", "zone_specialization"), ("hachman", "zone_specialization"),
    ] {
      let counts = try counts(column, view, tables.store)
      #expect(counts[0] == 0 && counts[1] > 0, "\(view).\(column)")
    }
    #expect(try value("sum(employees)", "cell", tables) == .integer(0))
  }

  @Test func `growth is from one year that is there to the next, and 0 is no base`() throws {
    var tables = try CellTables.small()
    for (year, employees) in [(2010, 100), (2012, 121), (2013, 0), (2020, 5)] {
      try tables.add(
        .value(employees), to: Table(year: year), zone: "a", industry: "x")
    }
    try Self.check(tables)
    let rows = try tables.store.connection.query(
      """
      SELECT from_year, to_year, growth, growth_rate, compound_growth FROM zone_growth
      ORDER BY from_year
      """
    ) { row in (0..<row.count).map { row.value($0) } }
    let steps = rows.map { $0.prefix(3).map(\.self) }
    let expected: [[Value]] = [
      [.integer(2010), .integer(2012), .integer(21)],
      [.integer(2012), .integer(2013), .integer(-121)],
      [.integer(2013), .integer(2020), .integer(5)],
    ]
    #expect(steps == expected)
    guard case .real(let rate) = rows[0][3], case .real(let compound) = rows[0][4] else {
      Issue.record("\(rows[0])")
      return
    }
    #expect(abs(rate - 0.21) < 1e-12 && abs(compound - 0.1) < 1e-12)
    #expect(Array(rows[1][3...]) == [.real(-1), .real(-1)])
    #expect(Array(rows[2][3...]) == [.null, .null])
  }

  @Test func `a firm without zone or industry is in no cell, one that does not report is`() throws {
    var tables = try CellTables.small()
    let table = Table(source: "firm_year")
    try tables.add(firms: [5, 7], to: table, zone: "a", industry: "x")
    try tables.add(firms: [5, nil], to: table, zone: "b", industry: "x")
    try tables.add(firms: [nil, 3], to: table, zone: "b", industry: "y")
    try tables.store.connection.run(
      """
      UPDATE firm_year SET zone_id = NULL WHERE employees IS NULL
        AND industry_id = (SELECT id FROM industry WHERE key = 'x')
      """)
    let rows = try tables.store.connection.query(
      "SELECT zone, industry, firms, employees, unknown FROM cell ORDER BY zone, industry"
    ) { row in (0..<row.count).map { row.value($0) } }
    #expect(
      rows == [
        [.text("a"), .text("x"), .integer(2), .integer(12), .integer(0)],
        [.text("b"), .text("x"), .integer(1), .integer(5), .integer(0)],
        [.text("b"), .text("y"), .integer(2), .null, .integer(1)],
      ])
  }

  @Test func `the views are read where nothing may be written, with the aggregates`() throws {
    try SampleStore.withFolder { folder in
      let path = folder + "/a.db"
      try small(.value(10), .value(30), .value(20), .value(40)).store.connection.backup(to: path)
      let session = try QuerySession(path: path)
      try SQLStatistics.register(on: session)
      var agreements = 0
      _ = try session.run(
        """
        SELECT one.industry FROM industry_concentration AS one
        JOIN (SELECT industry, hhi(employees) AS hhi, gini(employees) AS gini FROM cell
          GROUP BY industry) AS other ON other.industry = one.industry
        WHERE abs(one.hhi - other.hhi) < 1e-12 AND abs(one.gini - other.gini) < 1e-12
        """, parameters: [], begin: { _ in }, row: { _ in agreements += 1 })
      #expect(agreements == 2)
      _ = try session.run(
        "SELECT * FROM zone_specialization", parameters: [], begin: { _ in }, row: { _ in })
      _ = try session.run(
        "SELECT * FROM zone_growth", parameters: [], begin: { _ in }, row: { _ in })
    }
  }
}
