import Foundation
import SQLite
import Testing

@testable import VirtualTable

/// Rows that go in as images are those that INSERT would have stored.
struct TableImageTests {
  static let table = """
    CREATE TABLE firm_year (
      id INTEGER PRIMARY KEY, dataset_id INTEGER NOT NULL, year INTEGER, output REAL, name TEXT,
      kind TEXT NOT NULL DEFAULT 'surveyed', note TEXT
    ) STRICT;
    CREATE INDEX by_dataset ON firm_year (dataset_id, year);
    CREATE INDEX by_year ON firm_year (year);
    """
  static let columns = ["id", "dataset_id", "year", "output", "name"]

  /// The texts of rows, which must stay where they are until the rows have been read.
  final class Texts {
    private var kept: [UnsafeMutableRawBufferPointer] = []
    deinit { for text in kept { text.deallocate() } }

    func cell(_ text: String) -> RowFeed.Cell {
      let bytes = Array(text.utf8)
      let place = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count + 1, alignment: 1)
      place.copyBytes(from: bytes)
      kept.append(place)
      return .text(UnsafeRawBufferPointer(rebasing: place[..<bytes.count]))
    }
  }

  /// Numbers at every border between the lengths that a number can have.
  static let integers: [Int64] =
    [0, 1, -1, 2, -2]
    + (0..<63).flatMap { bit -> [Int64] in
      let border = Int64(1) << bit
      return [border - 1, border, border + 1, -border - 1, -border, -border + 1]
    } + [.max]
  static let reals: [Double] = [
    0, -0.0, 1, -1, 0.1, 1e23, .leastNonzeroMagnitude, .infinity, -.infinity, 140_737_488_355_327,
    140_737_488_355_328, -140_737_488_355_328, -140_737_488_355_329, 9.007199254740993e15, 12.5,
  ]

  /// Fills one table by INSERT and its twin by images; returns both as text.
  private func both(
    _ rows: [[RowFeed.Cell]], script: String = table, columns: [String] = columns
  ) throws -> (inserted: [String], copied: [String], refused: Int) {
    let list = columns.joined(separator: ", ")
    let quoted = try Connection.memory(script).query(
      "SELECT name FROM pragma_table_info('firm_year')"
    ) { "quote(\($0.text(0)))" }.joined(separator: " || ',' || ")
    let inserted = try Connection.memory(script)
    let feed = try RowFeed(inserted, name: "feed", columns: columns.count)
    let places = columns.indices.map { "c\($0)" }.joined(separator: ", ")
    let cells = rows.flatMap { $0 }
    var failure: (any Error)?
    _ = cells.withUnsafeBufferPointer { buffer in
      feed.withRows(buffer.baseAddress.unsafelyUnwrapped, count: rows.count) {
        do {
          try inserted.execute("INSERT INTO firm_year (\(list)) SELECT \(places) FROM feed")
        } catch { failure = error }
      }
    }
    if let failure { throw failure }
    let copied = try Connection.memory(script)
    let shape = try #require(try TableShape(copied, table: "firm_year"))
    let image = try #require(try TableImage(copied, shape, columns: columns))
    let refused = rows.count { !image.takes($0) }
    try image.finish()
    try TableImage.endAll(copied)
    #expect(try copied.value("PRAGMA integrity_check") == .text("ok"))
    let sql = "SELECT \(quoted) FROM firm_year ORDER BY id"
    return (
      try inserted.query(sql) { $0.text(0) }, try copied.query(sql) { $0.text(0) }, refused
    )
  }

  @Test func `numbers of every length are stored as INSERT stores them`() throws {
    let texts = Texts()
    var rows: [[RowFeed.Cell]] = []
    for (place, number) in Self.integers.enumerated() {
      let real = Self.reals[place % Self.reals.count]
      rows.append([
        .integer(Int64(place + 1)), .integer(number), place % 7 == 0 ? .null : .integer(-number),
        place % 5 == 0 ? .null : .real(real),
        texts.cell(String(repeating: "集", count: place % 90)),
      ])
    }
    let result = try both(rows)
    #expect(result.refused == 0)
    #expect(result.copied == result.inserted)
    #expect(result.copied.count == rows.count)
  }

  @Test func `a hundred thousand rows fill trees of many pages, in the order of every index`()
    throws
  {
    let texts = Texts()
    let names = (0..<50).map { texts.cell("企业\($0)" + String(repeating: "x", count: $0 * 3)) }
    let rows = (1...100_000).map { id -> [RowFeed.Cell] in
      // A multiplicative generator spreads the years and datasets.
      let spread = Int64(id) * 48_271 % 99_991
      return [
        .integer(Int64(id) * 3), .integer(spread % 3), .integer(1990 + spread % 40 - 20),
        .real(Double(spread) / 8), names[id % 50],
      ]
    }
    let result = try both(rows)
    #expect(result.refused == 0)
    #expect(result.copied == result.inserted)
  }

  @Test func `images follow each other, and one without rows changes nothing`() throws {
    let copied = try Connection.memory(Self.table)
    for round in 0..<5 {
      try copied.execute("BEGIN")
      let shape = try #require(try TableShape(copied, table: "firm_year"))
      let image = try #require(try TableImage(copied, shape, columns: Self.columns))
      for number in 1...20 where round != 3 {
        let row: [RowFeed.Cell] = [
          .integer(Int64(round * 100 + number)), .integer(1), .integer(Int64(number % 4)), .null,
          .null,
        ]
        #expect(image.takes(row))
      }
      try image.finish()
      #expect(try TableImage.isUsed(copied, table: "firm_year"))
      try copied.execute("COMMIT")
      try TableImage.endAll(copied)
    }
    #expect(try copied.value("PRAGMA integrity_check") == .text("ok"))
    #expect(
      try copied.query(
        "SELECT count(*) FROM firm_year INDEXED BY by_year WHERE year IS NOT NULL GROUP BY year"
      ) { $0.integer(0) } == [20, 20, 20, 20])
  }

  @Test func `an image leaves no file, and what a killed program has left is removed`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let database = folder.appending(path: "an agglom's.db").path
    func files() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.contains("-rows-") }
    }
    let connection = try Connection(path: database, mode: .create)
    try connection.execute(Self.table)
    let left = database + "-rows-abcdef"
    try Data(count: ImagePages.pageSize).write(to: URL(filePath: left))
    let mine = database + "-rows-backup"
    try Data("mine".utf8).write(to: URL(filePath: mine))
    for path in [left, mine] {
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
    let held = try ImageFile(prefix: database + "-rows")
    #expect(try files().count == 2)
    #expect(!FileManager.default.fileExists(atPath: left))
    #expect(FileManager.default.fileExists(atPath: mine), "no file of pages")
    try FileManager.default.removeItem(atPath: mine)
    let shape = try #require(try TableShape(connection, table: "firm_year"))
    let image = try #require(try TableImage(connection, shape, columns: Self.columns))
    #expect(image.takes([.integer(1), .integer(1), .null, .null, .null]))
    try image.finish()
    #expect(try files().count == 1, "the one that is held")
    held.removeName()
    #expect(try files().isEmpty)
    try TableImage.endAll(connection)
    #expect(try connection.value("SELECT count(*) FROM firm_year") == .integer(1))
    #expect(throws: SQLiteError.self) { try ImageFile(prefix: "/nowhere/rows") }
  }

  @Test func `a row whose values do not fit as they are is not taken`() throws {
    let texts = Texts()
    let copied = try Connection.memory(Self.table)
    let shape = try #require(try TableShape(copied, table: "firm_year"))
    let image = try #require(try TableImage(copied, shape, columns: Self.columns))
    let name = texts.cell("a")
    func isTaken(_ row: [RowFeed.Cell]) -> Bool {
      image.takes(row)
    }
    #expect(!isTaken([.null, .integer(1), .null, .null, name]), "no id")
    #expect(!isTaken([.integer(5), .null, .null, .null, name]), "NULL where a value must be")
    #expect(!isTaken([.integer(5), .real(1), .null, .null, name]), "a real in an INTEGER column")
    #expect(!isTaken([.integer(5), name, .null, .null, name]), "text in an INTEGER column")
    #expect(!isTaken([.integer(5), .integer(1), .null, name, name]), "text in a REAL column")
    #expect(!isTaken([.integer(5), .integer(1), .null, .real(.nan), name]), "no number")
    #expect(!isTaken([.integer(5), .integer(1), .null, .integer(1 << 60), name]), "rounded")
    #expect(!isTaken([.integer(5), .integer(1), .null, .null, .integer(1)]), "a number as text")
    let long = texts.cell(String(repeating: "长", count: 6_000))
    #expect(
      !isTaken([.integer(5), .integer(1), .null, .null, long]), "longer than a record may be")
    #expect(isTaken([.integer(5), .integer(1), .null, .null, name]))
    #expect(!isTaken([.integer(5), .integer(1), .null, .null, name]), "an id that is there")
    #expect(image.count == 1)
  }

  @Test(arguments: [
    "CREATE TABLE firm_year (id INTEGER PRIMARY KEY, a INTEGER)",
    "CREATE TABLE firm_year (id INTEGER, a INTEGER) STRICT",
    "CREATE TABLE firm_year (id INTEGER PRIMARY KEY, a BLOB) STRICT",
    "CREATE TABLE firm_year (id INTEGER PRIMARY KEY, a INTEGER AS (id + 1)) STRICT",
    "CREATE TABLE firm_year (id INTEGER PRIMARY KEY, a INTEGER DEFAULT 5) STRICT",
    """
    CREATE TABLE firm_year (id INTEGER PRIMARY KEY, a INTEGER) STRICT;
    CREATE TRIGGER t AFTER INSERT ON firm_year BEGIN SELECT 1; END
    """,
  ])
  func `no image is made of a table of another kind`(_ script: String) throws {
    #expect(try TableShape(Connection.memory(script), table: "firm_year") == nil)
  }

  @Test func `an index that would hinder is named`() throws {
    let connection = try Connection.memory(
      """
      CREATE TABLE firm_year (id INTEGER PRIMARY KEY, a INTEGER UNIQUE, b TEXT, c INTEGER) STRICT;
      CREATE UNIQUE INDEX by_b ON firm_year (b);
      CREATE INDEX by_text ON firm_year (b);
      CREATE INDEX part ON firm_year (c) WHERE c > 1;
      CREATE INDEX falling ON firm_year (c DESC);
      CREATE INDEX computed ON firm_year (c + 1);
      CREATE INDEX plain ON firm_year (c, a);
      """)
    let shape = try #require(try TableShape(connection, table: "firm_year"))
    #expect(
      shape.hindrances.map(\.name).sorted() == [
        "by_b", "by_text", "computed", "falling", "part", "sqlite_autoindex_firm_year_1",
      ])
    #expect(
      shape.hindrances.filter(\.isUnique).map(\.name).sorted() == [
        "by_b", "sqlite_autoindex_firm_year_1",
      ])
    #expect(shape.indexes.map(\.name) == ["plain"])
  }

  @Test(arguments: 1...140)
  func `trees of every height are whole`(count: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try ImageFile(prefix: folder.appending(path: "trees").path)
    let pages = ImagePages(file)
    // Texts as long as a page holds four of: a tree of a hundred has four levels.
    let length = 15_000
    func record(_ number: Int, isEntry: Bool) -> [UInt8] {
      let text = Array(String(number + 1_000).utf8) + [UInt8](repeating: 120, count: length - 4)
      let codes = Varint.bytes(UInt64(13 + 2 * length))
      // The entry of an index has the row's id behind the text, in two bytes.
      guard isEntry else { return [UInt8(codes.count + 2), 0] + codes + text }
      return [UInt8(codes.count + 2)] + codes + [2] + text
        + [UInt8((number + 1) >> 8), UInt8((number + 1) & 0xFF)]
    }
    func append(_ number: Int, isEntry: Bool) {
      let bytes = record(number, isEntry: isEntry)
      bytes.withUnsafeBytes { bytes in
        pages.append(
          id: Int64(number + 1), header: UnsafeRawBufferPointer(rebasing: bytes[..<3]),
          values: UnsafeRawBufferPointer(rebasing: bytes[3...]))
      }
    }
    pages.begin(.table)
    for number in 0..<count { append(number, isEntry: false) }
    let table = pages.end()
    pages.begin(.index)
    for number in 0..<count { append(number, isEntry: true) }
    let index = pages.end()
    ImageHeader.write(
      [
        .init("table", "t", "t", table, "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)"),
        .init("index", "i", "t", index, "CREATE INDEX i ON t (a)"),
      ], pageCount: pages.count, to: file)
    try file.check()
    let connection = try Connection(path: file.path, mode: .readOnly)
    let check = try connection.query("PRAGMA integrity_check") { $0.text(0) }
    #expect(check == ["ok"])
    #expect(try connection.value("SELECT count(*) FROM t") == .integer(Int64(count)))
    #expect(
      try connection.value("SELECT count(*) FROM t INDEXED BY i WHERE a > ''")
        == .integer(Int64(count)))
  }

  @Test func `an index has its keys as numbers, with NULL first, and their rows in order`() {
    let postings = IndexPostings(columns: 2)
    let numbers: [Int64] = [
      5, -1, .max, IndexPostings.null, 0, 256, -257, 5, 1 << 40, -(1 << 40), 5,
    ]
    var expected: [[Int64]] = []
    // Distances of one byte and of several, and lists of several blocks.
    for round in 0..<200 {
      for (place, number) in numbers.enumerated() {
        let key = [number, Int64(round % 3)]
        let id = Int64(round * 1_000_003 + place * 17 + 1)
        postings.append(key, id: id)
        expected.append(key + [id])
      }
    }
    expected.sort { $0.lexicographicallyPrecedes($1) }
    var found: [[Int64]] = []
    postings.forEach { found.append([$0[0], $0[1], $1]) }
    #expect(found == expected)
  }

  @Test func `an index of very many keys is whole`() {
    let postings = IndexPostings(columns: 1)
    for id in Int64(1)...50_000 { postings.append([id * 48_271 % 99_991], id: id) }
    var found: [Int64] = []
    postings.forEach { number, _ in found.append(number[0]) }
    #expect(found == (Int64(1)...50_000).map { $0 * 48_271 % 99_991 }.sorted())
  }
}

extension TableImage {
  /// Adds a row; whether it was taken.
  fileprivate func takes(_ row: [RowFeed.Cell]) -> Bool {
    row.withUnsafeBufferPointer { (try? append($0.baseAddress.unsafelyUnwrapped)) ?? false }
  }
}

extension Connection {
  /// A database in memory, made by `script`.
  fileprivate static func memory(_ script: String) throws -> Connection {
    let connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute(script)
    return connection
  }
}
