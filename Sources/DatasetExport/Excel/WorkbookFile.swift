#if Excel
import CXlsxWriter
import Output
import SQLite

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A workbook on its way, by libxlsxwriter in constant memory: rows lie in temporary files.
///
/// The file is made whole under a name of its own in the system's temporary folder, looked through,
/// and then handed on; it is gone when this is.
@safe final class WorkbookFile {
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let file: PendingFile
  private var path: String { file.path }
  private let isLossy: Bool
  private var isClosed = false
  private var sheet: Sheet?
  private var names: Set<String> = []
  /// The least bytes that each sheet must have in the end.
  private var sizes: [Int] = []
  private var counts: [String: [WorkbookCell.Loss: Int]] = [:]

  /// The sheet that rows are added to.
  @safe private struct Sheet {
    let pointer: UnsafeMutablePointer<lxw_worksheet>
    let name: String
    let columns: [(name: String, label: String)]
    /// The first rows, which say how wide the columns must be.
    var first: [[WorkbookCell]] = []
    var hasBegun = false
    var rows = 0
  }

  /// How many rows say how wide the columns are.
  private static let sampleCount = 200
  /// The most rows of a sheet below its header.
  static let mostRows = 1_048_575
  private static let mostColumns = 16_384

  init(isLossy: Bool) throws(ExportError) {
    self.isLossy = isLossy
    file = try temporaryFile()
    var options = unsafe lxw_workbook_options()
    unsafe options.constant_memory = 1
    unsafe options.use_zip64 = 1
    guard let book = unsafe workbook_new_opt(file.path, &options) else {
      throw .cannotCreate(path: file.path, code: ENOMEM)
    }
    unsafe self.book = book
  }

  deinit {
    if !isClosed { _ = unsafe workbook_close(book) }
  }

  /// What is not as it was, a sentence for each column.
  var losses: [String] {
    counts.sorted { $0.key < $1.key }.flatMap { column, counts in
      counts.sorted { "\($0.key)" < "\($1.key)" }.map { loss, count in
        switch loss {
        case .asText: "\(column): \(count) numbers are kept as text."
        case .changedText: "\(column): \(count) texts are cut, repaired, or empty and left out."
        case .rounded: "\(column): \(count) numbers of 17 digits are rounded to 16."
        }
      }
    }
  }

  /// Begins a sheet.
  func begin(
    _ name: String, columns: [(name: String, label: String)]
  ) throws(ExportError) {
    guard columns.count <= Self.mostColumns else {
      throw .unrepresentable(
        format: "Excel", table: name, column: columns[Self.mostColumns].name, row: 0,
        reason: "there are \(columns.count) columns, and a sheet has \(Self.mostColumns)")
    }
    guard let pointer = unsafe workbook_add_worksheet(book, sheetName(name)) else {
      throw .cannotWrite(path: path, code: errno)
    }
    unsafe worksheet_freeze_panes(pointer, 1, 0)
    unsafe sheet = Sheet(pointer: pointer, name: name, columns: columns)
  }

  /// Adds a row to the sheet.
  func add<Cells: CellRow & ~Copyable>(_ row: borrowing Cells) throws(ExportError) {
    guard var current = sheet else { return }
    current.rows += 1
    let (name, number, columns) = (current.name, current.rows, current.columns)
    guard number <= Self.mostRows else {
      throw .unrepresentable(
        format: "Excel", table: name, column: columns.first?.name ?? "", row: number,
        reason: "a sheet has \(Self.mostRows) rows below its header")
    }
    var cells: [WorkbookCell] = []
    cells.reserveCapacity(row.count)
    for index in 0..<row.count {
      let (cell, loss, fault) = WorkbookCell.of(row.cell(index))
      if let fault, !isLossy {
        throw .unrepresentable(
          format: "Excel", table: name, column: columns[index].name, row: number, reason: fault)
      }
      if let loss { counts["\(name).\(columns[index].name)", default: [:]][loss, default: 0] += 1 }
      cells.append(cell)
    }
    if current.hasBegun {
      try write(cells, at: number, to: current)
    } else {
      current.first.append(cells)
      if number == Self.sampleCount { try beginRows(of: &current) }
    }
    sheet = current
  }

  /// Adds a row of values to the sheet.
  func add(_ values: [Value]) throws(ExportError) { try add(ValueRow(values: values)) }

  /// Ends the sheet.
  func endSheet() throws(ExportError) {
    guard var current = sheet else { return }
    if !current.hasBegun { try beginRows(of: &current) }
    sheet = nil
    guard let file = unsafe current.pointer.pointee.optimize_tmpfile else { return sizes.append(0) }
    guard unsafe fflush(file) == 0, unsafe ferror(file) == 0 else {
      throw .cannotWrite(path: "temporary file of sheet \(current.name)", code: errno)
    }
    unsafe sizes.append(max(0, ftell(file)))
  }

  /// Closes the workbook, looks it through and hands it on.
  func finish(into sink: OutputSink) throws(ExportError) {
    isClosed = true
    errno = 0
    let code = unsafe workbook_close(book)
    guard code == LXW_NO_ERROR else {
      throw .cannotWrite(path: sink.name, code: errno == 0 ? EIO : errno)
    }
    // The library does not tell of every failure to write.
    guard WorkbookCheck.isWhole(path, sheetSizes: sizes) else {
      throw .cannotWrite(path: sink.name, code: errno == 0 ? ENOSPC : errno)
    }
    try sink.append(fileAt: path)
  }

  /// A name that the workbook does not have yet, without what Excel does not let in.
  private func sheetName(_ name: String) -> String {
    var plain = String(name.map { "[]:*?/\\'".contains($0) ? "_" : $0 }.prefix(31))
    if plain.isEmpty { plain = "sheet" }
    var chosen = plain
    var number = 2
    while !names.insert(chosen.lowercased()).inserted {
      chosen = "\(plain.prefix(27)) \(number)"
      number += 1
    }
    return chosen
  }

  private func beginRows(of sheet: inout Sheet) throws(ExportError) {
    for (index, column) in sheet.columns.enumerated() {
      let widest = sheet.first.reduce(DisplayWidth.of(column.label)) {
        max($0, $1[index].width)
      }
      let place = lxw_col_t(index)
      unsafe worksheet_set_column(
        sheet.pointer, place, place, Double(min(max(widest, 6), 60) + 2), nil)
    }
    let bold = unsafe workbook_add_format(book)
    unsafe format_set_bold(bold)
    for (index, column) in sheet.columns.enumerated() {
      let code = unsafe worksheet_write_string(
        sheet.pointer, 0, lxw_col_t(index), column.label, bold)
      try check(code, in: sheet, row: 0)
    }
    sheet.hasBegun = true
    let first = sheet.first
    for (offset, cells) in first.enumerated() { try write(cells, at: offset + 1, to: sheet) }
    sheet.first = []
  }

  private func write(
    _ cells: [WorkbookCell], at row: Int, to sheet: Sheet
  ) throws(ExportError) {
    for (index, cell) in cells.enumerated() {
      let column = lxw_col_t(index)
      let code =
        switch cell {
        case .empty: LXW_NO_ERROR
        case .number(let number):
          unsafe worksheet_write_number(sheet.pointer, lxw_row_t(row), column, number, nil)
        case .text(let text):
          unsafe worksheet_write_string(sheet.pointer, lxw_row_t(row), column, text, nil)
        }
      try check(code, in: sheet, row: row)
    }
    if let file = unsafe sheet.pointer.pointee.optimize_tmpfile, unsafe ferror(file) != 0 {
      throw .cannotWrite(path: "temporary file of sheet \(sheet.name)", code: ENOSPC)
    }
  }

  private func check(_ code: lxw_error, in sheet: Sheet, row: Int) throws(ExportError) {
    guard code != LXW_NO_ERROR else { return }
    throw .unrepresentable(
      format: "Excel", table: sheet.name, column: "1", row: row,
      reason: "libxlsxwriter says: \(unsafe String(cString: lxw_strerror(code)))")
  }
}

/// A file that is in the system's temporary folder as long as it is needed.
private func temporaryFile() throws(ExportError) -> PendingFile {
  let set = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) }
  let folder = set.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  do {
    return try PendingFile(for: "\(folder)/agglom.xlsx", mode: 0o600)
  } catch {
    throw .cannotCreate(path: folder, code: error.code)
  }
}
#endif
