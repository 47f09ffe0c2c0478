import ClusterStore
import SQLite

/// SQL as SQLite reads it, also through its shell, which knows no NUL and drops a carriage return
/// before a line feed.
struct SQLiteDialect {
  /// The encoding of the database, by which SQLite turns bytes into text.
  let encoding: String

  /// The beginning of a statement that adds rows.
  static func insertion(into table: String, columns: [String]) -> String {
    let names = columns.map(DatabaseOutline.quoted).joined(separator: ", ")
    return "INSERT INTO \(DatabaseOutline.quoted(table)) (\(names)) VALUES\n"
  }

  /// What begins the file, after the comments.
  ///
  /// Encoding, page size and the way free pages are given back hold for a file that is still empty.
  static func opening(_ outline: DatabaseOutline) -> String {
    """
    PRAGMA foreign_keys = OFF;
    PRAGMA encoding = '\(outline.encoding)';
    PRAGMA page_size = \(outline.pageSize);
    PRAGMA auto_vacuum = \(outline.autoVacuum);
    BEGIN;
    PRAGMA application_id = \(outline.applicationID);
    PRAGMA user_version = \(outline.userVersion);

    """
  }

  /// What ends the file.
  static let closing = "COMMIT;\n"

  /// What takes every row out of a table.
  static func clearing(_ table: String) -> String {
    "DELETE FROM \(DatabaseOutline.quoted(table));\n"
  }

  /// What makes SQLite keep its table of numbers given out, where no other table brings it.
  static func sequenceTable(named free: String) -> String {
    let name = DatabaseOutline.quoted(free)
    return "CREATE TABLE \(name) (id INTEGER PRIMARY KEY AUTOINCREMENT);\nDROP TABLE \(name);\n"
  }

  /// What makes SQLite's own table of the planner's figures.
  static let statisticsTable = "ANALYZE sqlite_master;\n"

  /// What gives a full-text index one of its settings.
  func setting(_ key: String, of table: String, to value: Value) -> [UInt8] {
    let name = DatabaseOutline.quoted(table)
    var output = ByteBuffer()
    output.append("INSERT INTO \(name) (\(name), \"rank\") VALUES (")
    let row = ValueRow(values: [.text(key), value])
    append(row.cell(0), to: &output)
    output.append(", ")
    append(row.cell(1), to: &output)
    output.append(");\n")
    return output.bytes
  }

  /// A definition as a statement.
  ///
  /// A comment at its end would swallow what follows on the line.
  static func statement(_ definition: String) -> String {
    definition + (definition.contains("--") ? "\n;\n" : ";\n")
  }

  /// Appends a row of so many cells in parentheses.
  func append(_ row: borrowing Row, count: Int, to output: inout ByteBuffer) {
    for index in 0..<count {
      output.append(UInt8(ascii: index == 0 ? "(" : ","))
      append(row.cell(index), to: &output)
    }
    output.append(UInt8(ascii: ")"))
  }

  /// Appends a cell as a literal of its own type.
  @inline(__always)
  private func append(_ cell: some RowCell, to output: inout ByteBuffer) {
    switch cell.storage {
    case .null: output.append("NULL")
    case .integer: output.append(integer: cell.integer)
    case .real: output.append(sqlReal: cell.real)
    case .text: unsafe cell.withBytes { unsafe append(text: $0, to: &output) }
    case .blob: unsafe cell.withBytes { unsafe output.append(hex: $0) }
    }
  }

  @unsafe private func append(text: UnsafeRawBufferPointer, to output: inout ByteBuffer) {
    let quote = UInt8(ascii: "'")
    guard unsafe isPlain(text) else {
      output.append("CAST(")
      unsafe appendEncoded(text, to: &output)
      output.append(" AS TEXT)")
      return
    }
    output.append(quote)
    unsafe output.append(text, doubling: quote)
    output.append(quote)
  }

  /// Whether the text comes through the shell as it is: UTF-8, no NUL, no CR before LF.
  @unsafe private func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
    var (all, isBroken, previous): (UInt8, Bool, UInt8) = (0, false, 0)
    for index in 0..<text.count {
      let byte = unsafe text[index]
      all |= byte
      isBroken = isBroken || byte == 0 || (byte == 10 && previous == 13)
      previous = byte
    }
    return unsafe !isBroken && (all < 128 || isUTF8(text))
  }

  /// Appends the bytes that the database keeps for `text`.
  @unsafe private func appendEncoded(_ text: UnsafeRawBufferPointer, to output: inout ByteBuffer) {
    guard encoding != "UTF-8" else {
      unsafe output.append(hex: text)
      return
    }
    let isLittle = encoding == "UTF-16le"
    let bytes = unsafe String(decoding: text, as: UTF8.self).utf16.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
      return isLittle ? [low, high] : [high, low]
    }
    unsafe bytes.withUnsafeBytes { unsafe output.append(hex: $0) }
  }
}
