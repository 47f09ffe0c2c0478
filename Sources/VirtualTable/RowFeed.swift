import CSQLite
public import SQLite

/// Rows in memory that SQL reads as a table, for an INSERT of many rows in one statement.
///
/// The table is called by the feed's name and has the columns `c0`, `c1` and so on. It has no rows
/// but while ``withRows(_:count:_:)`` runs.
public final class RowFeed {
  /// One value: what it is, and its bits or where its bytes lie.
  public struct Cell: Sendable {
    /// What the value is.
    public var kind: Kind
    /// How many bytes a text has.
    public var count: Int32
    /// The number's bits, or the address of the text's bytes.
    public var bits: UInt64

    /// What a cell holds.
    public enum Kind: Int32, Sendable {
      /// No value.
      case null
      /// A whole number.
      case integer
      /// A number.
      case real
      /// UTF-8 text.
      case text
    }

    /// The bytes of a text.
    @unsafe public var bytes: UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: UInt(bits)), count: Int(count))
    }

    /// No value.
    public static let null = Cell(kind: .null, count: 0, bits: 0)

    /// A whole number.
    public static func integer(_ number: Int64) -> Cell {
      Cell(kind: .integer, count: 0, bits: UInt64(bitPattern: number))
    }

    /// A number.
    public static func real(_ number: Double) -> Cell {
      Cell(kind: .real, count: 0, bits: number.bitPattern)
    }

    /// UTF-8 text, which must stay where it is until the rows have been read.
    @unsafe public static func text(_ bytes: UnsafeRawBufferPointer) -> Cell {
      Cell(
        kind: .text, count: Int32(bytes.count),
        bits: UInt64(UInt(bitPattern: bytes.baseAddress ?? UnsafeRawPointer(emptyText))))
    }
  }

  /// What SQL calls the table.
  public let name: String
  private let rows: UnsafeMutablePointer<Rows>
  private let connection: Connection

  /// Offers the table to SQL on `connection`.
  public init(_ connection: Connection, name: String, columns: Int) throws(SQLiteError) {
    self.name = name
    self.connection = connection
    rows = .allocate(capacity: 1)
    rows.initialize(to: Rows(columns: columns))
    let code = sqlite3_create_module_v2(connection.handle, name, feedModule, rows, nil)
    guard code == SQLITE_OK else {
      rows.deallocate()
      throw SQLiteError(code: ResultCode(rawValue: code), message: "no table '\(name)' can be made")
    }
  }

  deinit {
    sqlite3_create_module_v2(connection.handle, name, nil, nil, nil)
    rows.deallocate()
  }

  /// Lets the table have `count` rows, whose cells lie one after the other in `cells`, while `body`
  /// runs.
  ///
  /// - Returns: How many rows have been read to the end: where a statement stops at a row, that
  ///   row's number.
  public func withRows(_ cells: UnsafePointer<Cell>, count: Int, _ body: () -> Void) -> Int {
    rows.pointee.cells = cells
    rows.pointee.count = count
    rows.pointee.row = 0
    defer { rows.pointee.count = 0 }
    body()
    return rows.pointee.row
  }
}

/// What the cursor reads: one at a time.
private struct Rows {
  var columns: Int
  var cells: UnsafePointer<RowFeed.Cell>?
  var count = 0
  var row = 0
}

private struct FeedTable {
  var base = sqlite3_vtab()
  var rows: UnsafeMutablePointer<Rows>
}

private struct FeedCursor {
  var base = sqlite3_vtab_cursor()
  var rows: UnsafeMutablePointer<Rows>
}

private func rows(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?)
  -> UnsafeMutablePointer<Rows>
{
  UnsafeMutableRawPointer(cursor.unsafelyUnwrapped).assumingMemoryBound(to: FeedCursor.self).pointee
    .rows
}

/// Somewhere to point at for text of no bytes.
nonisolated(unsafe) private let emptyText = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

/// The callbacks that SQLite reads a feed through; they live as long as the program.
nonisolated(unsafe) private let feedModule: UnsafeMutablePointer<sqlite3_module> = {
  var module = sqlite3_module()
  module.xConnect = { connection, user, _, _, table, _ in
    let rows = user.unsafelyUnwrapped.assumingMemoryBound(to: Rows.self)
    let columns = (0..<rows.pointee.columns).map { "c\($0)" }.joined(separator: ", ")
    let code = sqlite3_declare_vtab(connection, "CREATE TABLE feed (\(columns))")
    guard code == SQLITE_OK else { return code }
    let made = UnsafeMutablePointer<FeedTable>.allocate(capacity: 1)
    made.initialize(to: FeedTable(rows: rows))
    table.unsafelyUnwrapped.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(
      to: sqlite3_vtab.self)
    return SQLITE_OK
  }
  module.xBestIndex = { _, _ in SQLITE_OK }
  module.xDisconnect = { table in
    UnsafeMutableRawPointer(table.unsafelyUnwrapped).assumingMemoryBound(to: FeedTable.self)
      .deallocate()
    return SQLITE_OK
  }
  module.xOpen = { table, cursor in
    let rows = UnsafeMutableRawPointer(table.unsafelyUnwrapped).assumingMemoryBound(
      to: FeedTable.self
    ).pointee.rows
    let made = UnsafeMutablePointer<FeedCursor>.allocate(capacity: 1)
    made.initialize(to: FeedCursor(rows: rows))
    cursor.unsafelyUnwrapped.pointee = UnsafeMutableRawPointer(made)
      .assumingMemoryBound(to: sqlite3_vtab_cursor.self)
    return SQLITE_OK
  }
  module.xClose = { cursor in
    UnsafeMutableRawPointer(cursor.unsafelyUnwrapped).assumingMemoryBound(to: FeedCursor.self)
      .deallocate()
    return SQLITE_OK
  }
  module.xFilter = { cursor, _, _, _, _ in
    rows(cursor).pointee.row = 0
    return SQLITE_OK
  }
  module.xNext = { cursor in
    rows(cursor).pointee.row += 1
    return SQLITE_OK
  }
  module.xEof = { cursor in
    let rows = rows(cursor)
    return rows.pointee.row < rows.pointee.count ? 0 : 1
  }
  module.xColumn = { cursor, context, column in
    let rows = rows(cursor)
    let cell = rows.pointee.cells.unsafelyUnwrapped[
      rows.pointee.row &* rows.pointee.columns &+ Int(column)]
    switch cell.kind {
    case .null: sqlite3_result_null(context)
    case .integer: sqlite3_result_int64(context, Int64(bitPattern: cell.bits))
    case .real: sqlite3_result_double(context, Double(bitPattern: cell.bits))
    case .text:
      sqlite3_result_text(
        context, UnsafePointer<CChar>(bitPattern: UInt(cell.bits)), cell.count, agglom_static())
    }
    return SQLITE_OK
  }
  module.xRowid = { cursor, id in
    id.unsafelyUnwrapped.pointee = Int64(rows(cursor).pointee.row)
    return SQLITE_OK
  }
  let place = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
  place.initialize(to: module)
  return place
}()
