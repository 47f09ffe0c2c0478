import ClusterModel
import SQLite
import Testing

@testable import ClusterStore

@Suite struct ImportJournalTests {
  let store: Store
  var journal: ImportJournal { ImportJournal(store) }

  init() throws { store = try Store.create() }

  private func batch(_ file: String = "firms.csv", digit: Character = "0") -> ImportJournal.Batch {
    ImportJournal.Batch(
      table: "firm", dataset: nil, file: file, bytes: 12,
      sha256: String(repeating: digit, count: 64), encoding: "GB18030",
      dialect: #"{"delimiter": ","}"#, mapping: "{}", startedAt: "2024-01-01T00:00:00Z",
      version: "1.0")
  }

  @discardableResult
  private func record(
    _ batch: ImportJournal.Batch, _ ranges: [ImportJournal.RowRange]
  ) throws -> Int64 {
    try journal.record(batch, ranges: ["firm": ranges], rejects: nil)
  }

  private func ranges() throws -> [[Int64]] {
    try store.connection.query(
      "SELECT first_id, last_id, first_line, line_step FROM import_row_range ORDER BY first_id"
    ) { row in (0..<4).map { row.integer($0) } }
  }

  @Test func `a row leads back to its file and line`() throws {
    let first = try record(
      batch("a.csv"),
      [
        .init(firstID: 1, lastID: 3, firstLine: 2, step: 1),
        .init(firstID: 4, lastID: 5, firstLine: 9, step: 2),
      ])
    let second = try record(
      batch("b.csv"), [.init(firstID: 6, lastID: 6, firstLine: 2, step: 1)])
    for (id, batch, file, line) in [
      (1, first, "a.csv", 2), (3, first, "a.csv", 4), (4, first, "a.csv", 9),
      (5, first, "a.csv", 11), (6, second, "b.csv", 2),
    ] {
      let origin = try #require(try journal.origin(table: "firm", id: Int64(id)))
      #expect(origin.batch == batch && origin.file == file && origin.line == line)
    }
    #expect(try journal.origin(table: "firm", id: 7) == nil)
    #expect(try journal.origin(table: "zone", id: 1) == nil)
  }

  @Test func `a row that is forgotten splits its range, and the others keep their lines`() throws {
    try record(batch(), [.init(firstID: 10, lastID: 14, firstLine: 5, step: 3)])
    try journal.forget(table: "firm", id: 12)
    #expect(try ranges() == [[10, 11, 5, 3], [13, 14, 14, 3]])
    try journal.forget(table: "firm", id: 10)
    try journal.forget(table: "firm", id: 14)
    #expect(try ranges() == [[11, 11, 8, 3], [13, 13, 14, 3]])
    #expect(try journal.origin(table: "firm", id: 11)?.line == 8)
    #expect(try journal.origin(table: "firm", id: 12) == nil)
    try journal.forget(table: "firm", id: 11)
    try journal.forget(table: "firm", id: 13)
    try journal.forget(table: "firm", id: 13)
    #expect(try ranges().isEmpty)
  }

  @Test func `a range of one table is none of another's`() throws {
    try record(batch(), [.init(firstID: 1, lastID: 9, firstLine: 2, step: 1)])
    try journal.forget(table: "zone", id: 5)
    #expect(try ranges() == [[1, 9, 2, 1]])
  }

  @Test func `a batch keeps its counts, and what did not fit`() throws {
    var batch = batch()
    (batch.read, batch.inserted, batch.skipped, batch.rejected) = (4, 2, 1, 1)
    let reject = ImportJournal.Reject(
      line: 3, column: "员工", text: "12人", code: "type-error", reason: "no whole number",
      original: "0755,12人")
    let number = try journal.record(batch, ranges: [:], rejects: spool([reject]))
    let counts = try store.connection.query(
      """
      SELECT rows_read, rows_inserted, rows_skipped, rows_rejected FROM import_batch WHERE id = ?1
      """, [.integer(number)]
    ) { row in (0..<4).map { row.integer($0) } }
    #expect(counts == [[4, 2, 1, 1]])
    let rejects = try store.connection.query(
      "SELECT line, column_name, text, code, reason, original, batch_id FROM import_reject"
    ) { row in (0..<7).map { row.value($0) } }
    #expect(
      rejects == [
        [
          .integer(3), .text("员工"), .text("12人"), .text("type-error"),
          .text("no whole number"), .text("0755,12人"), .integer(number),
        ]
      ])
  }

  private func spool(_ rejects: [ImportJournal.Reject]) throws -> RejectSpool {
    let spool = try RejectSpool(store)
    for reject in rejects { try spool.add(reject) }
    return spool
  }

  @Test func `rejects are kept by line, and those of a line as they came`() throws {
    let numbers = try [["9b", "2a", "9a", "4c"], ["1z"]].map { names in
      let rejects = names.map { name in
        ImportJournal.Reject(
          line: Int(name.prefix(1)) ?? 0, column: nil, text: nil, code: "c", reason: "r",
          original: name)
      }
      return try journal.record(batch(), ranges: [:], rejects: spool(rejects))
    }
    let found = try numbers.map { number in
      var found: [String] = []
      try journal.forEachReject(ofBatch: number) { found.append($0.original) }
      return found
    }
    #expect(found == [["2a", "4c", "9b", "9a"], ["1z"]])
  }

  @Test func `counts that do not add up are refused`() throws {
    var batch = batch()
    batch.read = 5
    #expect(throws: SQLiteError.self) { try journal.record(batch, ranges: [:], rejects: nil) }
  }

  @Test func `batches of a file are found by its digest, earliest first`() throws {
    let first = try record(batch("a.csv"), [])
    _ = try record(batch("b.csv", digit: "1"), [])
    let third = try record(batch("renamed.csv"), [])
    #expect(try journal.batches(sha256: String(repeating: "0", count: 64)) == [first, third])
    #expect(try journal.batches(sha256: String(repeating: "2", count: 64)).isEmpty)
  }

  @Test func `a batch that goes takes its ranges and rejects along`() throws {
    let number = try journal.record(
      batch(), ranges: ["firm": [.init(firstID: 1, lastID: 1, firstLine: 2, step: 1)]],
      rejects: spool([
        .init(line: 3, column: nil, text: nil, code: "extra-cell", reason: "r", original: "o")
      ]))
    try store.connection.run("DELETE FROM import_batch WHERE id = ?1", [.integer(number)])
    #expect(try ranges().isEmpty)
    #expect(try store.connection.value("SELECT count(*) FROM import_reject") == .integer(0))
  }
}
