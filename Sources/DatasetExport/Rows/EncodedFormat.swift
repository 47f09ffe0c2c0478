import ClusterStore
import SQLite

/// A format of text written in another character set than UTF-8.
///
/// A character that the set lacks is refused by row and column.
struct EncodedFormat: RowFormat {
  private var format: any RowFormat
  private let encoder: CharacterEncoder
  private var columns: [String] = []
  private var rows = 0
  private var plain = ByteBuffer()

  /// Writes what `format` writes in `encoding`.
  init(_ format: any RowFormat, _ encoding: OutputEncoding) throws(ExportError) {
    self.format = format
    encoder = try CharacterEncoder(encoding)
  }

  var remark: String? { format.remark }

  mutating func begin(
    _ columns: [ResultReader.Column], into output: inout ByteBuffer
  ) throws(ExportError) {
    self.columns = columns.map(\.name)
    for name in self.columns { try check(Array(name.utf8), column: name) }
    try format.begin(columns, into: &plain)
    try convert(into: &output)
  }

  mutating func row(_ row: borrowing Row, into output: inout ByteBuffer) throws(ExportError) {
    rows += 1
    try format.row(row, into: &plain)
    // What a format keeps for the end is looked at now, while its place is known.
    if plain.count == 0 || !encoder.append(plain.bytes, to: &output) { try check(row) }
    plain.removeAll()
  }

  mutating func row(_ values: [Value], into output: inout ByteBuffer) throws(ExportError) {
    rows += 1
    try format.row(values, into: &plain)
    if plain.count == 0 || !encoder.append(plain.bytes, to: &output) {
      try check(ValueRow(values: values))
    }
    plain.removeAll()
  }

  mutating func rows(_ result: ResultColumns, into sink: OutputSink) async throws(ExportError) {
    let rows = ColumnRows(result)
    for row in 0..<rows.rowCount {
      let cells = ColumnRow(rows: rows, row: row)
      try self.row((0..<cells.count).map { cells.cell($0).value }, into: &sink.buffer)
      try sink.drain()
    }
  }

  mutating func end(into output: inout ByteBuffer) throws(ExportError) {
    try format.end(into: &plain)
    try convert(into: &output)
  }

  private mutating func convert(into output: inout ByteBuffer) throws(ExportError) {
    guard encoder.append(plain.bytes, to: &output) else {
      throw refusal("caption", encoder.missing(in: plain.bytes) ?? "text cannot be written")
    }
    plain.removeAll()
  }

  private func check<Cells: CellRow & ~Copyable>(
    _ row: borrowing Cells
  ) throws(ExportError) {
    for index in 0..<row.count {
      let cell = row.cell(index)
      guard cell.storage == .text else { continue }
      try check(unsafe cell.withBytes { unsafe Array($0) }, column: columns[index])
    }
  }

  private func check(_ text: [UInt8], column: String) throws(ExportError) {
    if let reason = encoder.missing(in: text) { throw refusal(column, reason) }
  }

  private func refusal(_ column: String, _ reason: String) -> ExportError {
    .unrepresentable(
      format: encoder.name, table: nil, column: column, row: rows, reason: "the \(reason)")
  }
}

extension RowCell {
  /// The value; text that is not UTF-8 is repaired.
  var value: Value {
    switch storage {
    case .null: .null
    case .integer: .integer(integer)
    case .real: .real(real)
    case .text: .text(unsafe withBytes { unsafe String(decoding: $0, as: UTF8.self) })
    case .blob: .blob(unsafe withBytes { unsafe Array($0) })
    }
  }
}
