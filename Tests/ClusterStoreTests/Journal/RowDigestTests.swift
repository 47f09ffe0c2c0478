import SQLite
import Testing

@testable import ClusterStore

@Suite struct RowDigestTests {
  let store: Store

  init() throws {
    store = try Store.create()
    try store.connection.execute(
      """
      CREATE TABLE thing (id INTEGER PRIMARY KEY, number INTEGER, amount REAL, words TEXT,
        bytes BLOB, kind TEXT NOT NULL DEFAULT 'usual', rank INTEGER DEFAULT 7) STRICT;
      """)
  }

  private static let columns = ["number", "amount", "words", "bytes"]

  private func read() throws -> [UInt32] {
    let reader = RowDigestReader(store.connection, table: try Schema(store).table("thing"))
    var digests: [UInt32] = []
    try reader.read(1...1_000_000) { digests.append($1) }
    return digests
  }

  private static let rows: [[Value]] = [
    [.null, .null, .null, .null], [.integer(0), .integer(0), .text(""), .blob([])],
    [.integer(-1), .integer(-1), .text("0755"), .blob([0, 1])],
    [.integer(.max), .integer(1 << 53), .text("铁西"), .blob([255])],
    [.integer(.min), .real(12.5), .text("eight by"), .null],
    [.real(3), .real(-0.0), .text("nine byte"), .null], [.null, .real(.nan), .text("a\0b"), .null],
    [.null, .real(.infinity), .text(String(repeating: "长", count: 999)), .null],
    [.null, .real(1e300), .text("sixteen bytes oh"), .null],
  ]

  @Test func `what is bound and what is read have the same digest`() throws {
    let digest = try RowDigest(store, table: "thing", columns: Self.columns)
    var bound: [UInt32] = []
    for row in Self.rows {
      let inserter = try RowInserter(store, table: "thing", columns: Self.columns)
      try inserter.statement.bind(row)
      _ = try inserter.insert()
      // In any order.
      let sum = row.indices.reversed().reduce(digest.start) {
        $0 &+ digest.value(row[$1], at: $1 + 1)
      }
      bound.append(RowDigest.folded(sum))
    }
    #expect(try read() == bound)
    #expect(Set(bound).count == bound.count)
    // A column that comes later and holds nothing changes nothing.
    try store.connection.execute("ALTER TABLE thing ADD COLUMN later TEXT")
    #expect(try read() == bound)
  }

  @Test func `typed calls are the same as values`() throws {
    let digest = try RowDigest(store, table: "thing", columns: Self.columns)
    #expect(digest.integer(5, at: 1) == digest.value(.integer(5), at: 1))
    #expect(digest.integer(5, at: 2) == digest.real(5, at: 2))
    let bytes = Array("text of more".utf8)
    #expect(
      bytes.withUnsafeBytes { digest.text($0, at: 3) }
        == digest.value(.text("text of more"), at: 3))
    #expect(digest.value(.text("1"), at: 3) != digest.value(.blob([49]), at: 3))
    #expect(digest.value(.integer(1), at: 1) != digest.value(.integer(1), at: 2))
  }

  @Test func `any one value changed is seen`() throws {
    for (column, values) in [
      ("number", ["NULL", "0", "1", "-1", "256"]), ("amount", ["NULL", "0", "0.1", "0.2", "1e9"]),
      ("words", ["NULL", "''", "' '", "'a'", "'aa'", "'a' || char(0)"]),
      ("bytes", ["NULL", "x''", "x'00'"]), ("kind", ["'usual'", "'odd'", "''"]),
      ("rank", ["NULL", "7", "8"]),
    ] {
      try store.connection.execute("DELETE FROM thing")
      for value in values {
        try store.connection.execute("INSERT INTO thing (\(column)) VALUES (\(value))")
      }
      #expect(Set(try read()).count == values.count, "\(column)")
    }
  }

  @Test func `digests of nearby rows do not collide more than chance`() throws {
    let digest = try RowDigest(store, table: "thing", columns: Self.columns)
    var seen: Set<UInt32> = []
    var collisions = 0
    for number in 0..<60_000 as Range<Int64> {
      let sum =
        digest.integer(number % 300, at: 1) &+ digest.real(Double(number / 300), at: 2)
      if !seen.insert(RowDigest.folded(sum)).inserted { collisions += 1 }
    }
    #expect(collisions < 10)
  }

  @Test func `noted digests are found, and an id that comes again takes the later ones along`() {
    var digests = RowDigests()
    for id in Int64(5)..<200_005 { digests.note(id: id, digest: UInt32(id)) }
    for id in [300_000, 300_001] as [Int64] { digests.note(id: id, digest: 1) }
    #expect(digests.digest(of: 5) == 5 && digests.digest(of: 200_004) == 200_004)
    #expect(digests.digest(of: 4) == nil && digests.digest(of: 200_005) == nil)
    #expect(digests.covers(5...200_004) && !digests.covers(5...200_005))
    #expect(digests.covers(300_000...300_001) && !digests.covers(200_004...300_000))
    digests.note(id: 100_000, digest: 7)
    #expect(digests.digest(of: 100_000) == 7)
    #expect(digests.digest(of: 100_001) == nil && digests.digest(of: 300_000) == nil)
    #expect(digests.covers(5...100_000))
    #expect(digests.runs.allSatisfy { $0.digests.count <= RowDigests.runLimit })
  }

  @Test func `digests become bytes and digests again`() {
    let digests: [UInt32] = [0, 1, .max, 0x0102_0304]
    #expect(RowDigests.bytes(digests).suffix(4) == [4, 3, 2, 1])
    #expect(RowDigests.digests(RowDigests.bytes(digests)) == digests)
  }

  @Test func `runs of ids are joined and searched`() {
    let runs = IDRuns([5...9, 1...2, 3...3, 20...20, 7...8])
    #expect(runs.ranges == [1...3, 5...9, 20...20])
    #expect(runs.count == 9)
    for id in Int64(0)...21 {
      #expect(runs.contains(id) == [1, 2, 3, 5, 6, 7, 8, 9, 20].contains(id))
    }
  }
}
