import ClusterAnalysis
import ClusterStore
import SQLite
import SampleStore
import Testing

/// A survey put into a store row by row, and what an index says of it.
struct StoredSurvey {
  let store: Store

  /// Industries of scheme s (1, 2, 3, 4) and t (groups 11, 21, 22 in divisions 1 and 2), and links
  /// from one to the other: of 1 as a whole, of 2 by weights, of 3 without, of 4 none.
  static func linked() throws -> StoredSurvey {
    let survey = StoredSurvey(store: try SampleStore.empty())
    try survey.addDataset("d")
    for zone in ["a", "b"] { try survey.addZone(zone, kind: "state") }
    for code in ["1", "2", "3", "4"] { try survey.addIndustry("s", code, level: "class") }
    for code in ["1", "2"] { try survey.addIndustry("t", code, level: "division") }
    for code in ["11", "21", "22"] { try survey.addIndustry("t", code, level: "group") }
    try survey.addLink("s:1", "t:11")
    try survey.addLink("s:2", "t:11", weight: 0.25)
    try survey.addLink("s:2", "t:21", weight: 0.75, targetIsPart: true)
    try survey.addLink("s:3", "t:21", targetIsPart: true)
    try survey.addLink("s:3", "t:22")
    return survey
  }

  func addDataset(_ key: String) throws {
    try store.connection.run(
      "INSERT INTO dataset (key, name_en, kind) VALUES (?1, ?1, 'survey')", [.text(key)])
  }

  func addZone(_ key: String, kind: String, parent: String? = nil) throws {
    try store.connection.run(
      """
      INSERT INTO zone (key, kind, parent_id)
      VALUES (?1, ?2, (SELECT id FROM zone WHERE key = ?3))
      """, [.text(key), .text(kind), Value(parent)])
  }

  func addIndustry(_ scheme: String, _ code: String, level: String) throws {
    try store.connection.run(
      "INSERT INTO industry (key, scheme, code, level) VALUES (?1 || ':' || ?2, ?1, ?2, ?3)",
      [.text(scheme), .text(code), .text(level)])
  }

  func addLink(
    _ source: String, _ target: String, weight: Double? = nil, sourceIsPart: Bool = false,
    targetIsPart: Bool = false
  ) throws {
    try store.connection.run(
      """
      INSERT INTO industry_crosswalk (from_id, to_id, weight, basis, from_is_part, to_is_part)
      SELECT one.id, other.id, ?3, 'survey', ?4, ?5 FROM industry AS one, industry AS other
      WHERE one.key = ?1 AND other.key = ?2
      """,
      [
        .text(source), .text(target), Value(weight), .integer(sourceIsPart ? 1 : 0),
        .integer(targetIsPart ? 1 : 0),
      ])
  }

  /// Adds a cell; nil is one that was suppressed.
  func addCell(
    _ zone: String, _ industry: String, _ employees: Int?, year: Int = 2019, dataset: String = "d"
  ) throws {
    try store.connection.run(
      """
      INSERT INTO cell_year (dataset_id, zone_id, industry_id, segment, year, employees, flags)
      SELECT dataset.id, zone.id, industry.id, 'all', ?4, ?5,
        CASE WHEN ?5 IS NULL THEN '{"employees": "suppressed"}' END
      FROM dataset, zone, industry
      WHERE dataset.key = ?1 AND zone.key = ?2 AND industry.key = ?3
      """,
      [
        .text(dataset), .text(zone), .text(industry), .integer(Int64(year)), Value(employees),
      ])
  }

  func addFirm(
    _ name: String, _ zone: String, _ industry: String, _ employees: Int, dataset: String = "d"
  ) throws {
    try store.connection.run("INSERT INTO firm (key, name_en) VALUES (?1, ?1)", [.text(name)])
    try store.connection.run(
      """
      INSERT INTO firm_year (dataset_id, firm_id, zone_id, industry_id, year, employees)
      SELECT dataset.id, firm.id, zone.id, industry.id, 2019, ?4 FROM dataset, zone, industry, firm
      WHERE dataset.key = ?5 AND zone.key = ?2 AND industry.key = ?3 AND firm.key = ?1
      """,
      [
        .text(name), .text(zone), .text(industry), .integer(Int64(employees)),
        .text(dataset),
      ])
  }

  /// What an index says of the dataset.
  func ask(
    _ index: String = "location-quotient", dataset: String = "d",
    _ change: (inout IndexRequest) -> Void = { _ in }
  ) async throws -> IndexTable {
    var request = IndexRequest(index: index, dataset: dataset)
    change(&request)
    return try await IndexRun(store, request).table()
  }
}

extension IndexTable {
  /// The values of a column as SQL has them; nil where there is no such column.
  func values(_ name: String) -> [Value]? {
    columns.columns.first { $0.name == name }.map { column in
      (0..<columns.rowCount).map { row -> Value in
        switch column.values {
        case .text(let codes, let texts):
          codes[row] < 0 ? .null : .text(texts[Int(codes[row])])
        case .integer(let numbers): .integer(numbers[row])
        case .real(let numbers): numbers[row].isNaN ? .null : .real(numbers[row])
        }
      }
    }
  }

  /// A column of numbers by zone and industry, as `zone industry`; nil is a value that is unknown.
  func byCell(_ name: String = "employees") -> [String: Double?] {
    by(["zone", "industry"], name)
  }

  /// A column of numbers by what the rows are about.
  func by(_ subject: [String], _ name: String) -> [String: Double?] {
    let subjects = subject.map { values($0) ?? [] }
    let numbers = values(name) ?? []
    var found: [String: Double?] = [:]
    for row in 0..<columns.rowCount {
      let key = subjects.map { texts in
        if case .text(let text) = texts[row] { text } else { "" }
      }.joined(separator: " ")
      var number: Double?
      if case .real(let real) = numbers[row] { number = real }
      found.updateValue(number, forKey: key)
    }
    return found
  }
}
