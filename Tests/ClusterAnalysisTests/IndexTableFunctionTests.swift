import ClusterAnalysis
import ClusterStore
import Foundation
import SQLite
import SampleStore
import Statistics
import Testing

/// The indices as tables of SQL.
@Suite struct IndexTableFunctionTests {
  private final class Folder {
    let path =
      FileManager.default.temporaryDirectory.path + "/agglom-\(UInt64.random(in: 0 ... .max))"
    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private let folder: Folder

  init() throws { folder = try Folder() }

  /// A session that can only read what `store` holds.
  private func session(_ store: Store) throws -> QuerySession {
    let path = "\(folder.path)/\(UInt64.random(in: 0 ... .max)).db"
    try store.connection.backup(to: path)
    let session = try QuerySession(path: path)
    try SQLStatistics.register(on: session)
    return session
  }

  private func rows(
    _ sql: String, in session: QuerySession
  ) throws -> (columns: [String], rows: [[Value]]) {
    var (columns, rows): ([String], [[Value]]) = ([], [])
    _ = try session.run(sql, parameters: [], begin: { columns = $0 }) { row in
      rows.append((0..<row.count).map { row.value($0) })
    }
    return (columns, rows)
  }

  private func message(_ sql: String, in session: QuerySession) -> String? {
    do {
      _ = try rows(sql, in: session)
      return nil
    } catch QueryError.failed(let message, _) { return message } catch { return "\(error)" }
  }

  /// A file of firms with coordinates, so that every index can be asked.
  private static let surveyed = Result {
    let path =
      FileManager.default.temporaryDirectory.path
      + "/agglom-placed-\(UInt64.random(in: 0 ... .max)).db"
    let store = try SampleStore.surveyed()
    try store.connection.run(
      """
      UPDATE firm SET longitude = 122 + (id * 37 % 100) / 50.0,
        latitude = 41 + (id * 53 % 100) / 80.0
      """)
    SampleStore.removeAtExit(path)
    try store.connection.backup(to: path)
    return path
  }

  private static func surveyedSession() throws -> QuerySession {
    let session = try QuerySession(path: surveyed.get())
    try SQLStatistics.register(on: session)
    return session
  }

  @Test(arguments: IndexCatalog.all.map(\.name))
  func `a function answers what the index does`(name: String) async throws {
    let session = try Self.surveyedSession()
    var request = IndexRequest(index: name, dataset: "synthetic-liaoning")
    (request.years, request.zones) = ([2021, 2022], ["prefecture"])
    (request.industries, request.groups) = (["gbt4754-2017:division"], "section")
    request.absent = .zero
    if name == "duranton-overman" { request.settings = ["simulations": "3", "seed": "7"] }
    if !["variety", "coagglomeration"].contains(name) { request.groups = nil }
    let function = name.replacing("-", with: "_")
    let sql =
      """
      SELECT * FROM \(function)('employees', '2021,2022', NULL, 'prefecture',
        'gbt4754-2017:division')
      WHERE if_absent = 'zero'
      """
      + (request.groups.map { " AND group_level = '\($0)'" } ?? "")
      + (name == "duranton-overman" ? " AND settings = 'simulations=3,seed=7'" : "")
    let expected: IndexTable
    let store = try Store.open(path: Self.surveyed.get())
    do { expected = try await IndexRun(store, request).table() } catch {
      // What the sample does not have is refused in both ways.
      let message = try #require(self.message(sql, in: session), "\(error)")
      #expect(message.hasPrefix("\(function) takes the "), "\(message), not \(error)")
      #expect(["cluster-index", "williamson"].contains(name))
      return
    }
    let found = try rows(sql, in: session)
    #expect(found.rows.count == expected.columns.rowCount && !found.rows.isEmpty)
    let renamed = ["figure_value": "employees", "grp": "group"]
    for (place, column) in found.columns.enumerated() {
      let values =
        expected.values(renamed[column] ?? column)
        ?? Array(repeating: .null, count: found.rows.count)
      #expect(found.rows.map { $0[place] } == values, "\(column)")
    }
    let others = expected.columns.columns.map(\.name).filter { name in
      !name.hasSuffix("_name") && !found.columns.contains(name)
        && !renamed.values.contains(name)
    }
    #expect(others == [], "columns of the answer that the table lacks")
  }

  @Test func `a function joins with tables, by arguments from either side`() throws {
    let session = try Self.surveyedSession()
    let joined = try rows(
      """
      SELECT zone.key, quotient.industry, quotient.location_quotient
      FROM location_quotient('employees', 2022) AS quotient JOIN zone ON zone.key = quotient.zone
      WHERE quotient.location_quotient > 1 ORDER BY 3 DESC
      """, in: session)
    let all = try rows(
      "SELECT location_quotient FROM location_quotient('employees', 2022)", in: session)
    let above = all.rows.count { if case .real(let value) = $0[0] { value > 1 } else { false } }
    #expect(joined.rows.count == above && above > 3)
    // Years from another table, and two indices side by side.
    let sql = """
      WITH asked (year) AS (VALUES (2021), (2022))
      SELECT asked.year, count(*), sum(g.gini IS NULL)
      FROM asked JOIN gini('employees', asked.year) AS g
      JOIN herfindahl_hirschman('employees', asked.year) AS h ON h.industry = g.industry
      GROUP BY 1
      """
    let byYear = try rows(sql, in: session)
    #expect(byYear.rows.map { $0[0] } == [.integer(2021), .integer(2022)])
    #expect(byYear.rows.allSatisfy { $0[1] != .integer(0) })
    // The views and the functions agree in one statement.
    let differing = try rows(
      """
      SELECT count(*), sum(abs(view.hhi - own.herfindahl_hirschman) > 1e-12)
      FROM industry_concentration AS view
      JOIN herfindahl_hirschman('employees', 2022) AS own ON own.industry = view.industry
      WHERE view.year = 2022
      """, in: session)
    #expect(differing.rows[0][0] != .integer(0) && differing.rows[0][1] == .integer(0))
  }

  @Test func `lists, settings and choices are read from texts`() throws {
    let survey = try StoredSurvey.linked()
    for (zone, industry, size) in [("a", "s:1", 4), ("a", "s:2", 6), ("b", "s:1", 8)] {
      try survey.addCell(zone, industry, size)
    }
    try survey.addCell("b", "s:2", nil)
    let session = try session(survey.store)
    func first(_ sql: String) throws -> [Value] { try rows(sql, in: session).rows.first ?? [] }
    #expect(
      try first(
        """
        SELECT concentration_ratio, convention FROM concentration_ratio('employees', 2019)
        WHERE settings = 'largest=1' AND zones = ' a , b ' AND industries = 's:1'
        """) == [.real(8.0 / 12), .text("largest 1")])
    #expect(
      try first(
        """
        SELECT herfindahl_hirschman_lower IS NOT NULL, suppressed
        FROM herfindahl_hirschman('employees', '2019', 'd')
        WHERE if_suppressed = 'bounds' AND industry = 's:2'
        """) == [.integer(1), .integer(1)])
    #expect(
      try first(
        """
        SELECT count(*), sum(figure_value) FROM location_quotient('employees', NULL)
        WHERE target = 't' AND if_suppressed = 'omit'
        """) == [.integer(3), .real(18)])
    #expect(
      try rows(
        "SELECT label FROM quantile('employees', 2019) WHERE settings = 'parts=0.25,0.75' "
          + "AND industry = 's:1'", in: session
      ).rows.count == 2)
  }

  @Test func `what cannot be asked is the error of the statement, in its words`() throws {
    let survey = try StoredSurvey.linked()
    try survey.addZone("a-1", kind: "county", parent: "a")
    for zone in ["a", "a-1"] { try survey.addCell(zone, "s:1", 4) }
    let session = try session(survey.store)
    for (call, words) in [
      ("gini('employees', 2019, 'nowhere')", "gini: there is no dataset 'nowhere'"),
      ("gini('employes', 2019)", "gini: there is no figure 'employes'. Did you mean 'employees'"),
      ("gini('employees', 2018)", "gini: the dataset has no rows of 2018; it has 2019"),
      ("gini('employees', 2019)", "gini: zone 'a-1' lies in 'a', and both are in the table"),
      ("gini('employees', 2019)", "Choose one level with zones: county, state."),
      ("gini('employees', 2019, NULL, 'villages')", "gini: 'villages' is no level or key of zones"),
      ("gini('employees')", "gini: parameter 'years' has no value"),
      ("gini", "gini: parameter 'figure' has no value"),
      ("gini(NULL, 2019)", "gini: figure is NULL. Give a column"),
      ("gini(7, 2019)", "gini: figure is 7. Give a text."),
      ("gini('employees', '2019-')", "gini: years is '2019-'. Give a year such as 2019"),
      ("gini('employees', 19)", "gini: years is 19. Give a year"),
      ("gini('employees', 2019.5)", "gini: years is 2019.5. Give a year"),
      (
        "variety('employees', 2019, NULL, 'state')",
        "variety takes the groups of its units: group_level"
      ),
      (
        "gini('employees', 2019) WHERE if_suppressed = 'zero'",
        "gini: if_suppressed is 'zero'. Give one of: refuse, bounds, omit."
      ),
      (
        "gini('employees', 2019) WHERE settings = 'largest'",
        "gini: settings has 'largest'. Give 'name=value' once for each"
      ),
      (
        "gini('employees', 2019) WHERE vintage = 'now'", "gini: vintage is the text 'now'"
      ),
      (
        "gini('employees', 2019) WHERE source = 'rows'", "source is 'rows'. Give cells or firms."
      ),
      (
        "location_quotient('employees', 2019) WHERE units = 'zones'",
        "location_quotient: units is for indices of distributions"
      ),
    ] {
      let message = self.message("SELECT * FROM \(call)", in: session) ?? "no error"
      #expect(message.contains(words), "\(call): \(message)")
    }
    try survey.addDataset("e")
    try survey.addCell("a", "s:1", 4, dataset: "e")
    let two = try self.session(survey.store)
    #expect(
      message("SELECT * FROM gini('employees', 2019)", in: two)
        == "gini: dataset is not given, and 2 have figures by year. Name one of: d, e.")
    let none = try self.session(SampleStore.empty())
    #expect(
      message("SELECT * FROM gini('employees', 2019)", in: none)
        == "gini: no dataset has figures by year. Import a survey first.")
  }

  @Test func `the functions do not keep their store, and cannot write`() throws {
    weak var held: Store?
    do {
      let session = try Self.surveyedSession()
      held = session.store
      #expect(try rows("SELECT * FROM gini('employees', 2022)", in: session).rows.count > 0)
      #expect(throws: QueryError.self) {
        try rows("CREATE VIRTUAL TABLE other USING gini", in: session)
      }
      #expect(!session.store.connection.isInTransaction)
    }
    #expect(held == nil)
  }

  @Test func `the time of a query is over within an index too`() throws {
    let session = try Self.surveyedSession()
    let error = #expect(throws: QueryError.self) {
      _ = try session.run(
        """
        SELECT * FROM duranton_overman('employees', 2022)
        WHERE settings = 'simulations=100000,weights=size' AND industries = 'section'
        """, parameters: [], limits: .init(seconds: 0.5), begin: { _ in }, row: { _ in })
    }
    #expect(error == .outOfTime(seconds: 0.5))
  }

  @Test func `many statements at once end, however few threads there are`() async throws {
    let path = try Self.surveyed.get()
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for seed in 0..<8 {
        group.addTask {
          let session = try QuerySession(path: path)
          try SQLStatistics.register(on: session)
          var count = 0
          _ = try session.run(
            """
            SELECT * FROM duranton_overman('employees', 2022)
            WHERE settings = 'simulations=2,seed=\(seed)' AND industries = 'section'
            """, parameters: [], begin: { _ in }, row: { _ in count += 1 })
          return count
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts.count == 8 && Set(counts).count == 1 && counts[0] > 0)
  }
}
