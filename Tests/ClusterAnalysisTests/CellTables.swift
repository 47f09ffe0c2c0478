import ClusterStore
import SQLite
import SampleStore
import Statistics

/// A database in memory with tables of cells, and what was put into each.
struct CellTables {
  /// What keeps one table of cells apart from the others.
  struct Table: Hashable {
    var dataset = "d"
    var year = 2019
    var segment = "all"
    var source = "cell_year"
    var zoneKind = "state"
    var scheme = "s"
    var level = "division"
  }

  /// A cell that is there.
  enum Cell: Hashable {
    /// Its employees.
    case value(Int)
    /// How many values are suppressed or missing.
    case unknown(Int)

    /// Its employees; nil where they are unknown.
    var employees: Double? {
      guard case .value(let number) = self else { return nil }
      return Double(number)
    }

    /// How many values are suppressed or missing.
    var unknown: Int {
      guard case .unknown(let count) = self else { return 0 }
      return count
    }
  }

  let store: Store
  /// The cells that are there, by table, zone and industry.
  private(set) var cells: [Table: [String: [String: Cell]]] = [:]
  private var firms = 0

  init() throws { store = try SampleStore.empty() }

  /// Makes a zone; `code` gives it a code of another kind, which counts.
  func addZone(_ key: String, kind: String, latestCode: String? = nil) throws {
    try store.connection.run(
      "INSERT INTO zone (key, kind) VALUES (?1, ?2)", [.text(key), .text(kind)])
    guard let latestCode else { return }
    for (kind, years) in [("former", (1990, 2000)), (latestCode, (2001, 2024))] {
      try store.connection.run(
        """
        INSERT INTO zone_code (zone_id, scheme, code, kind, from_year, to_year)
        SELECT id, 'codes', key, ?2, ?3, ?4 FROM zone WHERE key = ?1
        """,
        [.text(key), .text(kind), .integer(Int64(years.0)), .integer(Int64(years.1))])
    }
  }

  /// Makes an industry.
  func addIndustry(_ key: String, scheme: String, code: String, level: String?) throws {
    try store.connection.run(
      "INSERT INTO industry (key, scheme, code, level) VALUES (?1, ?2, ?3, ?4)",
      [.text(key), .text(scheme), .text(code), Value(level)])
  }

  /// Makes a dataset.
  func addDataset(_ key: String) throws {
    try store.connection.run(
      "INSERT INTO dataset (key, name_en, kind) VALUES (?1, ?1, 'survey')", [.text(key)])
  }

  /// Puts a cell of `cell_year` into `table`; an unknown one is suppressed, or missing.
  mutating func add(
    _ cell: Cell, isSuppressed: Bool = true, to table: Table, zone: String, industry: String
  ) throws {
    var employees = Value.null
    if case .value(let number) = cell { employees = .integer(Int64(number)) }
    let flags: Value =
      cell.unknown > 0 && isSuppressed ? .text(#"{"employees": "suppressed"}"#) : .null
    try store.connection.run(
      """
      INSERT INTO cell_year (dataset_id, zone_id, industry_id, segment, year, employees, flags)
      SELECT dataset.id, zone.id, industry.id, ?4, ?5, ?6, ?7 FROM dataset, zone, industry
      WHERE dataset.key = ?1 AND zone.key = ?2 AND industry.key = ?3
      """,
      [
        .text(table.dataset), .text(zone), .text(industry), .text(table.segment),
        .integer(Int64(table.year)), employees, flags,
      ])
    cells[table, default: [:]][zone, default: [:]][industry] = cell
  }

  /// Puts firms into a zone and industry of `firm_year`; nil is a firm that does not report.
  mutating func add(
    firms employees: [Int?], to table: Table, zone: String, industry: String
  ) throws {
    guard !employees.isEmpty else { return }
    for number in employees {
      firms += 1
      try store.connection.run(
        "INSERT INTO firm (key, name_en) VALUES (?1, ?1)", [.text("firm-\(firms)")])
      try store.connection.run(
        """
        INSERT INTO firm_year (dataset_id, firm_id, zone_id, industry_id, year, employees)
        SELECT dataset.id, firm.id, zone.id, industry.id, ?4, ?5
        FROM dataset, zone, industry, firm
        WHERE dataset.key = ?1 AND zone.key = ?2 AND industry.key = ?3 AND firm.key = ?6
        """,
        [
          .text(table.dataset), .text(zone), .text(industry), .integer(Int64(table.year)),
          Value(number), .text("firm-\(firms)"),
        ])
    }
    let unknown = employees.count { $0 == nil }
    cells[table, default: [:]][zone, default: [:]][industry] =
      unknown > 0 ? .unknown(unknown) : .value(employees.compactMap(\.self).reduce(0, +))
  }

  /// No cells yet, but dataset d, zones a and b, and industries x and y to put some into.
  static func small() throws -> CellTables {
    let tables = try CellTables()
    try tables.addDataset("d")
    for zone in ["a", "b"] { try tables.addZone(zone, kind: "state") }
    for industry in ["x", "y"] {
      try tables.addIndustry(industry, scheme: "s", code: industry, level: "division")
    }
    return tables
  }

  /// Tables of every kind side by side, filled at random: datasets, years, segments, levels of zones
  /// and industries, published cells and firms; complete ones and such with zeros, suppressed,
  /// missing and absent cells.
  static func random(seed: UInt64) throws -> CellTables {
    var random = SeededGenerator(seed: seed)
    var tables = try CellTables()
    for dataset in ["d", "e"] { try tables.addDataset(dataset) }
    var zones: [String: [String]] = [:]
    for (number, kind) in ["state", "county"].enumerated() {
      for zone in 0..<5 {
        let key = "\(kind)-\(zone)"
        // Of some zones it is the latest code that says what they are.
        if zone < 2 {
          try tables.addZone(key, kind: "city \(number)", latestCode: kind)
        } else {
          try tables.addZone(key, kind: kind)
        }
        zones[kind, default: []].append(key)
      }
    }
    let levels: [(scheme: String, level: String, isStated: Bool)] = [
      ("s", "division", true), ("s", "group", true), ("own", "2 characters", false),
      ("own", "3 characters", false),
    ]
    var industries: [String: [String]] = [:]
    for (scheme, level, isStated) in levels {
      for industry in 0..<6 {
        let code = level.hasPrefix("2") ? "0\(industry)" : "\(level.prefix(1))0\(industry)"
        let key = "\(scheme):\(code)"
        try tables.addIndustry(key, scheme: scheme, code: code, level: isStated ? level : nil)
        industries[scheme + level, default: []].append(key)
      }
    }
    for dataset in ["d", "e"] {
      for year in [2015, 2018, 2019] {
        for segment in ["all", "private"] {
          for source in segment == "all" ? ["cell_year", "firm_year"] : ["cell_year"] {
            for kind in zones.keys.sorted() {
              for (scheme, level, _) in levels {
                let table = Table(
                  dataset: dataset, year: year, segment: segment, source: source, zoneKind: kind,
                  scheme: scheme, level: level)
                try tables.fill(
                  table, zones: zones[kind] ?? [], industries: industries[scheme + level] ?? [],
                  &random)
              }
            }
          }
        }
      }
    }
    return tables
  }

  private mutating func fill(
    _ table: Table, zones: [String], industries: [String], _ random: inout SeededGenerator
  ) throws {
    // In how many of a hundred cells something is unknown, absent or 0.
    let unknown = Bool.random(using: &random) ? 0 : 4
    let absent = Bool.random(using: &random) ? 0 : 30
    let zero = Bool.random(using: &random) ? 0 : 25
    for zone in zones {
      for industry in industries {
        var dice: Int { Int.random(in: 0..<100, using: &random) }
        if dice < absent { continue }
        if table.source == "firm_year" {
          let employees = (0..<Int.random(in: 1...3, using: &random)).map { _ -> Int? in
            dice < unknown ? nil : dice < zero ? 0 : Int.random(in: 1...500, using: &random)
          }
          try add(firms: employees, to: table, zone: zone, industry: industry)
        } else {
          let cell: Cell =
            dice < unknown
            ? .unknown(1) : .value(dice < zero ? 0 : Int.random(in: 1...9_000, using: &random))
          try add(
            cell, isSuppressed: Bool.random(using: &random), to: table, zone: zone,
            industry: industry)
        }
      }
    }
  }
}
