import Foundation
import SQLite
import SampleStore
import ScratchFolder
import Testing

@testable import ClusterStore

/// The reading of a survey's figures, by one connection or by two.
struct FigureReaderTests {
  private let scratch: Scratch
  private let path: String

  /// A file with 500 cells of 2020, of which some are unknown, and a few of 2021.
  init() throws {
    scratch = try Scratch()
    path = scratch.path("a.db")
    let store = try Store.create(path: path)
    try store.connection.run(
      "INSERT INTO dataset (key, name_en, kind) VALUES ('d', 'd', 'survey'), ('f', 'f', 'survey')")
    for zone in 0..<50 {
      try store.connection.run(
        "INSERT INTO zone (key, kind) VALUES (?1, 'county')", [.text("zone-\(zone)")])
    }
    for industry in 0..<10 {
      try store.connection.run(
        "INSERT INTO industry (key, scheme, code) VALUES (?1, 's', ?1)", [.text("i\(industry)")])
    }
    try store.connection.execute(
      """
      INSERT INTO cell_year (dataset_id, zone_id, industry_id, year, employees, firms, segment)
      SELECT 1, zone.id, industry.id, 2020, zone.id * 100 + industry.id, nullif(zone.id, 7),
        CASE WHEN zone.id > 25 THEN 'late' ELSE 'early' END
      FROM zone, industry;
      UPDATE cell_year SET employees = NULL, flags = '{"employees": "suppressed"}'
      WHERE employees % 11 = 0;
      UPDATE cell_year SET employees = NULL,
        flags = '{"employees": {"status": "suppressed", "lower": 2, "upper": 8}}'
      WHERE employees % 13 = 0;
      UPDATE cell_year SET employees = NULL WHERE employees % 17 = 0;
      UPDATE cell_year SET employees = NULL, flags = '{"wages": "suppressed"}'
      WHERE employees % 19 = 0;
      UPDATE cell_year SET flags = '{"employees": "imputed"}' WHERE employees % 23 = 0;
      INSERT INTO cell_year (dataset_id, zone_id, industry_id, year, employees, segment)
      VALUES (1, 3, 4, 2021, 5, 'early'), (1, 40, 4, 2021, 6, 'late');
      INSERT INTO firm (key, name_en) VALUES ('x', 'x'), ('y', 'y'), ('z', 'z');
      INSERT INTO firm_year (dataset_id, firm_id, zone_id, industry_id, year, employees)
      VALUES (2, 1, 1, 1, 2020, 10), (2, 2, NULL, 1, 2020, 20), (2, 3, 2, NULL, 2020, NULL);
      """)
  }

  private func request(_ segments: FigureReader.Segments = .every) -> FigureReader.Request {
    var request = FigureReader.Request(figure: "employees", dataset: "d")
    request.segments = segments
    request.readsFirms = true
    return request
  }

  private func rows(
    _ store: Store, _ request: FigureReader.Request
  ) async throws -> [Int: FigureRows] {
    let reader = try FigureReader(store, request)
    return try await reader.rows(years: reader.years())
  }

  /// What `request` reads: in every respect that a reader of rows can see.
  private func expectSame(_ one: FigureRows?, _ other: FigureRows?) throws {
    let (one, other) = (try #require(one), try #require(other))
    #expect(one.zones == other.zones && one.industries == other.industries)
    #expect(one.values.map(\.bitPattern) == other.values.map(\.bitPattern))
    #expect(one.unknown == other.unknown && one.imputed == other.imputed)
    #expect(one.firms == other.firms)
    #expect(one.segments == other.segments && one.segmentNames == other.segmentNames)
  }

  @Test func `two connections read what one reads`() async throws {
    let file = try await rows(Store.open(path: path), request())
    // A database in memory has one connection; so has a file with a write-ahead log.
    let memory = try Store.open(path: path).copiedToMemory()
    let alone = try await rows(memory, request())
    let writer = try Connection(path: path, mode: .readWrite)
    #expect(try writer.value("PRAGMA journal_mode = wal") == .text("wal"))
    let logged = try await rows(Store.open(path: path), request())
    for year in [2020, 2021] {
      try expectSame(file[year], alone[year])
      try expectSame(file[year], logged[year])
    }
    #expect(file[2020]?.count == 500 && file[2021]?.count == 2)
  }

  @Test func `rows are as the table has them`() async throws {
    let store = try Store.open(path: path)
    let read = try #require(try await rows(store, request())[2020])
    let stored = try store.connection.query(
      """
      SELECT zone_id, industry_id, employees, firms, segment, flags FROM cell_year
      WHERE year = 2020 ORDER BY id
      """
    ) { row in (0..<row.count).map { row.value($0) } }
    var counts: [String: Int] = [:]
    for (place, row) in stored.enumerated() {
      #expect(row[0] == .integer(read.zones[place]))
      #expect(row[1] == .integer(read.industries[place]))
      #expect(row[3] == (read.firms[place] < 0 ? .null : .integer(read.firms[place])))
      #expect(row[4] == .text(read.segmentNames[Int(read.segments[place])]))
      #expect((row[2] == .null) == read.values[place].isNaN)
      #expect((row[2] == .null) == (read.unknown[place] != nil))
      switch (row[5], read.unknown[place]) {
      case (.text(#"{"employees": "suppressed"}"#), .suppressed(0, nil)?):
        counts["plain", default: 0] += 1
      case (.text(let flags), .suppressed(2, 8)?):
        #expect(flags.contains("lower"))
        counts["bounded", default: 0] += 1
      case (.null, .missing?), (.text(#"{"wages": "suppressed"}"#), .missing?):
        counts["missing", default: 0] += 1
      case (.text(#"{"employees": "imputed"}"#), nil):
        #expect(read.imputed.contains(place))
        counts["imputed", default: 0] += 1
      case (.null, nil): #expect(!read.imputed.contains(place))
      default: Issue.record("row \(place): \(row) is \(String(describing: read.unknown[place]))")
      }
    }
    #expect(Set(counts.keys) == ["plain", "bounded", "missing", "imputed"])
  }

  @Test func `one segment is read alone, and several are not read as one`() async throws {
    let store = try Store.open(path: path)
    let early = try await rows(store, request(.one("early")))
    #expect(early[2020]?.count == 250 && early[2021]?.values == [5])
    #expect(early[2020]?.segments.isEmpty == true)
    await #expect(
      throws: FigureReader.Failure.segments(
        dataset: "d", asked: nil, there: ["early", "late"])
    ) { try await rows(store, request(.only)) }
    await #expect(
      throws: FigureReader.Failure.segments(
        dataset: "d", asked: "noon", there: ["early", "late"])
    ) { try await rows(store, request(.one("noon"))) }
  }

  @Test func `firms without a zone or an industry have 0 there`() async throws {
    var request = FigureReader.Request(figure: "employees", dataset: "f")
    request.readsFirms = true
    let read = try #require(try await rows(Store.open(path: path), request)[2020])
    #expect(read.zones == [1, 0, 2] && read.industries == [1, 1, 0])
    #expect(read.firms == [1, 2, 3] && read.unknown == [2: .missing])
    request.figure = "firms"
    let counted = try #require(try await rows(Store.open(path: path), request)[2020])
    #expect(counted.values == [1, 1, 1] && counted.unknown.isEmpty)
  }

  @Test func `what another process is writing is not read, and does not disturb`() async throws {
    let store = try Store.open(path: path)
    let before = try await rows(store, request())
    let writer = try Connection(path: path, mode: .readWrite)
    try writer.execute("BEGIN IMMEDIATE; UPDATE cell_year SET employees = 1, flags = NULL")
    let meanwhile = try await rows(store, request())
    try expectSame(before[2020], meanwhile[2020])
    try writer.execute("COMMIT")
    let after = try await rows(store, request())
    #expect(after[2020]?.values == [Double](repeating: 1, count: 500))
  }

  @Test func `a writer that goes on committing is seen as of one moment`() async throws {
    let writer = try Connection(path: path, mode: .readWrite)
    try writer.execute("UPDATE cell_year SET employees = 0, flags = NULL")
    let (path, commits) = (path, 60)
    async let last = Self.write(commits, to: path)
    var seen: Set<Double> = []
    repeat {
      let read = try #require(try await rows(Store.open(path: path), request())[2020])
      let figures = Set(read.values)
      #expect(read.count == 500 && figures.count == 1, "\(figures.sorted())")
      seen.formUnion(figures)
    } while !seen.contains(Double(commits))
    #expect(try await last == commits && seen.count > 1)
  }

  /// Puts 1, 2, 3 and so on into every row, a commit each.
  private static func write(_ commits: Int, to path: String) async throws -> Int {
    let writer = try Connection(path: path, mode: .readWrite, busyTimeout: 60_000)
    for commit in 1...commits {
      try writer.run("UPDATE cell_year SET employees = ?1", [.integer(Int64(commit))])
    }
    return commits
  }

  @Test func `a transaction that is open reads what it has written, and stays open`() async throws {
    let store = try Store.open(path: path, mode: .readWrite)
    try store.connection.execute("BEGIN; UPDATE cell_year SET employees = 7, flags = NULL")
    let read = try await rows(store, request())
    #expect(read[2020]?.values == [Double](repeating: 7, count: 500))
    #expect(store.connection.isInTransaction)
    try store.connection.execute("ROLLBACK")
    #expect(try await rows(store, request())[2020]?.values.contains(7) == false)
  }

  @Test func `rows in the table's order are those that the index finds`() async throws {
    // Dataset 1 has 2020 to itself; from 2022 on it takes turns with another, and the years too.
    let store = try Store.open(path: path, mode: .readWrite)
    try store.connection.execute(
      """
      INSERT INTO cell_year (dataset_id, zone_id, industry_id, year, employees, segment)
      SELECT 1 + industry.id % 2, zone.id, industry.id, 2022 + zone.id % 3, zone.id + industry.id,
        CASE WHEN zone.id > 25 THEN 'late' ELSE 'early' END
      FROM zone, industry
      """)
    var inOrder: [Int: Bool] = [:]
    for (dataset, key) in [(1, "d"), (2, "f")] {
      for year in [2020, 2021, 2022, 2023, 2024, 2025] {
        var asked = FigureReader.Request(figure: "employees", dataset: key)
        (asked.table, asked.readsFirms) = (.cells, true)
        for segment in [nil, "early", "late"] {
          let scan = try FigureScan(
            asked, .cells, dataset: Int64(dataset), year: year, segment: segment, store.connection)
          if dataset == 1 { inOrder[year] = scan.isInTableOrder }
          let asOf: [Value] = [.integer(Int64(dataset)), .integer(Int64(year))]
          let stored = try store.connection.query(
            """
            SELECT zone_id, industry_id, employees FROM cell_year
            WHERE dataset_id = ?1 AND year = ?2 AND segment = coalesce(?3, segment) ORDER BY id
            """, asOf + [segment.map { .text($0) } ?? .null]
          ) { ($0.integer(0), $0.integer(1), $0.optionalReal(2)) }
          let (first, second) = scan.halves()
          let whole = try scan.read(store.connection)
          var parts = try first.read(store.connection)
          parts.append(try second.read(store.connection))
          for read in [whole, parts] {
            #expect(read.zones == stored.map(\.0) && read.industries == stored.map(\.1))
            #expect(read.values.map { $0.isNaN ? nil : $0 } == stored.map(\.2))
          }
          try expectSame(whole, parts)
        }
      }
    }
    #expect(inOrder.filter(\.value).keys.sorted() == [2020, 2021] && inOrder.count == 6)
  }

  @Test func `what is not there is refused by name`() throws {
    let store = try Store.open(path: path)
    #expect(throws: StoreError.notFound(table: "dataset", key: "e")) {
      try FigureReader(store, .init(figure: "employees", dataset: "e"))
    }
    for figure in ["zone_id", "year", "flags", "employes", "\"employees\"", "nothing"] {
      #expect(throws: FigureReader.Failure.self, "\(figure)") {
        try FigureReader(store, .init(figure: figure, dataset: "d"))
      }
    }
    #expect(throws: FigureReader.Failure.empty(dataset: "g")) {
      let memory = try store.copiedToMemory()
      try memory.connection.run(
        "INSERT INTO dataset (key, name_en, kind) VALUES ('g', 'g', 'survey')")
      _ = try FigureReader(memory, .init(figure: "employees", dataset: "g"))
    }
  }
}
