public import ClusterStore
import Output

/// Aligned columns for a terminal; columns of numbers are set to the right, and NULL is empty.
///
/// Control characters are shown by their pictures, such as `␊` for a line feed, so that no text can
/// steer the terminal. All rows are kept until the end.
public struct TableFormat: CellFormat {
  private var grid: TextGrid
  private let cellWidth: Int?
  private let tableWidth: Int?
  private let keys: Set<String>

  /// Makes a format for one result.
  ///
  /// A cell wider than ``FormatOptions/cellWidth`` ends in `…`; without it none is shortened.
  public init(_ options: FormatOptions = FormatOptions()) {
    grid = TextGrid(digits: options.digits)
    cellWidth = options.cellWidth
    tableWidth = options.tableWidth
    keys = options.keys
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
    let names = grid.names.map(shown)
    let rows = grid.rows.map { $0.map(shown) }
    let widths = fitted(
      names.indices.map { index in
        rows.reduce(DisplayWidth.of(names[index])) { max($0, DisplayWidth.of($1[index])) }
      })
    write(names, widths, into: &output)
    write(widths.map { String(repeating: "-", count: $0) }, widths, into: &output)
    for row in rows { write(row, widths, into: &output) }
  }

  private func write(_ cells: [String], _ widths: [Int], into output: inout ByteBuffer) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { output.append("  ") }
      let isWhole = DisplayWidth.of(cell) <= widths[index]
      output.append(
        isWhole ? cell : DisplayWidth.shortened(cell, to: widths[index]), width: widths[index],
        isRightAligned: grid.isRightAligned(index))
    }
    output.dropTrailing(UInt8(ascii: " "))
    output.append(10)
  }

  /// The widths, the widest made smaller until the table fits, texts before numbers; keys stay whole,
  /// to be copied.
  private func fitted(_ widths: [Int]) -> [Int] {
    guard let tableWidth else { return widths }
    var widths = widths
    var excess = widths.reduce(2 * (widths.count - 1), +) - tableWidth
    let others = widths.indices.filter { !keys.contains(grid.names[$0]) }
    for part in [others.filter { !grid.isRightAligned($0) }, others] {
      while excess > 0, let widest = part.max(by: { widths[$0] < widths[$1] }),
        widths[widest] > 10
      {
        widths[widest] -= 1
        excess -= 1
      }
    }
    return widths
  }

  private func shown(_ text: String) -> String {
    let visible = VisibleText.line(text)
    guard let cellWidth, DisplayWidth.of(visible) > cellWidth else { return visible }
    return DisplayWidth.shortened(visible, to: cellWidth)
  }
}
