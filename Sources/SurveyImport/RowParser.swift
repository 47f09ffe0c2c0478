import ClusterStore
import VirtualTable

/// Reads records as a plan says: every cell becomes a value, every reference an id, and what does
/// not fit a reject.
///
/// It asks no database, so that it runs beside the thread that does.
final class RowParser {
  private let plan: ImportPlan
  private let cellCount: Int
  private var main: [ColumnReader]
  private var firm: [ColumnReader]
  private let firmIndex: ReferenceIndex?
  private var nextID: Int64
  private var nextFirm: Int64
  private let ownKeys: [(place: Int, index: ReferenceIndex)]
  private var row: [RowFeed.Cell] = []
  private var firmRow: [RowFeed.Cell] = []
  private var found = ColumnReader.Findings()

  /// Prepares to read records with `cellCount` cells; new rows get ids from `nextID` on, new firms
  /// from `nextFirm`.
  init(_ plan: ImportPlan, cellCount: Int, nextID: Int64, nextFirm: Int64) {
    self.plan = plan
    self.cellCount = cellCount
    self.nextID = nextID
    self.nextFirm = nextFirm
    main = plan.inputs.map { ColumnReader($0, table: plan.table.name) }
    firm = (plan.firm?.inputs ?? []).map { ColumnReader($0, table: "firm") }
    if let firm = plan.firm, case .reference(let index) = plan.inputs[firm.input].reading {
      firmIndex = index
    } else {
      firmIndex = nil
    }
    // Rows of the table may point at rows of the same table: they are known by what they are called.
    var own: [(place: Int, index: ReferenceIndex)] = []
    for input in plan.inputs {
      guard case .reference(let index) = input.reading, index.table == plan.table.name,
        !own.contains(where: { $0.index === index }),
        let key = plan.inputs.firstIndex(where: { $0.column.name == "key" })
      else { continue }
      own.append((key, index))
    }
    ownKeys = own
  }

  /// Reads every record of the block from number `first` on into `rows`.
  func parse(_ rows: ParsedRows, from first: Int) {
    for number in first..<max(first, rows.block.records.count) { parse(number, rows) }
  }

  private func parse(_ number: Int, _ rows: ParsedRows) {
    let record = rows.block.records[number]
    let count = record.fields.count
    if count == 1, cellCount > 1, rows.block.fields[record.fields.lowerBound].count == 0 { return }
    rows.read += 1
    if record.isBroken {
      return reject(number, rows, nil, nil, "cell-error", "text follows the closing quote of a cell")
    }
    guard count == cellCount else {
      return reject(
        number, rows, nil, nil, count < cellCount ? "missing-cell" : "extra-cell",
        "the row has \(count) cells, the header \(cellCount)")
    }
    if let alternatives = plan.alternatives,
      !alternatives.contains(where: { ColumnReader.holds($0, record, rows.block) })
    {
      rows.skipped += 1
      return
    }
    found.clear()
    row.removeAll(keepingCapacity: true)
    if plan.hasID { row.append(.integer(nextID)) }
    for place in main.indices {
      row.append(main[place].read(record, rows, &found))
    }
    if found.firmIsUnknown { addFirm(number, record, rows) }
    if plan.hasFlags { row.append(flags(rows)) }
    guard found.problems.isEmpty else {
      rows.rejected += 1
      for problem in found.problems {
        report(number, rows, problem.label, problem.text, problem.code, problem.reason)
      }
      return
    }
    accept(number, record, rows)
  }

  private func accept(_ number: Int, _ record: RecordBlock.Record, _ rows: ParsedRows) {
    if found.hasNewFirm {
      rows.firms.append(firmRow, id: nextFirm, record: number)
      nextFirm += 1
    }
    for addition in found.additions {
      let known = unsafe addition.code.withUnsafeBytes { unsafe addition.index.id($0) }
      let id = known ?? addition.index.newID()
      if known == nil {
        unsafe addition.code.withUnsafeBytes { unsafe addition.index.add($0, id: id) }
        rows.additions.append((addition.index, id, addition.code, record.line))
      }
      row[addition.place + (plan.hasID ? 1 : 0)] = .integer(id)
    }
    rows.suppressed += found.suppressed.count
    for (place, index) in ownKeys {
      let key = unsafe CellParser.trimmed(main[place].bytes(record, rows))
      if unsafe index.id(key) == nil { unsafe index.add(key, id: nextID) }
    }
    for wait in found.pending { rows.pending.append((nextID, wait)) }
    rows.main.append(row, id: plan.hasID ? nextID : nil, record: number)
    if plan.hasID { nextID += 1 }
  }

  /// Reads what the record says of a firm that is not there yet, and points the row at it.
  private func addFirm(_ number: Int, _ record: RecordBlock.Record, _ rows: ParsedRows) {
    guard let place = plan.firm?.input, let firmIndex else { return }
    firmRow.removeAll(keepingCapacity: true)
    firmRow.append(.integer(nextFirm))
    let before = found.problems.count
    var own = ColumnReader.Findings()
    for input in firm.indices { firmRow.append(firm[input].read(record, rows, &own)) }
    found.problems += own.problems
    // A row that does not fit adds no firm; the next one that names it may.
    guard found.problems.count == before, found.problems.isEmpty else { return }
    unsafe firmIndex.add(CellParser.trimmed(main[place].bytes(record, rows)), id: nextFirm)
    row[place + (plan.hasID ? 1 : 0)] = .integer(nextFirm)
    found.hasNewFirm = true
  }

  private func flags(_ rows: ParsedRows) -> RowFeed.Cell {
    guard !found.suppressed.isEmpty else { return .null }
    let flags = found.suppressed.sorted().map { "\"\($0)\": \"suppressed\"" }
    return unsafe .text(rows.arena.keep(Array("{\(flags.joined(separator: ", "))}".utf8)))
  }

  private func reject(
    _ number: Int, _ rows: ParsedRows, _ column: String?, _ text: String?, _ code: String,
    _ reason: String
  ) {
    rows.rejected += 1
    report(number, rows, column, text, code, reason)
  }

  private func report(
    _ number: Int, _ rows: ParsedRows, _ column: String?, _ text: String?, _ code: String,
    _ reason: String
  ) {
    let record = rows.block.records[number]
    rows.rejects.append(
      .init(
        line: record.line, column: column, text: text, code: code, reason: reason,
        original: rows.block.original(record)))
  }
}
