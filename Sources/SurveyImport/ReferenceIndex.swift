import ClusterStore
import SQLite

/// The rows that a column of the file may point at, by key or by code.
///
/// Without a scheme, a key is tried first and then a code of the table's default scheme.
final class ReferenceIndex {
  /// The table pointed at.
  let table: String
  /// The rows that were added because a file named them, and the lines that did so first.
  private(set) var added = RowRangeRecorder()
  private let target: ImportTarget
  private let scheme: String?
  /// The scheme that an added code belongs to.
  private let addedScheme: String
  private var nextID: Int64
  private var ids = ByteDictionary()

  /// Reads the names of the rows of `table`: the codes of `scheme`, or the keys where it is nil.
  init(_ store: Store, table: String, scheme: String?) throws(SQLiteError) {
    self.table = table
    self.scheme = scheme
    target = ImportTarget(store)
    nextID = try target.nextID(of: table)
    let reader = ReferenceReader(store, table: table)
    addedScheme = scheme ?? reader.defaultScheme ?? ""
    if let scheme = scheme ?? reader.defaultScheme {
      try unsafe reader.codes(scheme: scheme) { unsafe ids.set($0, to: $1) }
    }
    if scheme == nil { try unsafe reader.keys { unsafe ids.set($0, to: $1) } }
  }

  /// The id of the row called `name`; nil where there is none.
  func id(_ name: UnsafeRawBufferPointer) -> Int64? { unsafe ids.value(name) }

  /// The id of a row that is going to be added.
  func newID() -> Int64 {
    defer { nextID += 1 }
    return nextID
  }

  /// Whether a name can be that of a row to add: text, and where no scheme is stated one that looks
  /// like a code, which has a digit and is neither a name nor a key.
  func canAdd(_ name: UnsafeRawBufferPointer) -> Bool {
    guard unsafe CellParser.badByte(name) == nil else { return false }
    guard scheme == nil else { return true }
    return unsafe name.contains { $0 &- 48 < 10 }
      && name.allSatisfy { byte in
        byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || " .-*/".utf8.contains(byte)
      }
  }

  /// Adds a row with that code and no name to the table.
  func insert(code: [UInt8], id: Int64, line: Int) throws {
    try target.addReference(
      table: table, scheme: addedScheme, code: String(decoding: code, as: UTF8.self), id: id)
    added.note(id: id, line: line)
  }

  /// Adds a row that this import made.
  func add(_ name: UnsafeRawBufferPointer, id: Int64) { unsafe ids.set(name, to: id) }
}
