import ClusterAnalysis
import ClusterStore
import SQLite
import SampleStore
import Statistics
import Testing

/// A small database that a test fills by itself, and the answers of indices on it.
struct SmallSurvey {
  let store: Store

  init() throws {
    store = try SampleStore.empty()
    for dataset in ["d", "f"] {
      try run(
        "INSERT INTO dataset (key, name_en, kind) VALUES (?1, ?1, 'survey')", [.text(dataset)])
    }
  }

  func run(_ sql: String, _ values: [Value] = []) throws {
    try store.connection.run(sql, values)
  }

  func addZone(
    _ key: String, kind: String = "county", in parent: String? = nil, area: Double? = nil
  ) throws {
    try run(
      """
      INSERT INTO zone (key, kind, area_km2, parent_id)
      VALUES (?1, ?2, ?3, (SELECT id FROM zone WHERE key = ?4))
      """, [.text(key), .text(kind), area.map(Value.real) ?? .null, Value(parent)])
  }

  /// An industry whose key is `s:CODE`.
  func addIndustry(
    _ code: String, level: String? = nil, in parent: String? = nil, scheme: String = "s"
  ) throws {
    try run(
      """
      INSERT INTO industry (key, scheme, code, level, parent_id)
      VALUES (?5 || ':' || ?1, ?5, ?1, ?2, (SELECT id FROM industry WHERE key = ?3))
      """, [.text(code), Value(level), Value(parent), .null, .text(scheme)])
  }

  /// A row of dataset d; nil employees are missing, or what `flags` says.
  func addCell(
    _ zone: String, _ code: String, _ employees: Int?, year: Int = 2020, segment: String = "all",
    firms: Int? = nil, flags: String? = nil
  ) throws {
    try run(
      """
      INSERT INTO cell_year (dataset_id, zone_id, industry_id, segment, year, employees, firms, flags)
      SELECT dataset.id, zone.id, industry.id, ?3, ?4, ?5, ?6, ?7 FROM dataset, zone, industry
      WHERE dataset.key = 'd' AND zone.key = ?1 AND industry.key = 's:' || ?2
      """,
      [
        .text(zone), .text(code), .text(segment), .integer(Int64(year)), Value(employees),
        Value(firms), Value(flags),
      ])
  }

  /// A firm of dataset f, with its row; nil employees are missing, or what `flags` says.
  func addFirm(
    _ key: String, _ zone: String?, _ code: String?, _ employees: Int?, year: Int = 2020,
    flags: String? = nil, place: (Double, Double)? = nil
  ) throws {
    let there = try store.connection.value("SELECT 1 FROM firm WHERE key = ?1", [.text(key)])
    if there == nil {
      try run(
        "INSERT INTO firm (key, name_en, longitude, latitude) VALUES (?1, ?1, ?2, ?3)",
        [
          .text(key), place.map { .real($0.0) } ?? .null, place.map { .real($0.1) } ?? .null,
        ])
    }
    try run(
      """
      INSERT INTO firm_year (dataset_id, firm_id, zone_id, industry_id, year, employees, flags)
      SELECT dataset.id, firm.id, (SELECT id FROM zone WHERE key = ?2),
        (SELECT id FROM industry WHERE key = 's:' || ?3), ?4, ?5, ?6
      FROM dataset, firm WHERE dataset.key = 'f' AND firm.key = ?1
      """,
      [
        .text(key), Value(zone), Value(code), .integer(Int64(year)), Value(employees),
        Value(flags),
      ])
  }

  /// Asks an index of dataset d.
  func ask(
    _ index: String, _ change: (inout IndexRequest) -> Void = { _ in }
  ) async throws -> Answer {
    var request = IndexRequest(index: index, dataset: "d")
    change(&request)
    return try await ask(request)
  }

  func ask(_ request: IndexRequest) async throws -> Answer {
    Answer(try await IndexRun(store, request).table())
  }

  /// What an index refuses with.
  func refusal(
    _ index: String, _ change: (inout IndexRequest) -> Void = { _ in }
  ) async -> String {
    do {
      _ = try await ask(index, change)
      return "no error"
    } catch { return "\(error)" }
  }
}

/// What an index has answered, row by row.
struct Answer {
  let table: IndexTable
  let rows: [[String: Value]]

  init(_ table: IndexTable) {
    self.table = table
    let columns = table.columns
    rows = (0..<columns.rowCount).map { row in
      var cells: [String: Value] = [:]
      for column in columns.columns {
        switch column.values {
        case .text(let codes, let texts):
          if codes[row] >= 0 { cells[column.name] = .text(texts[Int(codes[row])]) }
        case .integer(let numbers):
          if numbers[row] != ResultColumns.noInteger {
            cells[column.name] = .integer(numbers[row])
          }
        case .real(let numbers):
          if !numbers[row].isNaN { cells[column.name] = .real(numbers[row]) }
        }
      }
      return cells
    }
  }

  /// The values of the measures by what each row is about.
  func values(of measures: [String]) -> [String: [Double?]] {
    var values: [String: [Double?]] = [:]
    for row in rows { values[Self.subject(row)] = measures.map { row.real($0) } }
    return values
  }

  /// The values of one measure by what each row is about; undefined ones are left out.
  subscript(measure: String) -> [String: Double] {
    var values: [String: Double] = [:]
    for row in rows { values[Self.subject(row)] = row.real(measure) }
    return values
  }

  /// The note of each row by what it is about.
  var notes: [String: String] {
    var notes: [String: String] = [:]
    for row in rows { notes[Self.subject(row)] = row.text("note") }
    return notes
  }

  static func subject(_ row: [String: Value]) -> String {
    ["year", "segment", "zone", "industry", "other_industry", "group", "label"].compactMap {
      switch row[$0] {
      case .integer(let number): "\(number)"
      case .text(let text): text
      default: nil
      }
    }.joined(separator: " ")
  }
}

extension [String: Value] {
  func real(_ name: String) -> Double? {
    if case .real(let number) = self[name] { number } else { nil }
  }

  func integer(_ name: String) -> Int64? {
    if case .integer(let number) = self[name] { number } else { nil }
  }

  func text(_ name: String) -> String? {
    if case .text(let text) = self[name] { text } else { nil }
  }
}
