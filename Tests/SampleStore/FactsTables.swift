import FoundationEssentials
public import SQLite

/// The facts that the seeds were made from, read without any of the program's own readers.
public enum FactsTables {
  /// The names of the tables, each a file `NAME.csv`.
  public static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }.sorted()
  }

  /// Makes a table of text columns for every file of `folder`; an empty cell is an empty text.
  ///
  /// - Parameters:
  ///   - folder: Where the files are.
  ///   - connection: The database that gets the tables.
  ///   - schema: `main` or `temp`.
  ///   - prefix: What stands before the names of the tables.
  /// - Throws: What reading a file or making a table throws.
  public static func load(
    _ folder: String, into connection: Connection, schema: String = "main", prefix: String = ""
  ) throws {
    for name in try names(in: folder) {
      var rows = try records(String(contentsOfFile: "\(folder)/\(name).csv", encoding: .utf8))
      let header = rows.removeFirst()
      let columns = header.map { "\"\($0)\" TEXT NOT NULL" }.joined(separator: ", ")
      let table = "\(schema).\"\(prefix)\(name)\""
      try connection.run("CREATE TABLE \(table) (\(columns))")
      let places = header.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
      for row in rows {
        try connection.run("INSERT INTO \(table) VALUES (\(places))", row.map(Value.text))
      }
    }
  }

  /// The records of a text in the format of RFC 4180.
  static func records(_ text: String) -> [[String]] {
    var (rows, row, cell): ([[String]], [String], [UInt8]) = ([], [], [])
    var isQuoted = false
    var previous: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""):
        // A doubled quote leaves and enters at once, and stands for itself.
        if !isQuoted, previous == byte { cell.append(byte) }
        isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
      case UInt8(ascii: "\r") where !isQuoted: break
      case UInt8(ascii: "\n") where !isQuoted:
        rows.append(row + [String(decoding: cell, as: UTF8.self)])
        (row, cell) = ([], [])
      default: cell.append(byte)
      }
      previous = byte
    }
    return rows
  }
}
