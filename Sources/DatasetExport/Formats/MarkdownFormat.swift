public import ClusterStore

/// A table as GitHub shows it, aligned in the source too; columns of numbers are set to the right.
///
/// `|`, `<` and the ends of lines are escaped; NULL is empty. All rows are kept until the end.
public struct MarkdownFormat: CellFormat {
  private var grid: TextGrid

  /// Makes a format for one result.
  public init(_ options: FormatOptions = FormatOptions()) {
    grid = TextGrid(digits: options.digits)
  }

  /// Takes the columns.
  public mutating func begin(
    _ columns: [ResultReader.Column], into output: inout ByteBuffer
  ) throws(ExportError) { grid.begin(columns) }

  mutating func write<Cells: CellRow & ~Copyable>(
    _ row: borrowing Cells, into output: inout ByteBuffer
  ) throws(ExportError) { grid.add(row) }

  /// Writes the table.
  public mutating func end(into output: inout ByteBuffer) throws(ExportError) {
    let names = grid.names.map(Self.escaped)
    let rows = grid.rows.map { $0.map(Self.escaped) }
    let widths = names.indices.map { index in
      rows.reduce(max(3, DisplayWidth.of(names[index]))) { max($0, DisplayWidth.of($1[index])) }
    }
    write(names, widths, into: &output)
    for (index, width) in widths.enumerated() {
      output.append("| ")
      let isRight = grid.isRightAligned(index)
      output.append(String(repeating: "-", count: isRight ? width - 1 : width))
      output.append(isRight ? ": " : " ")
    }
    output.append("|\n")
    for row in rows { write(row, widths, into: &output) }
  }

  private func write(_ cells: [String], _ widths: [Int], into output: inout ByteBuffer) {
    for (index, cell) in cells.enumerated() {
      output.append("| ")
      output.append(cell, width: widths[index], isRightAligned: grid.isRightAligned(index))
      output.append(" ")
    }
    output.append("|\n")
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "|": escaped += "\\|"
      case "<": escaped += "&lt;"
      case "\r": escaped += "<br>"
      case "\n": escaped += previous == "\r" ? "" : "<br>"
      default: escaped.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return escaped
  }
}
