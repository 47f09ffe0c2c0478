import ClusterStore
import SQLite

/// Writes rows as JSON objects, which is what ``JSONFormat`` and ``NDJSONFormat`` share.
///
/// Whole numbers are written as they are, also beyond 2^53, where some readers lose digits.
struct JSONObject {
  private var columns: [String] = []
  private var beginnings: [[UInt8]] = []
  private var rows = 0

  /// Takes the columns, each of which must have a name of its own; those at `left` are not written.
  mutating func begin(
    _ columns: [ResultReader.Column], leaving left: Set<Int> = []
  ) throws(ExportError) {
    self.columns = columns.map(\.name)
    var seen: Set<String> = []
    for (index, name) in self.columns.enumerated() {
      guard seen.insert(name).inserted else {
        throw .duplicateColumn(format: "JSON", column: name)
      }
      var beginning = ByteBuffer()
      guard !left.contains(index) else {
        beginnings.append([])
        continue
      }
      beginning.append(beginnings.allSatisfy(\.isEmpty) ? "{" : ",")
      unsafe Array(name.utf8).withUnsafeBytes { unsafe beginning.append(json: $0) }
      beginning.append(":")
      beginnings.append(beginning.bytes)
    }
  }

  /// Counts a row that is not written.
  mutating func pass() { rows += 1 }

  mutating func write<Cells: CellRow & ~Copyable>(
    _ row: borrowing Cells, into output: inout ByteBuffer
  ) throws(ExportError) {
    rows += 1
    for index in 0..<row.count where !beginnings[index].isEmpty {
      output.append(beginnings[index])
      let cell = row.cell(index)
      switch cell.storage {
      case .null: output.append("null")
      case .integer: output.append(integer: cell.integer)
      case .real:
        let number = cell.real
        guard number.isFinite else { throw refusal(index, "the value is infinite") }
        output.append(number, isPlain: false)
      case .text:
        let isWritten = unsafe cell.withBytes { bytes in
          guard unsafe isASCII(bytes) || isUTF8(bytes) else { return false }
          unsafe output.append(json: bytes)
          return true
        }
        guard isWritten else { throw refusal(index, "the text is not UTF-8") }
      case .blob:
        output.append(UInt8(ascii: "\""))
        unsafe cell.withBytes { unsafe output.append(hex: $0) }
        output.append(UInt8(ascii: "\""))
      }
    }
    output.append(beginnings.allSatisfy(\.isEmpty) ? "{}" : "}")
  }

  private func refusal(_ index: Int, _ reason: String) -> ExportError {
    .unrepresentable(
      format: "JSON", table: nil, column: columns[index], row: rows, reason: reason)
  }
}

/// Whether no byte is above 127.
@unsafe func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
  var all: UInt8 = 0
  for index in 0..<bytes.count { unsafe all |= bytes[index] }
  return all < 128
}

extension ByteBuffer {
  /// Appends well-formed text as a JSON string; only what must be escaped is.
  @unsafe mutating func append(json text: UnsafeRawBufferPointer) {
    append(UInt8(ascii: "\""))
    var start = 0
    for index in 0..<text.count {
      let byte = unsafe text[index]
      guard byte < 32 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
      unsafe append(raw: UnsafeRawBufferPointer(rebasing: text[start..<index]))
      start = index + 1
      append(UInt8(ascii: "\\"))
      switch byte {
      case 8: append(UInt8(ascii: "b"))
      case 9: append(UInt8(ascii: "t"))
      case 10: append(UInt8(ascii: "n"))
      case 12: append(UInt8(ascii: "f"))
      case 13: append(UInt8(ascii: "r"))
      case 0..<32:
        append("u00")
        append(Self.hexDigit(byte >> 4))
        append(Self.hexDigit(byte & 15))
      default: append(byte)
      }
    }
    unsafe append(raw: UnsafeRawBufferPointer(rebasing: text[start...]))
    append(UInt8(ascii: "\""))
  }
}
