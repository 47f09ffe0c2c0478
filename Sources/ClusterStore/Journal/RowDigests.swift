import SQLite

/// The digests of the rows that an import adds to one table, gathered as the rows come.
public struct RowDigests: Sendable {
  /// Digests of rows whose ids follow each other.
  struct Run: Sendable {
    var firstID: Int64
    var digests: [UInt32]

    var ids: Range<Int64> { firstID..<firstID + Int64(digests.count) }
  }

  private(set) var runs: [Run] = []

  /// How many rows a stored run has at most.
  static let runLimit = 65_536

  /// Begins with no rows.
  public init() {}

  /// Notes the digest of the row `id`; ids rise, but one whose row did not stay may come again, and
  /// those after it with it.
  public mutating func note(id: Int64, digest: UInt32) {
    while let last = runs.indices.last, id < runs[last].ids.upperBound {
      guard runs[last].firstID < id else {
        runs.removeLast()
        continue
      }
      runs[last].digests.removeLast(Int(runs[last].ids.upperBound - id))
    }
    if let last = runs.indices.last, runs[last].ids.upperBound == id,
      runs[last].digests.count < Self.runLimit
    {
      runs[last].digests.append(digest)
    } else {
      runs.append(Run(firstID: id, digests: [digest]))
    }
  }

  /// Reads the rows `ids` of `table`, which were noted and have changed since, once more.
  public mutating func readAgain(_ ids: [Int64], of table: String, _ store: Store) throws {
    let reader = RowDigestReader(store.connection, table: try Schema(store).table(table))
    for id in ids {
      guard let run = run(of: id) else { continue }
      try reader.read(id...id) { runs[run].digests[Int($0 - runs[run].firstID)] = $1 }
    }
  }

  /// The digest of the row `id`; nil where none was noted.
  func digest(of id: Int64) -> UInt32? {
    guard let run = run(of: id) else { return nil }
    return runs[run].digests[Int(id - runs[run].firstID)]
  }

  /// Whether every one of `ids` has a digest.
  func covers(_ ids: ClosedRange<Int64>) -> Bool {
    guard var run = run(of: ids.lowerBound) else { return false }
    while !runs[run].ids.contains(ids.upperBound) {
      guard run + 1 < runs.count, runs[run].ids.upperBound == runs[run + 1].firstID else {
        return false
      }
      run += 1
    }
    return true
  }

  private func run(of id: Int64) -> Int? {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].ids.upperBound <= id { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low].ids.contains(id) ? low : nil
  }
}

extension RowDigests {
  /// Four bytes for each digest, little-endian.
  static func bytes(_ digests: [UInt32]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digests.count * 4)
    for digest in digests {
      for shift in [0, 8, 16, 24] as [UInt32] {
        bytes.append(UInt8(truncatingIfNeeded: digest >> shift))
      }
    }
    return bytes
  }

  /// The digests that ``bytes(_:)`` made.
  static func digests(_ bytes: [UInt8]) -> [UInt32] {
    var digests: [UInt32] = []
    digests.reserveCapacity(bytes.count / 4)
    for start in stride(from: 0, to: max(0, bytes.count - 3), by: 4) {
      var digest: UInt32 = 0
      for place in 0..<4 { digest |= UInt32(bytes[start + place]) << UInt32(8 * place) }
      digests.append(digest)
    }
    return digests
  }

  /// Reads what a batch keeps of `table`.
  init(_ connection: Connection, batch: Int64, table: String) throws(SQLiteError) {
    runs = try connection.query(
      """
      SELECT first_id, digests FROM import_digest
      WHERE batch_id = ?1 AND table_name = ?2 ORDER BY first_id
      """, [.integer(batch), .text(table)]
    ) { row in
      guard case .blob(let bytes) = row.value(1) else {
        return Run(firstID: row.integer(0), digests: [])
      }
      return Run(firstID: row.integer(0), digests: Self.digests(bytes))
    }.filter { ClosedRange(journalled: $0.firstID, $0.firstID) != nil }
  }

  /// Writes the runs as those of a batch.
  func write(_ connection: Connection, batch: Int64, table: String) throws(SQLiteError) {
    for run in runs {
      try connection.run(
        """
        INSERT INTO import_digest (batch_id, table_name, first_id, digests)
        VALUES (?1, ?2, ?3, ?4)
        """,
        [.integer(batch), .text(table), .integer(run.firstID), .blob(Self.bytes(run.digests))])
    }
  }
}
