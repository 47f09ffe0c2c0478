import ClusterStore
import SQLite
import VirtualTable

/// Puts parsed rows into the tables of a plan, on the thread that the database belongs to.
final class RowLoader {
  private let store: Store
  private let plan: ImportPlan
  private let target: ImportTarget
  private let main: BulkInserter
  private let firms: BulkInserter?
  private let images: ImageLoader
  private let names: NameIndex
  /// What is done with rows that are there already; nil where they are rejected.
  private let conflicts: ConflictResolution?
  private var rows = RowRangeRecorder()
  private var firmRows = RowRangeRecorder()
  private var rowDigests = RowDigests()
  private var firmDigests = RowDigests()
  private var pending: [(id: Int64, ParsedRows.Pending)] = []
  /// Where each row stands in the file, for a table whose rows point at each other.
  private var places: [Int64: (line: Int, original: String)] = [:]
  private let pointsAtItself: Bool
  /// Firms that came up in rows which were refused afterwards.
  private var doubtfulFirms: [Int64] = []
  /// Rows that repeat others of this file.
  private var late: [LateRow] = []

  init(_ store: Store, plan: ImportPlan, images: ImageLoader, conflicts: ConflictResolution?)
    throws
  {
    self.conflicts = conflicts
    self.store = store
    self.plan = plan
    self.images = images
    target = ImportTarget(store)
    names = NameIndex(store)
    main = try BulkInserter(store, table: plan.table.name, columns: plan.columns)
    firms = try plan.firm.map { _ in
      try BulkInserter(store, table: "firm", columns: plan.firmColumns)
    }
    pointsAtItself = plan.inputs.contains { $0.column.target == plan.table.name }
  }

  /// The inserted rows of each table.
  var ranges: [String: [ImportJournal.RowRange]] {
    var ranges: [String: [ImportJournal.RowRange]] = [:]
    if !rows.ranges.isEmpty { ranges[plan.table.name] = rows.ranges }
    if !firmRows.ranges.isEmpty { ranges["firm", default: []] += firmRows.ranges }
    for index in plan.references where !index.added.ranges.isEmpty {
      ranges[index.table, default: []] += index.added.ranges
    }
    return ranges
  }

  /// What the rows of each table come to, where their values do not change afterwards.
  var digests: [String: RowDigests] {
    var digests: [String: RowDigests] = [:]
    if !pointsAtItself, plan.hasID, !rows.ranges.isEmpty { digests[plan.table.name] = rowDigests }
    if !firmRows.ranges.isEmpty { digests["firm"] = firmDigests }
    return digests
  }

  /// Adds the rows of one block.
  func load(_ parsed: ParsedRows, into report: inout ImportReport) throws {
    let output = parsed.output
    report.read += output.read
    report.skipped += output.skipped
    report.rejected += output.rejected
    report.suppressed += output.suppressed
    report.footnotes += output.footnotes
    report.rejects += output.rejects
    report.remarks.add(output.remarks)
    for addition in output.additions {
      try addition.index.insert(code: addition.code, id: addition.id, line: addition.line)
    }
    if let image = parsed.firmImage { try images.firms?.insert(image) }
    if let firms, output.firms.count > 0 {
      let refusals = try insert(output.firms, firms)
      if let refusal = refusals.first {
        // The key of a new firm is looked up before, so that only a mapping at odds with itself
        // comes here.
        throw ImportError.mapping(
          file: report.file,
          reason: "a firm cannot be added: \(refusal.error.message)")
      }
      note(output.firms, parsed, in: &firmRows, &firmDigests, except: [])
      report.firmsAdded += output.firms.count
    }
    let refusals = try insert(output.main, main)
    if let image = parsed.image { try images.rows?.insert(image) }
    let refused = Set(refusals.map(\.row))
    report.inserted += output.main.count - refused.count
    if plan.hasID { note(output.main, parsed, in: &rows, &rowDigests, except: refused) }
    for refusal in refusals { try reject(refusal, parsed, &report) }
    if !output.emptied.isEmpty {
      let gone = Set(refused.map { output.main.records[$0] })
      for (record, line, emptied) in output.emptied where !gone.contains(record) {
        report.referencesEmptied[emptied.table, default: .init()].add(emptied.name, line: line)
      }
    }
    pending += output.pending
    late += output.late
  }

  private func insert(
    _ table: ParsedRows.CellTable, _ inserter: BulkInserter
  ) throws -> [BulkInserter.Refusal] {
    try unsafe table.cells.withUnsafeBufferPointer { cells in
      guard let start = cells.baseAddress else { return [] }
      return try unsafe inserter.insert(start, count: table.places.count).map {
        .init(row: table.places[$0.row].row, error: $0.error)
      }
    }
  }

  private func note(
    _ table: ParsedRows.CellTable, _ parsed: ParsedRows, in recorder: inout RowRangeRecorder,
    _ digests: inout RowDigests, except refused: Set<Int>
  ) {
    for row in 0..<table.count where refused.isEmpty || !refused.contains(row) {
      recorder.note(id: table.ids[row], line: table.lines[row])
      if !table.digests.isEmpty { digests.note(id: table.ids[row], digest: table.digests[row]) }
    }
    guard pointsAtItself else { return }
    for (row, number) in table.places where !refused.contains(row) {
      let record = parsed.block.records[number]
      places[table.ids[row]] = (record.line, parsed.block.original(record))
    }
  }

  private func reject(
    _ refusal: BulkInserter.Refusal, _ parsed: ParsedRows, _ report: inout ImportReport
  ) throws {
    let table = parsed.output.main
    guard let place = table.place(of: refusal.row) else { return }
    let record = parsed.block.records[table.places[place].record]
    let cells = table.cells(at: place)
    if pointsAtItself, let conflicts {
      return conflicts.postpone(
        cells, refusal.error, line: record.line, original: parsed.block.original(record))
    }
    let isUsed = try reject(
      cells, refusal.error, line: record.line, original: { parsed.block.original(record) },
      &report)
    guard !isUsed else { return }
    for row in 0..<parsed.output.firms.count
    where parsed.output.firms.records[row] == table.records[refusal.row] {
      doubtfulFirms.append(parsed.output.firms.ids[row])
    }
  }

  /// Rejects a row, or does with it what was chosen for one that is there already; whether that one
  /// has taken its values.
  @discardableResult private func reject(
    _ cells: ArraySlice<RowFeed.Cell>, _ error: SQLiteError, line: Int, original: () -> String,
    _ report: inout ImportReport
  ) throws -> Bool {
    var error = error
    switch try conflicts?.settle(cells, error, line: line, own: rows, &report) {
    case .updated: return true
    case .kept: return false
    case .refused(let refusal): error = refusal
    case nil: break
    }
    let problem = ConstraintProblem.problem(
      error, inputs: plan.inputs,
      duplicate: try DuplicateRow(store, plan: plan, cells: cells, error: error, lines: rows))
    report.reject(problem, line: line, original: original())
    return false
  }

  /// Puts the rows that repeat others to the database, whose keys are there again.
  private func insertLate(_ report: inout ImportReport) throws {
    guard !late.isEmpty else { return }
    let arena = ByteArena(capacity: 1 << 12)
    for row in late {
      let id = try target.nextID(of: plan.table.name)
      let cells = row.cells(id: id, arena)
      let refusals = try unsafe cells.withUnsafeBufferPointer { cells in
        guard let start = cells.baseAddress else { return [BulkInserter.Refusal]() }
        return try unsafe main.insert(start, count: 1)
      }
      if let refusal = refusals.first {
        try reject(cells[...], refusal.error, line: row.line, original: { row.original }, &report)
      } else {
        // What it repeats has itself been refused.
        report.inserted += 1
        rows.note(id: id, line: row.line)
        rowDigests = RowDigests()
      }
      arena.clear()
    }
    late = []
  }

  /// Points rows at what came later in the file, indexes names, and finishes firms.
  func finish(
    _ report: inout ImportReport, moves: [FirmSeats.Move], sizes: FirmSizes?
  ) throws {
    try insertLate(&report)
    for move in moves {
      try target.setSeat(firm: move.firm, zone: move.zone, industry: move.industry)
    }
    for change in sizes?.changes ?? [] {
      try target.setSize(firm: change.firm, to: change.size)
    }
    let changed = moves.map(\.firm) + (sizes?.changes.map(\.firm) ?? [])
    try firmDigests.readAgain(changed, of: "firm", store)
    report.firmsSized = sizes?.count ?? 0
    for id in doubtfulFirms where try target.removeUnusedFirm(id) {
      firmRows.forget(id: id)
      firmDigests = RowDigests()
      report.firmsAdded -= 1
      if sizes?.size(ofFirm: id) != nil { report.firmsSized -= 1 }
    }
    try resolvePending(&report)
    try settlePostponed(&report)
    if let conflicts {
      try rowDigests.readAgain(Array(conflicts.changedRows), of: plan.table.name, store)
      try conflicts.finish()
    }
    report.rejects.sort { $0.line < $1.line }
    for range in rows.ranges {
      try names.add(table: plan.table.name, ids: range.firstID...range.lastID)
    }
    for reference in plan.references {
      for range in reference.added.ranges {
        report.referencesAdded[reference.table, default: 0] += Int(range.lastID - range.firstID) + 1
        try names.add(table: reference.table, ids: range.firstID...range.lastID)
      }
    }
    for range in firmRows.ranges {
      try names.add(table: "firm", ids: range.firstID...range.lastID)
    }
  }

  /// Settles rows that are there already and name rows of the same table, which are all there now.
  private func settlePostponed(_ report: inout ImportReport) throws {
    try conflicts?.takePostponed(pending) { row, cells, error, problem in
      if let problem {
        report.reject(problem, line: row.line, original: row.original)
      } else {
        try reject(cells[...], error, line: row.line, original: { row.original }, &report)
      }
    }
  }

  /// Points rows at rows that came later; a row that points at none goes, and what points at it.
  private func resolvePending(_ report: inout ImportReport) throws {
    guard pointsAtItself else { return }
    var dangling: [(id: Int64, label: String, name: [UInt8])] = []
    var emptied: [(id: Int64, name: String)] = []
    for (id, wait) in pending {
      if let found = unsafe wait.name.withUnsafeBytes({ unsafe wait.index.id($0) }) {
        try target.setReference(table: plan.table.name, column: wait.column, id: id, to: found)
      } else if wait.canBeEmpty {
        emptied.append((id, String(decoding: wait.name, as: UTF8.self)))
      } else {
        dangling.append((id, wait.label, wait.name))
      }
    }
    // A row may also point at one that was refused.
    for id in try target.dangling(in: plan.table.name) { dangling.append((id, "", [])) }
    let columns = plan.table.columns.filter { $0.target == plan.table.name }.map(\.name)
    var gone: [Int64] = []
    while let (id, label, name) = dangling.popLast() {
      guard !gone.contains(id), let place = places[id] else { continue }
      gone.append(id)
      report.inserted -= 1
      report.rejected += 1
      report.rejects.append(
        .init(
          line: place.line, column: label, text: String(decoding: name, as: UTF8.self),
          code: RejectCode.foreignKey.rawValue,
          reason: "there is no \(plan.table.name) of that name that fits", original: place.original)
      )
      for column in columns {
        for child in try target.rows(of: plan.table.name, column: column, pointingAt: id) {
          try target.setReference(table: plan.table.name, column: column, id: child, to: nil)
          dangling.append((child, column, []))
        }
      }
    }
    for (id, name) in emptied {
      guard !gone.contains(id), let place = places[id] else { continue }
      report.referencesEmptied[plan.table.name, default: .init()].add(name, line: place.line)
    }
    for id in gone {
      rows.forget(id: id)
      try target.remove(table: plan.table.name, id: id)
    }
  }
}
