public import ClusterStore
import SQLite

/// Writes a whole database as a folder of CSV files that `agglom init --from` reads back.
///
/// There is a file for each table, with the numbers of the rows, and `tables.csv`, which names the
/// tables and counts their rows. NULL is an empty field and empty text is `""`; a blob is
/// `X'0aff'`. In columns without a type a value stands as SQL writes it, so that `'7'` is text and
/// 7 is a number.
public struct DatasetFolder {
  private let store: Store

  /// Exports from `store`.
  public init(_ store: Store) { self.store = store }

  /// How many tables and rows were written.
  public struct Summary: Hashable, Sendable {
    /// The tables.
    public var tables = 0
    /// The rows of all of them.
    public var rows = 0
  }

  /// How many rows will be written.
  public func rowCount() throws -> Int {
    try ResultReader(store).count(StoredTables.all(of: DatabaseOutline(store.connection)))
  }

  /// Writes the database, all of one moment.
  ///
  /// - Parameters:
  ///   - folder: Where to.
  ///   - progress: Gets the rows written so far, now and then.
  /// - Returns: How much was written.
  /// - Throws: ``ExportError/foreignObject(_:)`` for a table, view or index that is not of the
  ///   program's own schema, which a new database would not have; or an error of SQLite.
  public func write(
    to folder: OutputFolder, progress: (Int) -> Void = { _ in }
  ) throws -> Summary {
    let reader = ResultReader(store)
    return try reader.snapshot {
      let outline = try DatabaseOutline(store.connection)
      try requireOwnSchema(outline)
      var summary = Summary()
      var counts: [(table: String, rows: Int)] = []
      for table in StoredTables.all(of: outline) {
        let types = try StoredTables.types(of: table, in: store)
        try folder.write("\(table.name).csv") { sink in
          try CSVFormat.names(([table.rowNumber].compactMap(\.self) + table.writable), to: sink)
          let rows = try reader.readStored(table) { row in
            for index in types.indices {
              if index > 0 { sink.buffer.append(",") }
              append(row, index, isTyped: types[index] != .any, to: &sink.buffer)
            }
            sink.buffer.append("\n")
            try sink.drain()
            summary.rows += 1
            if summary.rows.isMultiple(of: 10_000) { progress(summary.rows) }
          }
          counts.append((table.name, rows))
        }
      }
      summary.tables = counts.count
      try folder.write("tables.csv") { sink in
        try sink.write(
          columns: ["table", "rows"],
          rows: counts.map { [.text($0.table), .integer(Int64($0.rows))] }, as: CSVFormat())
      }
      return summary
    }
  }

  private func append(
    _ row: borrowing Row, _ index: Int, isTyped: Bool, to output: inout ByteBuffer
  ) {
    let cell = row.cell(index)
    switch cell.storage {
    case .null: break
    case .integer: output.append(integer: cell.integer)
    case .real: output.append(cell.real, isPlain: false)
    case .blob: unsafe cell.withBytes { unsafe output.append(hex: $0) }
    case .text:
      unsafe cell.withBytes { text in
        guard !isTyped else { return unsafe CSVFormat().append(text, to: &output) }
        var literal = ByteBuffer()
        literal.append("'")
        unsafe literal.append(text, doubling: UInt8(ascii: "'"))
        literal.append("'")
        unsafe literal.withUnsafeBytes { unsafe CSVFormat().append($0, to: &output) }
      }
    }
  }

  private func requireOwnSchema(_ outline: DatabaseOutline) throws {
    let own = try DatabaseOutline(Store.create().connection)
    let known = Set(own.objects.map { "\($0.type) \($0.name): \($0.sql ?? "")" })
    for object in outline.objects where !object.name.hasPrefix("sqlite_") {
      guard known.contains("\(object.type) \(object.name): \(object.sql ?? "")") else {
        throw ExportError.foreignObject("\(object.type) \(object.name)")
      }
    }
  }
}

extension CSVFormat {
  /// Writes a line of names.
  fileprivate static func names(_ names: [String], to sink: OutputSink) throws(ExportError) {
    var format = CSVFormat()
    try format.begin(names.map { .init(name: $0) }, into: &sink.buffer)
  }
}
