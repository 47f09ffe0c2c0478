public import ClusterStore

/// A table as GitHub shows it, aligned in the source too; columns of numbers are set to the right.
///
/// Marks and the ends of lines are escaped; NULL is empty, as empty text is; text that is not UTF-8 is
/// refused. The first rows, 10,000 or 4 MB of them,
/// are kept and say how wide each column is and whether it is of numbers; later rows are written as
/// they come, and wider cells among them stand out.
public struct MarkdownFormat: CellFormat {
  private var grid: TextGrid
  private var rows = 0
  /// What the first rows say of each column; nil until they are written.
  private var columns: [(width: Int, isRight: Bool)]?

  private static let mostRows = 10_000
  private static let mostBytes = 4_000_000

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
  ) throws(ExportError) {
    rows += 1
    for index in 0..<row.count {
      if let fault = row.cell(index).unreadable {
        throw .unrepresentable(
          format: "Markdown", table: nil, column: grid.names[index], row: rows, reason: fault)
      }
    }
    grid.add(row)
    if columns != nil || grid.rows.count >= Self.mostRows || grid.size >= Self.mostBytes {
      writeRows(into: &output)
    }
  }

  /// Writes the table, or what is left of it.
  public mutating func end(into output: inout ByteBuffer) throws(ExportError) {
    writeRows(into: &output)
  }

  /// Writes the rows that are kept, and before the first of them the head.
  private mutating func writeRows(into output: inout ByteBuffer) {
    let rows = grid.takeRows().map { $0.map(MarkdownText.escaped) }
    let columns = columns ?? writeHead(of: rows, into: &output)
    self.columns = columns
    for row in rows { Self.write(row, columns, into: &output) }
  }

  /// Writes the head of a table that begins with `rows`, and says what they make of the columns.
  private func writeHead(
    of rows: [[String]], into output: inout ByteBuffer
  ) -> [(width: Int, isRight: Bool)] {
    let names = grid.names.map(MarkdownText.escaped)
    let columns = names.indices.map { index in
      let least = max(3, DisplayWidth.of(names[index]))
      return (
        width: rows.reduce(least) { max($0, DisplayWidth.of($1[index])) },
        isRight: grid.isRightAligned(index)
      )
    }
    Self.write(names, columns, into: &output)
    for (width, isRight) in columns {
      output.append("| ")
      output.append(String(repeating: "-", count: isRight ? width - 1 : width))
      output.append(isRight ? ": " : " ")
    }
    output.append("|\n")
    return columns
  }

  private static func write(
    _ cells: [String], _ columns: [(width: Int, isRight: Bool)], into output: inout ByteBuffer
  ) {
    for (cell, column) in zip(cells, columns) {
      output.append("| ")
      output.append(cell, width: column.width, isRightAligned: column.isRight)
      output.append(" ")
    }
    output.append("|\n")
  }
}
