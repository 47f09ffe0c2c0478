import ClusterStore
import VirtualTable

/// Reads records as a plan says: every cell becomes a value, every reference an id, and what does
/// not fit a reject.
///
/// It asks no database, so that it runs beside the thread that does.
struct RowParser {
  private let plan: ImportPlan
  private let cellCount: Int
  /// The readers of a row, once for each year where years stand side by side.
  private var years: [[ColumnReader]]
  /// For each year, the fields that hold its figures; empty where years do not stand side by side.
  private let yearFields: [[Int]]
  private var footnotes: FootnoteFilter
  private var firm: [ColumnReader]
  private let firmIndex: ReferenceIndex?
  private var nextID: Int64
  private var nextFirm: Int64
  /// The place of the year among the inputs; -1 where there is none.
  private let yearPlace: Int
  private let ownKeys: [(place: Int, index: ReferenceIndex)]
  private var row: [RowFeed.Cell] = []
  private var firmRow: [RowFeed.Cell] = []
  private var found = ColumnReader.Findings()
  private var seats: FirmSeats?
  /// The sizes of the new firms; nil where they get none.
  private(set) var sizes: FirmSizes?

  /// Prepares to read records with `cellCount` cells; new rows get ids from `nextID` on, new firms
  /// from `nextFirm`.
  init(
    _ plan: ImportPlan, cellCount: Int, reshape: YearReshape?, nextID: Int64, nextFirm: Int64
  ) {
    self.plan = plan
    self.cellCount = cellCount
    footnotes = FootnoteFilter(columns: cellCount)
    self.nextID = nextID
    self.nextFirm = nextFirm
    yearPlace = plan.yearPlace ?? -1
    let plans = reshape.map { reshape in
      reshape.years.indices.map { plan.reshaped(reshape, year: $0) }
    }
    years = (plans ?? [plan]).map { plan in
      plan.inputs.map { ColumnReader($0, table: plan.table.name) }
    }
    yearFields = reshape?.years.map { $0.fields.compactMap { $0 } } ?? []
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
    seats = FirmSeats(plan, nextFirm: nextFirm)
    sizes = plan.sizes
    sizes?.begin(at: nextFirm)
  }

  /// The new firms whose zone or industry is another in their latest year than in the row that
  /// named them first.
  var movedFirms: [FirmSeats.Move] { seats?.moves ?? [] }

  /// Reads every record of the block from number `first` on into `rows`.
  mutating func parse(_ rows: ParsedRows, from first: Int) {
    var output = ParsedRows.Output()
    swap(&output, &rows.output)
    output.bytes = rows.block.records.last?.bytes.upperBound ?? 0
    let (records, fields, view) = unsafe (rows.block.records, rows.block.fields, rows.block.view)
    unsafe fields.withUnsafeBufferPointer { fields in
      guard let fields = fields.baseAddress else { return }
      for number in first..<max(first, records.count) {
        let source = unsafe RecordSource(
          number: number, record: records[number], fields: fields, view: view, rows: rows)
        parse(source, &output)
      }
    }
    swap(&output, &rows.output)
  }

  private mutating func parse(_ source: RecordSource, _ output: inout ParsedRows.Output) {
    let count = source.count
    if count == 1, cellCount > 1, unsafe source.bytes(0).isEmpty { return }
    if !source.isBroken, source.isNearlyBlank(columns: cellCount),
      footnotes.isFootnote(source.texts)
    {
      output.footnotes += 1
      return
    }
    output.read += 1
    if source.isBroken {
      let problem = source.problem
      return reject(source, &output, nil, nil, problem.code, problem.reason)
    }
    guard count == cellCount else {
      return reject(
        source, &output, nil, nil, count < cellCount ? .missingCell : .extraCell,
        "the row has \(count) cells, the header \(cellCount)")
    }
    if let alternatives = plan.alternatives,
      !alternatives.contains(where: { ColumnReader.holds($0, source) })
    {
      output.skipped += 1
      return
    }
    guard !yearFields.isEmpty else { return parseRow(source, 0, &output) }
    // The record itself is no row; each year that holds a figure is one.
    output.read -= 1
    for year in yearFields.indices
    where yearFields[year].contains(where: { unsafe !CellParser.trimmed(source.bytes($0)).isEmpty })
    {
      output.read += 1
      parseRow(source, year, &output)
    }
  }

  private mutating func parseRow(
    _ source: RecordSource, _ year: Int, _ output: inout ParsedRows.Output
  ) {
    found.clear()
    row.removeAll(keepingCapacity: true)
    if plan.hasID { row.append(.integer(nextID)) }
    for place in years[year].indices {
      let cell = years[year][place].read(source, &found)
      if place == yearPlace, cell.kind == .integer {
        found.year = Int32(truncatingIfNeeded: Int64(bitPattern: cell.bits))
      }
      row.append(cell)
    }
    if found.firmIsUnknown { addFirm(source, year) }
    if plan.hasFlags { row.append(flags(source)) }
    guard found.problems.isEmpty else {
      output.rejected += 1
      for problem in found.problems {
        report(source, &output, problem.label, problem.text, problem.code, problem.reason)
      }
      return
    }
    accept(source, year, &output)
  }

  private mutating func accept(
    _ source: RecordSource, _ year: Int, _ output: inout ParsedRows.Output
  ) {
    for addition in found.additions {
      row[addition.place + (plan.hasID ? 1 : 0)] = .integer(id(addition, source, &output))
    }
    if found.hasNewFirm {
      for addition in found.firmAdditions {
        firmRow[addition.place + 1] = .integer(id(addition, source, &output))
      }
      if let size = sizes?.add(row) { firmRow.append(size) }
      output.firms.append(firmRow, id: nextFirm, record: source.number)
      nextFirm += 1
    }
    for emptied in found.emptied { output.emptied.append((source.number, source.line, emptied)) }
    output.suppressed += found.suppressed.count
    for remark in found.remarks { output.remarks.note(remark, line: source.line) }
    for (place, index) in ownKeys {
      let key = unsafe CellParser.trimmed(years[year][place].bytes(source))
      if unsafe index.id(key) == nil { unsafe index.add(key, id: nextID) }
    }
    for wait in found.pending { output.pending.append((nextID, wait)) }
    seats?.note(row)
    if let (firm, size) = sizes?.note(row), !output.firms.setLastCell(ofRow: firm, to: size) {
      sizes?.postpone(firm)
    }
    output.main.append(row, id: plan.hasID ? nextID : nil, record: source.number)
    if plan.hasID { nextID += 1 }
  }

  /// The id of the row that a code stands for, which is added where it has not been yet.
  private func id(
    _ addition: ColumnReader.Addition, _ source: RecordSource, _ output: inout ParsedRows.Output
  ) -> Int64 {
    let known = unsafe addition.code.withUnsafeBytes { unsafe addition.index.id($0) }
    let id = known ?? addition.index.newID()
    if known == nil {
      unsafe addition.code.withUnsafeBytes { unsafe addition.index.add($0, id: id) }
      output.additions.append((addition.index, id, addition.code, source.line))
    }
    return id
  }

  /// Reads what the record says of a firm that is not there yet, and points the row at it.
  private mutating func addFirm(_ source: RecordSource, _ year: Int) {
    guard let place = plan.firm?.input, let firmIndex else { return }
    firmRow.removeAll(keepingCapacity: true)
    firmRow.append(.integer(nextFirm))
    var own = ColumnReader.Findings()
    own.year = found.year
    for input in firm.indices { firmRow.append(firm[input].read(source, &own)) }
    // A cell that is the row's and the firm's is told once.
    for problem in own.problems where !found.problems.contains(where: { $0.label == problem.label })
    {
      found.problems.append(problem)
    }
    // A row that does not fit adds no firm; the next one that names it may.
    guard found.problems.isEmpty else { return }
    found.firmAdditions = own.additions
    for emptied in own.emptied where !found.emptied.contains(where: { $0.label == emptied.label }) {
      found.emptied.append(emptied)
    }
    unsafe firmIndex.add(CellParser.trimmed(years[year][place].bytes(source)), id: nextFirm)
    row[place + (plan.hasID ? 1 : 0)] = .integer(nextFirm)
    found.hasNewFirm = true
  }

  private func flags(_ source: RecordSource) -> RowFeed.Cell {
    guard !found.suppressed.isEmpty || !found.imputed.isEmpty else { return .null }
    let flags =
      (found.suppressed.map { "\"\($0)\": \"suppressed\"" }
      + found.imputed.map { "\"\($0)\": \"imputed\"" }).sorted()
    return unsafe .text(source.keep(Array("{\(flags.joined(separator: ", "))}".utf8)))
  }

  private func reject(
    _ source: RecordSource, _ output: inout ParsedRows.Output, _ column: String?, _ text: String?,
    _ code: RejectCode, _ reason: String
  ) {
    output.rejected += 1
    report(source, &output, column, text, code, reason)
  }

  private func report(
    _ source: RecordSource, _ output: inout ParsedRows.Output, _ column: String?, _ text: String?,
    _ code: RejectCode, _ reason: String
  ) {
    output.rejects.append(
      .init(
        line: source.line, column: column, text: text, code: code.rawValue, reason: reason,
        original: source.original))
  }
}
