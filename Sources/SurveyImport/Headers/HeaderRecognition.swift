/// Finds preamble, header and data in the first records of a file.
///
/// Everything that is decided is noted with its reason; where two readings are possible, neither is
/// taken.
struct HeaderRecognition {
  /// What the user says of the head of the file.
  struct Options: Hashable, Sendable {
    /// How many records before the header are passed over; nil to find out.
    var skip: Int?
    /// The records of the header, counted from 1; nil to find out.
    var headerRows: ClosedRange<Int>?
    /// Whether there is none, so that the columns are called by their places.
    var isHeaderless = false
  }

  private let records: [TextRecord]
  private let options: Options
  /// Whether a name, as ``HeaderName/key(of:)`` gives it, is one that the table knows.
  private let isKnown: (String) -> Bool

  /// Looks at the first records of a file; 60 of them are enough.
  init(
    _ records: [TextRecord], options: Options = Options(),
    isKnown: @escaping (String) -> Bool = { _ in false }
  ) {
    self.records = records
    self.options = options
    self.isKnown = isKnown
  }

  /// What there is.
  ///
  /// - Throws: ``HeaderAmbiguity`` where the header can be read in two ways or there is none.
  func recognise() throws(HeaderAmbiguity) -> RecognisedHeader {
    var head = RecognisedHeader()
    if let rows = options.headerRows {
      head.skipRecords = rows.lowerBound - 1
      head.headerRecords = rows.count
      head.notes.append("the header is where --header-rows says")
    } else if let skip = options.skip {
      head.skipRecords = skip
    } else {
      head.skipRecords = try preambleLength()
    }
    if options.isHeaderless { head.headerRecords = 0 }
    guard head.skipRecords + max(1, head.headerRecords) <= records.count else {
      throw HeaderAmbiguity(reason: "the file ends before its header", readings: [])
    }
    for record in records[..<head.skipRecords] where record.filled > 0 { head.preamble.add(record) }
    if !head.preamble.lines.isEmpty {
      head.notes.append(
        "lines above the header: " + head.preamble.lines.joined(separator: " / "))
    }
    if options.isHeaderless {
      head.columns = Self.places(records[head.skipRecords])
      head.units = head.columns.map { _ in nil }
      head.dataStart = head.skipRecords
      return head
    }
    if options.headerRows == nil {
      head.headerRecords = try headerLength(from: head.skipRecords, &head.notes)
    }
    let rows = records[head.skipRecords..<head.skipRecords + head.headerRecords]
    head.columns = Self.joined(Array(rows))
    head.units = head.columns.map { HeaderName($0).unit }
    head.dataStart = head.skipRecords + head.headerRecords
    if head.dataStart < records.count, Self.isNumbering(records[head.dataStart]) {
      head.notes.append("line \(records[head.dataStart].line) numbers the columns and is no data")
      head.dataStart += 1
    }
    findYears(&head)
    return head
  }

  // MARK: Preamble

  /// How many cells most records have that have more than one.
  private var width: Int { records.map(\.cells.count).max() ?? 0 }

  /// The place of the first record that is no line above the table.
  private func preambleLength() throws(HeaderAmbiguity) -> Int {
    guard let place = records.firstIndex(where: { !isPreamble($0) }) else {
      throw HeaderAmbiguity(reason: "no line looks like a header", readings: [])
    }
    return place
  }

  /// Whether a record is blank, holds labelled texts alone, or one cell where others hold more.
  private func isPreamble(_ record: TextRecord) -> Bool {
    let cells = record.trimmed.filter { !$0.isEmpty }
    if cells.isEmpty { return true }
    let labelled = cells.count { Preamble.labelled($0) != nil }
    if labelled == cells.count { return true }
    let widest = records.map(\.filled).max() ?? 0
    if cells.count == 1, widest > 1 { return true }
    // A title on the left and the unit on the right.
    return cells.count == 2 && labelled == 1 && widest > 2
  }

  // MARK: Header rows

  private func headerLength(
    from start: Int, _ notes: inout [String]
  ) throws(HeaderAmbiguity) -> Int {
    let first = records[start]
    guard !isFigures(first) else {
      throw HeaderAmbiguity(
        reason: "line \(first.line) holds figures, so the file seems to have no header; if it is "
          + "one, say so",
        readings: [
          reading(start, 1), .init(columns: Self.places(first), option: "--no-header"),
        ])
    }
    guard start + 1 < records.count else { return 1 }
    var count = 1
    while count < 3, start + count < records.count {
      let next = records[start + count]
      if isUnits(next) {
        notes.append("line \(next.line) holds the units of the columns")
        count += 1
        continue
      }
      guard try continues(start, count, next) else { break }
      notes.append(
        "line \(next.line) goes on with the header, since the row above has cells for groups of "
          + "columns")
      count += 1
    }
    return count
  }

  /// Whether the row after `count` rows of header is one more.
  private func continues(
    _ start: Int, _ count: Int, _ next: TextRecord
  ) throws(HeaderAmbiguity) -> Bool {
    let names = Self.joined(Array(records[start..<start + count]))
    let last = records[start + count - 1].trimmed
    // Whether every column has a name of its own already.
    let gaps = (0..<width).filter { $0 >= last.count || last[$0].isEmpty }
    let isComplete = gaps.isEmpty && Set(names).count == names.count
    if isComplete || isFigures(next) || next.filled == 0 || Self.isNumbering(next) { return false }
    if count > 1, Set(names).count == names.count, !names.contains("") { return false }
    let cells = next.trimmed
    let knownHere = cells.count { !$0.isEmpty && isKnownName($0) }
    let knownAbove = last.count { !$0.isEmpty && isKnownName($0) }
    // Cells merged over several columns leave gaps above names, and cells merged over several rows
    // leave gaps below names.
    let fillsGaps = gaps.contains { $0 < cells.count && !cells[$0].isEmpty }
    let leavesGaps = last.indices.contains {
      !last[$0].isEmpty && ($0 >= cells.count || cells[$0].isEmpty)
    }
    let isFollowedByFigures = records[(start + count + 1)...].prefix(3).contains { isFigures($0) }
    if fillsGaps, leavesGaps || Set(cells).count < cells.count || last.first?.isEmpty == true {
      if isFollowedByFigures || knownHere > 0 { return true }
    }
    guard fillsGaps else { return false }
    if knownAbove > knownHere, !isFollowedByFigures { return false }
    throw HeaderAmbiguity(
      reason:
        "line \(records[start].line) leaves cells empty, and line \(next.line) can be part of "
        + "the header, the header itself, or data",
      readings: [
        reading(start, count + 1), reading(start + count, 1), reading(start, count),
      ])
  }

  private func reading(_ start: Int, _ count: Int) -> HeaderAmbiguity.Reading {
    let rows = Array(records[start..<min(records.count, start + count)])
    return .init(
      columns: Self.joined(rows),
      option: "--header-rows \(start + 1)" + (count > 1 ? "-\(start + count)" : ""))
  }

  private func isKnownName(_ name: String) -> Bool {
    let name = HeaderName(name)
    return isKnown(name.wholeKey) || isKnown(name.key)
  }

  /// Whether a record holds a number that is no year: a row of data.
  private func isFigures(_ record: TextRecord) -> Bool {
    record.trimmed.contains { cell in
      guard !cell.isEmpty, (try? NumberReader().decimal(cell)) != nil else { return false }
      return YearColumn(name: cell, field: 0) == nil && !isKnownName(cell)
    } && !Self.isNumbering(record)
  }

  /// Whether every filled cell of a record is a unit.
  private func isUnits(_ record: TextRecord) -> Bool {
    let cells = record.trimmed.map(Self.withoutBrackets).filter { !$0.isEmpty && $0 != "-" }
    guard !cells.isEmpty, cells.allSatisfy({ MeasurementUnit($0) != nil }) else { return false }
    return !isFigures(record)
  }

  /// Whether a record numbers the columns: 甲, 乙, 1, 2, 3.
  private static func isNumbering(_ record: TextRecord) -> Bool {
    let cells = record.trimmed
    let letters = cells.prefix { "甲乙丙丁戊ABCDEF".contains($0) && $0.count == 1 }.count
    let numbers = cells.dropFirst(letters).compactMap { Int(WidthFolding.folded($0)) }
    guard letters > 0, numbers.count >= 1, numbers.count == cells.count - letters else {
      return numbers.count > 2 && numbers.count == cells.count
        && numbers == Array(1...numbers.count)
    }
    return numbers == Array(1...numbers.count)
  }

  // MARK: Names

  /// Names for the columns of a record by their places, from 1.
  private static func places(_ record: TextRecord) -> [String] {
    record.cells.indices.map { "column_\($0 + 1)" }
  }

  private static func withoutBrackets(_ cell: String) -> String {
    let folded = WidthFolding.folded(cell)
    guard folded.first == "(", folded.last == ")" else { return folded }
    return String(folded.dropFirst().dropLast())
  }

  /// The names of the columns of a header of several rows: cells merged over columns count for all
  /// of them, and what stands below one another is joined.
  private static func joined(_ rows: [TextRecord]) -> [String] {
    let width = rows.map(\.cells.count).max() ?? 0
    var names = [String](repeating: "", count: width)
    for (number, row) in rows.enumerated() {
      let cells = row.trimmed
      let isLast = number == rows.count - 1
      var above = ""
      for place in 0..<width {
        var cell = place < cells.count ? cells[place] : ""
        // A gap in an upper row goes on with the cell to its left where a lower row has a name.
        let isNamedBelow = rows[(number + 1)...].contains { lower in
          place < lower.cells.count && !WidthFolding.trimmed(lower.cells[place]).isEmpty
        }
        if cell.isEmpty, !isLast, isNamedBelow, names[place].isEmpty || number > 0 { cell = above }
        above = cell
        guard !cell.isEmpty, names[place] != cell else { continue }
        let isUnit = number > 0 && isLast && MeasurementUnit(withoutBrackets(cell)) != nil
        names[place] =
          names[place].isEmpty
          ? cell : isUnit ? "\(names[place])(\(withoutBrackets(cell)))" : "\(names[place])_\(cell)"
      }
    }
    return names
  }

  // MARK: Years

  private func findYears(_ head: inout RecognisedHeader) {
    let found = head.columns.enumerated().compactMap { YearColumn(name: $1, field: $0) }
    guard found.count > 1 || found.count == 1 && head.indicator != nil else { return }
    head.yearColumns = found
    let years = found.map(\.year)
    head.notes.append(
      "\(found.count) columns are years, \(years.min() ?? 0) to \(years.max() ?? 0): each row "
        + "becomes one for every year that holds a figure")
  }
}
