public import ClusterStore
import SQLite

/// A table as a page of its own for a browser, with caption and source; numbers stand to the right.
///
/// NULL is an empty cell of class `null`. Text that is not UTF-8 or holds a zero byte is refused by
/// row and column, since no page holds either.
public struct HTMLFormat: CellFormat {
  private let options: FormatOptions
  private var columns: [String] = []
  private var rows = 0

  /// Makes a format for one result.
  public init(_ options: FormatOptions = FormatOptions()) { self.options = options }

  /// Writes the page down to the heads of the columns.
  public mutating func begin(
    _ columns: [ResultReader.Column], into output: inout ByteBuffer
  ) throws(ExportError) {
    self.columns = columns.map(\.name)
    let title = options.caption.isEmpty ? "agglom" : options.caption
    output.append(
      """
      <!DOCTYPE html>
      <html>
      <head>
      <meta charset="\(options.encoding.rawValue)">
      <title>
      """)
    output.append(html: title)
    output.append("</title>\n<style>\n\(Self.style)\n</style>\n</head>\n<body>\n<table>\n")
    if !options.caption.isEmpty {
      output.append("<caption>")
      output.append(html: options.caption)
      output.append("</caption>\n")
    }
    output.append("<thead>\n<tr>")
    for column in self.columns {
      output.append("<th scope=\"col\">")
      output.append(html: column)
      output.append("</th>")
    }
    output.append("</tr>\n</thead>\n<tbody>\n")
  }

  mutating func write<Cells: CellRow & ~Copyable>(
    _ row: borrowing Cells, into output: inout ByteBuffer
  ) throws(ExportError) {
    rows += 1
    output.append("<tr>")
    for index in 0..<row.count {
      let cell = row.cell(index)
      switch cell.storage {
      case .null: output.append("<td class=\"null\">")
      case .integer:
        output.append("<td class=\"number\">")
        output.append(integer: cell.integer)
      case .real:
        output.append("<td class=\"number\">")
        output.append(cell.real, isPlain: true)
      case .text:
        output.append("<td>")
        if let fault = cell.unreadable {
          throw .unrepresentable(
            format: "HTML", table: nil, column: columns[index], row: rows, reason: fault)
        }
        unsafe cell.withBytes { unsafe output.append(html: $0) }
      case .blob:
        output.append("<td>")
        unsafe cell.withBytes { unsafe output.append(hex: $0) }
      }
      output.append("</td>")
    }
    output.append("</tr>\n")
  }

  /// Writes where the rows are from, and closes the page.
  public mutating func end(into output: inout ByteBuffer) throws(ExportError) {
    output.append("</tbody>\n</table>\n")
    if !options.source.isEmpty {
      output.append("<p class=\"source\">")
      output.append(html: options.source)
      output.append("</p>\n")
    }
    output.append("</body>\n</html>\n")
  }

  private static let style = """
    body { font-family: sans-serif; margin: 2em; }
    table { border-collapse: collapse; }
    caption { text-align: left; font-weight: bold; padding-bottom: 0.5em; }
    th, td { padding: 0.2em 0.7em; text-align: left; vertical-align: top; white-space: pre-line; }
    thead tr { border-top: 2px solid; border-bottom: 1px solid; }
    tbody { border-bottom: 2px solid; }
    td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .source { font-size: smaller; }
    """
}

extension ByteBuffer {
  /// Appends text as a page shows it.
  mutating func append(html text: String) {
    unsafe Array(text.utf8).withUnsafeBytes { unsafe append(html: $0) }
  }

  /// Appends well-formed text with its special characters escaped.
  @unsafe mutating func append(html text: UnsafeRawBufferPointer) {
    var start = 0
    for index in 0..<text.count {
      let entity: String
      switch unsafe text[index] {
      case UInt8(ascii: "&"): entity = "&amp;"
      case UInt8(ascii: "<"): entity = "&lt;"
      case UInt8(ascii: ">"): entity = "&gt;"
      case UInt8(ascii: "\""): entity = "&quot;"
      // A page's reader takes a carriage return for a line feed.
      case 13: entity = "&#13;"
      default: continue
      }
      unsafe append(raw: UnsafeRawBufferPointer(rebasing: text[start..<index]))
      append(entity)
      start = index + 1
    }
    unsafe append(raw: UnsafeRawBufferPointer(rebasing: text[start...]))
  }
}
