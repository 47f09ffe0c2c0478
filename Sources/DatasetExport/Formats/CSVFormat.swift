public import ClusterStore
import SQLite

/// Comma-separated values as RFC 4180 has them.
///
/// NULL is an empty cell and empty text is `""`; other cells are quoted only where they must be.
/// Bytes of text are written as they are, well-formed or not; infinities are `Infinity` and
/// `-Infinity`. Numbers are never escaped as formulas.
public struct CSVFormat: CellFormat {
  private let separator: UInt8
  private let lineEnding: [UInt8]
  private let hasHeader: Bool
  private let hasMark: Bool
  private let escapesFormulas: Bool

  /// Makes a format for one result.
  public init(_ options: FormatOptions = FormatOptions()) {
    self.init(options, separator: UInt8(ascii: ","))
  }

  init(_ options: FormatOptions, separator: UInt8) {
    self.separator = separator
    lineEnding = options.lineEnding == .crlf ? [13, 10] : [10]
    hasHeader = options.hasHeader
    hasMark = options.hasByteOrderMark
    escapesFormulas = options.escapesFormulas
  }

  /// Writes the names of the columns.
  public mutating func begin(
    _ columns: [ResultReader.Column], into output: inout ByteBuffer
  ) throws(ExportError) {
    if hasMark { output.append("\u{FEFF}") }
    guard hasHeader else { return }
    try row(columns.map { .text($0.name) }, into: &output)
  }

  mutating func write<Cells: CellRow & ~Copyable>(
    _ row: borrowing Cells, into output: inout ByteBuffer
  ) throws(ExportError) {
    for index in 0..<row.count {
      if index > 0 { output.append(separator) }
      let cell = row.cell(index)
      switch cell.storage {
      case .null: break
      case .integer: output.append(integer: cell.integer)
      case .real: output.append(cell.real, isPlain: true)
      case .text: unsafe cell.withBytes { unsafe append($0, to: &output) }
      case .blob: unsafe cell.withBytes { unsafe output.append(hex: $0) }
      }
    }
    output.append(lineEnding)
  }

  /// Writes nothing: a table of values has no end mark.
  public mutating func end(into output: inout ByteBuffer) throws(ExportError) {}

  /// Writes the rows of a large result: parts of it are made at the same time, and written in turn.
  public mutating func rows(
    _ result: ResultColumns, into sink: OutputSink
  ) async throws(ExportError) {
    let columns = SeparatedColumns(result, separator: separator, lineEnding: lineEnding) {
      text, buffer in
      let bytes = Array(text.utf8)
      let span = bytes.span
      unsafe span.withUnsafeBytes { unsafe append($0, to: &buffer) }
    }
    try sink.flush()
    let failure = await withTaskGroup(of: (part: Int, lines: [UInt8]).self) { group in
      // While one part is written, two are being made and one may be waiting.
      var (begun, written) = (0, 0)
      var waiting: [Int: [UInt8]] = [:]
      repeat {
        while begun < written + 4, begun * Self.rowsOfPart < result.rowCount {
          let (part, start) = (begun, begun * Self.rowsOfPart)
          let rows = start..<min(start + Self.rowsOfPart, result.rowCount)
          group.addTask { (part, columns.lines(rows)) }
          begun += 1
        }
        guard let made = await group.next() else { break }
        waiting[made.part] = made.lines
        while let lines = waiting.removeValue(forKey: written) {
          do throws(ExportError) { try sink.write(lines) } catch { return error as ExportError? }
          written += 1
        }
      } while true
      return nil
    }
    if let failure { throw failure }
  }

  /// How many rows are made at a time: a few hundred kilobytes, which stay in the processor's cache.
  private static let rowsOfPart = 2_048

  /// Appends a text, in quotes where it needs them.
  @unsafe func append(_ text: UnsafeRawBufferPointer, to output: inout ByteBuffer) {
    let quote = UInt8(ascii: "\"")
    var marks: UInt8 = 0
    for index in 0..<text.count {
      let byte = unsafe text[index]
      marks |= byte == separator || byte == quote || byte == 10 || byte == 13 ? 1 : 0
    }
    let isPlain = marks == 0
    let isFormula = unsafe escapesFormulas && text.first.map(Self.beginsFormula) ?? false
    guard unsafe !isPlain || text.isEmpty else {
      if isFormula { output.append("'") }
      unsafe output.append(raw: text)
      return
    }
    output.append(quote)
    if isFormula { output.append("'") }
    unsafe output.append(text, doubling: quote)
    output.append(quote)
  }
}

extension CSVFormat {
  /// Whether spreadsheets take a text that begins so for a formula.
  ///
  /// The signs are those that OWASP, "CSV Injection", names.
  private static func beginsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 13: true
    default: false
    }
  }
}

extension ByteBuffer {
  /// Appends text in which every `mark` is written twice.
  @unsafe mutating func append(_ text: UnsafeRawBufferPointer, doubling mark: UInt8) {
    var rest = unsafe text[...]
    while let place = unsafe rest.firstIndex(of: mark) {
      unsafe append(raw: UnsafeRawBufferPointer(rebasing: rest[...place]))
      append(mark)
      unsafe rest = rest[(place + 1)...]
    }
    unsafe append(raw: UnsafeRawBufferPointer(rebasing: rest))
  }
}
