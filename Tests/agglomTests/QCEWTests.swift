import ClusterStore
import Foundation
import SQLite
import SampleStore
import Testing

/// The census of employment and wages of the United States, 2019: 134,575 rows as they are published.
@Suite(.enabled(if: SampleStore.shared("samples/qcew_states_2019.csv.gz") != nil))
struct QCEWTests {
  @Test func `it comes in whole, and every figure is the file's`() throws {
    let program = try Program()
    defer { try? FileManager.default.removeItem(at: program.folder) }
    let mappings = SampleStore.root + "/examples/mappings"
    let connection = try importCensus(into: program, by: mappings + "/qcew-cells.json")
    try expectCounts(connection)
    try expectEveryRow(connection)
    try expectSums(connection)
    try expectSuppression(connection)
    try expectQuotients(program, connection)
    try expectBounds(program, connection, mappings: mappings)
    let check = try program.run("check")
    #expect(check.status == 0, "\(check.output)")
  }

  /// The census in a database of the program, and attached to it, as `file`, the same file as the
  /// sqlite3 shell reads it: nothing of the program is between that and the test.
  private func importCensus(
    into program: Program, by mapping: String
  ) throws -> Connection {
    try program.addSeededDatabase()
    let samples = try #require(SampleStore.shared("samples"))
    let mappings = SampleStore.root + "/examples/mappings"
    let titles = try program.shell(
      """
      set -e
      agglom import '\(samples)/lookup_area_titles.csv' --mapping '\(mappings)/qcew-areas.json'
      agglom import '\(samples)/lookup_industry_titles.csv' \
        --mapping '\(mappings)/qcew-industries.json'
      gunzip -c '\(samples)/qcew_states_2019.csv.gz' > qcew.csv
      """)
    try #require(titles.status == 0, "\(titles.messages)")
    let cells = try program.run("import", "qcew.csv", "--mapping", mapping)
    try #require(cells.status == 0, "\(cells.messages)")
    let reading = try program.shell("sqlite3 file.db '.import --csv qcew.csv qcew'")
    try #require(reading.status == 0, "\(reading.messages)")
    let connection = try Connection(path: program.database.path, mode: .readWrite)
    try connection.run("ATTACH ?1 AS file", [.text(program.folder.path + "/file.db")])
    try connection.execute("CREATE INDEX file.place ON qcew (area_fips, industry_code, own_code)")
    return connection
  }

  private func expectCounts(_ connection: Connection) throws {
    let journal = try connection.query(
      """
      SELECT rows_read, rows_inserted, rows_skipped, rows_rejected FROM import_batch
      WHERE table_name = 'cell_year'
      """
    ) { row in (0..<row.count).map { row.value($0) } }
    #expect(journal == [[134_575, 100_384, 34_191, 0].map { Value.integer($0) }])
    #expect(try connection.value("SELECT count(*) FROM file.qcew") == .integer(134_575))
    #expect(try connection.value("SELECT count(*) FROM cell_year") == .integer(100_384))
    // Codes are text: 01000 keeps its nought, 10 and 101 are no numbers.
    let code = try connection.value(
      """
      SELECT typeof(code) || ' ' || code FROM zone
      WHERE scheme = 'fips' AND name_en = 'Alabama -- Statewide'
      """)
    #expect(code == .text("text 01000"))
  }

  /// Zone, industry, segment, year and figures, row for row and both ways.
  private func expectEveryRow(_ connection: Connection) throws {
    let stored = """
      SELECT zone.code, industry.code, segment, year, firms, employees, wages
      FROM cell_year JOIN zone ON zone.id = zone_id JOIN industry ON industry.id = industry_id
      WHERE zone.scheme = 'fips' AND industry.scheme = 'bls-naics'
      """
    let inFile = """
      SELECT area_fips, industry_code, CASE own_code WHEN '0' THEN 'all' ELSE 'private' END,
        CAST(year AS INTEGER), CAST(annual_avg_estabs AS INTEGER),
        CASE disclosure_code WHEN '' THEN CAST(annual_avg_emplvl AS INTEGER) END,
        CASE disclosure_code WHEN '' THEN CAST(total_annual_wages AS REAL) END
      FROM file.qcew WHERE own_code IN ('0', '5')
      """
    let lost = try connection.value("SELECT count(*) FROM (\(inFile) EXCEPT \(stored))")
    let invented = try connection.value("SELECT count(*) FROM (\(stored) EXCEPT \(inFile))")
    #expect(lost == .integer(0) && invented == .integer(0))
  }

  private func expectSums(_ connection: Connection) throws {
    let stored = try sums(
      """
      SELECT zone.code || ' ' || segment, sum(firms), sum(employees), sum(wages), count(*)
      FROM cell_year JOIN zone ON zone.id = zone_id
      WHERE employees IS NOT NULL GROUP BY 1 ORDER BY 1
      """, connection)
    let inFile = try sums(
      """
      SELECT area_fips || CASE own_code WHEN '0' THEN ' all' ELSE ' private' END,
        sum(CAST(annual_avg_estabs AS INTEGER)), sum(CAST(annual_avg_emplvl AS INTEGER)),
        sum(CAST(total_annual_wages AS REAL)), count(*)
      FROM file.qcew
      WHERE own_code IN ('0', '5') AND disclosure_code = '' GROUP BY 1 ORDER BY 1
      """, connection)
    #expect(stored == inFile)
    // 50 states and the District of Columbia, each as a whole and for private owners.
    #expect(stored.count == 102)
  }

  private func sums(_ sql: String, _ connection: Connection) throws -> [[Value]] {
    try connection.query(sql) { row in (0..<row.count).map { row.value($0) } }
  }

  private func expectSuppression(_ connection: Connection) throws {
    let suppressed = try connection.value(
      """
      SELECT count(*) FROM cell_year
      WHERE employees IS NULL AND wages IS NULL AND firms IS NOT NULL
        AND flags ->> 'employees' = 'suppressed' AND flags ->> 'wages' = 'suppressed'
      """)
    #expect(suppressed == .integer(17_654))
    let flagged = try connection.value("SELECT count(*) FROM cell_year WHERE flags IS NOT NULL")
    #expect(flagged == .integer(17_654))
    let absent = try connection.value(
      "SELECT count(*) FROM cell_year WHERE employees IS NULL AND flags IS NULL")
    #expect(absent == .integer(0))
    // A zero that is disclosed stays zero.
    let zeros = try connection.value("SELECT count(*) FROM cell_year WHERE employees = 0")
    let disclosed = try connection.value(
      """
      SELECT count(*) FROM file.qcew
      WHERE own_code IN ('0', '5') AND disclosure_code = '' AND annual_avg_emplvl = '0'
      """)
    #expect(zeros == disclosed)
  }

  // MARK: - The bureau's own quotients

  /// The figures whose quotients the bureau prints, with its columns.
  private let quotientColumns = [
    ("employees", "lq_annual_avg_emplvl"), ("wages", "lq_total_annual_wages"),
  ]

  /// The quotients that the bureau prints in the same rows, where no suppressed cell takes part.
  ///
  /// It divides averages that are not rounded, and prints whole persons, so that a few quotients that lie
  /// at the edge of a cent come out beside it; none lies outside of what whole persons allow. Wages are
  /// printed to the dollar, and their quotients are all equal.
  private func expectQuotients(_ program: Program, _ connection: Connection) throws {
    let privately = Owner(code: "5", segment: "private")
    for (figure, column) in quotientColumns {
      let found = try compare(
        figure, column, of: privately, "--like bls", in: program, connection)
      // Every row of the dataset has a row; one has a value where all states disclose the industry.
      #expect(found.rows == 100_384)
      #expect(found.compared == 28_897 && found.compared == found.disclosed)
      if figure == "employees" {
        #expect(Double(found.equal) >= 0.9989 * Double(found.compared), "\(found)")
        try expectWithinPersons(found.compared, of: privately, connection)
      } else {
        #expect(found.equal == found.compared, "\(found)")
      }
    }
  }

  /// Who owns the establishments of a row, as the census tells them apart.
  struct Owner: Sendable, CustomTestStringConvertible {
    /// The census's code.
    let code: String
    /// The segment under which the rows come in.
    let segment: String
    /// How many quotients of employees no suppressed cell takes part in.
    var compared: Int64 = 0
    /// How many of them are equal to the cent.
    var equal: Int64 = 0

    var testDescription: String { segment }
  }

  /// Governments, against total covered employment of all owners, as the bureau has it.
  ///
  /// Few federal employees are in most industries of a state, so that the half person by which a printed
  /// figure can lie beside the average shows in the cent of many a quotient, as in few others.
  @Test(arguments: [
    Owner(code: "1", segment: "federal", compared: 10_509, equal: 9_413),
    Owner(code: "2", segment: "state", compared: 213, equal: 213),
    Owner(code: "3", segment: "local", compared: 157, equal: 157),
    Owner(code: "8", segment: "government", compared: 51, equal: 51),
  ])
  func `the quotients of every government are the bureau's`(_ owner: Owner) throws {
    let program = try Program()
    defer { try? FileManager.default.removeItem(at: program.folder) }
    let published = try String(
      contentsOfFile: SampleStore.root + "/examples/mappings/qcew-cells.json", encoding: .utf8)
    let mapping =
      published
      .replacing(#""5": "private""#, with: #""\#(owner.code)": "\#(owner.segment)""#)
      .replacing(#"["0", "5"]"#, with: #"["0", "\#(owner.code)"]"#)
    try #require(mapping.contains(owner.segment) && !mapping.contains(#""5""#))
    let path = program.folder.path + "/cells.json"
    try mapping.write(toFile: path, atomically: true, encoding: .utf8)
    let connection = try importCensus(into: program, by: path)
    for (figure, column) in quotientColumns {
      let found = try compare(
        figure, column, of: owner, "--like bls --segment \(owner.segment)", in: program, connection)
      if figure == "employees" {
        #expect(found.compared == owner.compared && found.equal == owner.equal, "\(found)")
        try expectWithinPersons(found.compared, of: owner, connection)
      } else {
        // Wages are paid where less than half a person is employed on the average.
        #expect(found.compared >= owner.compared && found.equal == found.compared, "\(found)")
      }
    }
  }

  /// How many quotients there are, have a value, could have one, and are the bureau's to the cent.
  private struct Agreement {
    var rows: Int64
    var compared: Int64
    var disclosed: Int64
    var equal: Int64
  }

  /// Holds the quotients of a figure to the bureau's; those with a value stay in `temp.compared`.
  private func compare(
    _ figure: String, _ column: String, of owner: Owner, _ options: String,
    in program: Program, _ connection: Connection
  ) throws -> Agreement {
    let asked = try program.shell(
      """
      agglom stats location-quotient --of \(figure) --years 2019 --dataset qcew \(options) \
        --output \(figure).csv && sqlite3 file.db '.import --csv \(figure).csv \(figure)'
      """)
    try #require(asked.status == 0, "\(asked.messages)")
    let code = "CASE ours.segment WHEN 'all' THEN '0' ELSE '\(owner.code)' END"
    let printed = """
      SELECT file.\(column) AS bureau, ours.location_quotient AS ours, file.area_fips AS area,
        file.industry_code AS industry, ours.segment AS segment, file.lq_disclosure_code AS withheld
      FROM file.\(figure) AS ours
      JOIN zone ON zone.key = ours.zone JOIN industry ON industry.key = ours.industry
      JOIN file.qcew AS file ON file.area_fips = zone.code AND file.industry_code = industry.code
        AND file.own_code = \(code)
      """
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.compared;
      CREATE TEMP TABLE compared AS SELECT * FROM (\(printed)) WHERE ours <> '' AND withheld = ''
      """)
    let counts = try [
      "SELECT count(*) FROM (\(printed))", "SELECT count(*) FROM compared",
      """
      SELECT count(*) FROM file.qcew
      WHERE own_code IN (SELECT \(code) FROM file.\(figure) AS ours) AND (own_code, industry_code) IN (
        SELECT own_code, industry_code FROM file.qcew GROUP BY 1, 2
        HAVING max(disclosure_code) = '' AND sum(annual_avg_emplvl) > 0)
      """,
      "SELECT count(*) FROM compared WHERE printf('%.2f', ours) = printf('%.2f', bureau)",
    ].map { statement in try connection.query(statement) { $0.integer(0) }.first ?? -1 }
    return Agreement(
      rows: counts[0], compared: counts[1], disclosed: counts[2], equal: counts[3])
  }

  /// Where states withhold an industry, the quotient that the bureau prints lies between the bounds.
  ///
  /// It knows the figures that it withholds, so that its quotients put the bounds to the proof.
  private func expectBounds(
    _ program: Program, _ connection: Connection, mappings: String
  ) throws {
    let asked = try program.shell(
      """
      set -e
      agglom import '\(SampleStore.root)/examples/bls-aggregates.csv' --on-conflict update \
        --mapping '\(mappings)/bls-aggregates.json'
      agglom stats location-quotient --years 2019 --dataset qcew --segment every \
        --base bls-naics:10/all --suppressed bounds --output bounds.csv
      sqlite3 file.db '.import --csv bounds.csv bounds'
      """)
    try #require(asked.status == 0, "\(asked.messages)")
    try connection.execute(
      """
      CREATE TEMP TABLE bounded AS
        SELECT CAST(ours.location_quotient_lower AS REAL) AS lower,
          CAST(nullif(ours.location_quotient_upper, '') AS REAL) AS upper,
          CAST(file.lq_annual_avg_emplvl AS REAL) AS bureau,
          CAST(file.annual_avg_emplvl AS REAL) AS persons
        FROM file.bounds AS ours
        JOIN zone ON zone.key = ours.zone JOIN industry ON industry.key = ours.industry
        JOIN file.qcew AS file ON file.area_fips = zone.code AND file.industry_code = industry.code
          AND file.own_code = CASE ours.segment WHEN 'all' THEN '0' ELSE '5' END
        WHERE ours.location_quotient = '' AND ours.location_quotient_lower <> ''
          AND file.disclosure_code = '' AND file.lq_disclosure_code = ''
      """)
    #expect(try connection.value("SELECT count(*) FROM bounded") == .integer(53_833))
    // Persons and quotients are printed as whole numbers and in cents.
    let outside = try connection.value(
      """
      SELECT count(*) FROM bounded WHERE NOT
        bureau BETWEEN lower - 0.0051 - bureau * 0.6 / max(persons, 1)
        AND upper + 0.0051 + bureau * 0.6 / max(persons, 1)
      """)
    #expect(outside == .integer(0))
    // Half of the intervals are no wider than a twentieth of the quotient.
    let narrow = try connection.value(
      "SELECT count(*) FROM bounded WHERE upper - lower <= 0.05 * bureau")
    guard case .integer(let count)? = narrow else { return }
    #expect(count > 53_833 / 2, "\(count)")
  }

  /// The bureau's quotient lies within what half a person more or less in each figure can make.
  private func expectWithinPersons(
    _ count: Int64, of owner: Owner, _ connection: Connection
  ) throws {
    try connection.execute(
      """
      CREATE TEMP TABLE figure AS
        SELECT area_fips AS area, industry_code AS industry,
          CASE own_code WHEN '0' THEN 'all' ELSE '\(owner.segment)' END AS segment,
          CAST(annual_avg_emplvl AS REAL) AS persons
        FROM file.qcew WHERE own_code IN ('0', '\(owner.code)')
      """)
    let outside = try connection.query(
      """
      WITH whole AS MATERIALIZED (
        SELECT industry, segment, sum(persons) AS persons, count(*) AS cells
        FROM figure GROUP BY 1, 2
      ),
      economy AS (SELECT persons, cells FROM whole WHERE industry = '10' AND segment = 'all'),
      state AS (SELECT area, persons FROM figure WHERE industry = '10' AND segment = 'all'),
      bound AS (
        SELECT bureau, cell.persons AS cell, state.persons AS state, whole.persons AS whole,
          economy.persons AS economy, whole.cells AS cells, economy.cells AS states
        FROM compared JOIN figure AS cell USING (area, industry, segment)
        JOIN state USING (area) JOIN whole USING (industry, segment) JOIN economy
      )
      SELECT count(*), sum(
        CAST(bureau AS REAL) + 0.005
          < max(cell - 0.5, 0) / (state + 0.5) / (whole + cells / 2.0) * (economy - states / 2.0)
        OR whole > cells / 2.0 AND CAST(bureau AS REAL) - 0.005
          > (cell + 0.5) / (state - 0.5) / (whole - cells / 2.0) * (economy + states / 2.0))
      FROM bound
      """
    ) { [$0.integer(0), $0.integer(1)] }
    #expect(outside == [[count, 0]])
  }
}
