import CSQLite

/// Reads through a changeset without taking anything from it.
///
/// SQLite goes round for ever in some changesets that are cut off, as a damaged file may hold them.
/// The format is that of "The Session Extension", in the documentation of SQLite.
struct ChangesetFormat {
  private let bytes: [UInt8]
  private var place = 0

  /// Whether `bytes` are a changeset from beginning to end.
  static func isKept(by bytes: [UInt8]) -> Bool {
    var format = ChangesetFormat(bytes: bytes)
    while format.place < bytes.count {
      guard format.skipTable() else { return false }
    }
    return true
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Passes over the heading of a table and its changes.
  private mutating func skipTable() -> Bool {
    guard take() == UInt8(ascii: "T"), let columns = takeNumber(), columns > 0,
      skip(columns), let end = bytes[place...].firstIndex(of: 0)
    else { return false }
    place = end + 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "T") {
      guard let operation = take(), skip(1) else { return false }
      let records: Int
      switch Int32(operation) {
      case SQLITE_INSERT, SQLITE_DELETE: records = 1
      case SQLITE_UPDATE: records = 2
      default: return false
      }
      for _ in 0..<records {
        guard skipRecord(columns) else { return false }
      }
    }
    return true
  }

  private mutating func skipRecord(_ columns: Int) -> Bool {
    for _ in 0..<columns {
      switch take() {
      case 0, 5: continue
      case 1, 2: guard skip(8) else { return false }
      case 3, 4: guard let count = takeNumber(), skip(count) else { return false }
      default: return false
      }
    }
    return true
  }

  private mutating func skip(_ count: Int) -> Bool {
    guard count <= bytes.count - place else { return false }
    place += count
    return true
  }

  private mutating func take() -> UInt8? {
    guard place < bytes.count else { return nil }
    place += 1
    return bytes[place - 1]
  }

  /// A number in SQLite's variable length; nil where it is cut off or beyond 32 bits.
  private mutating func takeNumber() -> Int? {
    var number = 0
    for _ in 0..<5 {
      guard let byte = take() else { return nil }
      number = number << 7 | Int(byte & 0x7F)
      if byte < 0x80 { return number <= Int(Int32.max) ? number : nil }
    }
    return nil
  }
}
