import ClusterStore
import SQLite
import VirtualTable

/// Puts parsed rows into the tables of a plan, on the thread that the database belongs to.
final class RowLoader {
  private let store: Store
  let plan: ImportPlan
  let target: ImportTarget
  private let names: NameIndex
  /// What is done with rows that are there already; nil where they are rejected.
  let conflicts: ConflictResolution?
  let rows: TableLoader
  private let firms: TableLoader?
  /// The firms and years that have come up, where the table itself does not look.
  private var firmYears: FirmYears?
  var pending: [(id: Int64, ParsedRows.Pending)] = []
  /// Where each row stands in the file, for a table whose rows may go again: they point at each
  /// other, or triggers see to them.
  private(set) var places: [Int64: (line: Int, original: String)] = [:]
  /// What lies in what among the rows, where they point at each other; nil where they do not.
  let hierarchy: Hierarchy?
  /// Whether triggers of the database may do more to a row than put it in.
  let hasTriggers: Bool
  /// Firms that came up in rows which were refused afterwards.
  private var doubtfulFirms: [Int64] = []
  /// Firms that did not go in, and why; their rows do not either.
  private var refusedFirms: [Int64: SQLiteError] = [:]
  /// Rows that repeat others of this file.
  private var late: RowSpool?
  private let keepsRejects: Bool
  /// What the journal is to have of rejected rows; nil where there are none or it is to have nothing.
  private(set) var rejects: RejectSpool?

  /// Loads rows of `plan`, whose new firms have ids from `nextFirm` on.
  init(
    _ store: Store, plan: ImportPlan, images: ImageLoader, nextFirm: Int64,
    conflicts: ConflictResolution?, keepsRejects: Bool
  ) throws {
    self.keepsRejects = keepsRejects
    self.conflicts = conflicts
    self.store = store
    self.plan = plan
    target = ImportTarget(store)
    names = NameIndex(store)
    rows = try TableLoader(
      store, table: plan.table.name, columns: plan.columns, image: images.rows)
    firms = try plan.firm.map { _ in
      try TableLoader(store, table: "firm", columns: plan.firmColumns, image: images.firms)
    }
    firmYears = images.rows == nil ? nil : FirmYears(plan, nextFirm: nextFirm)
    hierarchy =
      plan.inputs.contains { $0.column.target == plan.table.name }
      ? try Hierarchy(store, table: plan.table.name) : nil
    hasTriggers = try target.hasTriggers()
  }

  /// The inserted rows of each table.
  var ranges: [String: [ImportJournal.RowRange]] {
    var ranges = [plan.table.name: rows.ranges.ranges]
    ranges["firm", default: []] += firms?.ranges.ranges ?? []
    for index in plan.references { ranges[index.table, default: []] += index.added.ranges }
    return ranges.filter { !$0.value.isEmpty }
  }

  /// What the rows of each table come to, where their values do not change afterwards.
  var digests: [String: RowDigests] {
    var digests: [String: RowDigests] = [:]
    // A trigger may change a row once it is in.
    guard !hasTriggers else { return [:] }
    if hierarchy == nil, plan.hasID { digests[plan.table.name] = rows.digests }
    if plan.table.name != "firm" { digests["firm"] = firms?.digests }
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
    for reject in output.rejects { try note(reject, &report) }
    report.remarks.add(output.remarks)
    for addition in output.additions {
      try addition.index.insert(code: addition.code, id: addition.id, line: addition.line)
    }
    func line(_ record: Int) -> Int { parsed.block.records[record].line }
    if let firms, output.firms.count > 0 {
      let refusals = try unsafe firms.insert(output.firms, lines: line, isLate: { _ in false })
      for refusal in refusals.refusals {
        refusedFirms[output.firms.ids[refusal.row]] = refusal.error
      }
      report.firmsAdded += output.firms.count - refusals.refusals.count
    }
    let orphans = orphans(output.main)
    let (refusals, repeated) = try unsafe rows.insert(
      output.main, except: Set(orphans.map(\.row)), lines: line
    ) { row in unsafe firmYears?.note(row) == false }
    let refused = Set(refusals.map(\.row))
    report.inserted += output.main.count - refused.count - repeated.count - orphans.count
    for row in repeated {
      let record = parsed.block.records[output.main.records[row]]
      late = try late ?? RowSpool(store, width: plan.columns.count)
      try late?.add(
        output.main.cells(of: row).map(\.value), line: record.line,
        original: parsed.block.original(record))
    }
    if keepsPlaces {
      for row in 0..<output.main.count where !refused.contains(row) {
        let record = parsed.block.records[output.main.records[row]]
        places[output.main.ids[row]] = (record.line, parsed.block.original(record))
      }
    }
    for orphan in orphans { try rejectOrphan(orphan, parsed, &report) }
    for refusal in refusals { try reject(refusal, parsed, &report) }
    if !output.emptied.isEmpty {
      let gone = Set((refused + orphans.map(\.row)).map { output.main.records[$0] })
      for (record, line, emptied) in output.emptied where !gone.contains(record) {
        report.referencesEmptied[emptied.table, default: .init()].add(emptied.name, line: line)
      }
    }
    pending += output.pending
  }

  /// Whether it is kept where each row stands in the file.
  private var keepsPlaces: Bool { plan.hasID && (hierarchy != nil || hasTriggers) }

  /// The rows whose firms did not go in, and why.
  private func orphans(_ table: ParsedRows.CellTable) -> [BulkInserter.Refusal] {
    guard !refusedFirms.isEmpty, let cell = plan.columns.firstIndex(of: "firm_id") else {
      return []
    }
    return (0..<table.count).compactMap { row in
      let cells = table.cells(of: row)
      let firm = Int64(bitPattern: cells[cells.startIndex + cell].bits)
      return refusedFirms[firm].map { .init(row: row, error: $0) }
    }
  }

  /// Rejects a row whose firm did not go in.
  private func rejectOrphan(
    _ orphan: BulkInserter.Refusal, _ parsed: ParsedRows, _ report: inout ImportReport
  ) throws {
    let record = parsed.block.records[parsed.output.main.records[orphan.row]]
    let problem = ConstraintProblem.problem(orphan.error, inputs: plan.firm?.inputs ?? [])
    try reject(problem, line: record.line, original: parsed.block.original(record), &report)
  }

  /// Puts what is left of images into their tables.
  func finishImages() throws {
    try firms?.finishImage()
    try rows.finishImage()
  }

  private func reject(
    _ refusal: BulkInserter.Refusal, _ parsed: ParsedRows, _ report: inout ImportReport
  ) throws {
    let number = parsed.output.main.records[refusal.row]
    let record = parsed.block.records[number]
    let cells = parsed.output.main.cells(of: refusal.row)
    if hierarchy != nil, let conflicts {
      return conflicts.postpone(
        cells, refusal.error, line: record.line, original: parsed.block.original(record))
    }
    let isUsed = try reject(
      cells, refusal.error, line: record.line, original: { parsed.block.original(record) },
      &report)
    guard !isUsed else { return }
    for row in 0..<parsed.output.firms.count where parsed.output.firms.records[row] == number {
      doubtfulFirms.append(parsed.output.firms.ids[row])
    }
  }

  /// Rejects a row, or does with it what was chosen for one that is there already; whether that one
  /// has taken its values.
  @discardableResult func reject(
    _ cells: ArraySlice<RowFeed.Cell>, _ error: SQLiteError, line: Int, original: () -> String,
    _ report: inout ImportReport
  ) throws -> Bool {
    let outcome = try conflicts?.settle(cells, error, line: line, own: rows.ranges, &report)
    return try finish(outcome, cells, error, line: line, original: original, &report)
  }

  /// Counts or rejects a row whose `outcome` is known; whether the row that is there has taken its
  /// values.
  @discardableResult func finish(
    _ outcome: ConflictResolution.Outcome?, _ cells: ArraySlice<RowFeed.Cell>,
    _ error: SQLiteError, line: Int, original: () -> String, _ report: inout ImportReport
  ) throws -> Bool {
    var error = error
    switch outcome {
    case .updated: return true
    case .kept: return false
    case .refused(let refusal): error = refusal
    case .cyclic(let problem):
      try reject(problem, line: line, original: original(), &report)
      return false
    case nil: break
    }
    let problem = ConstraintProblem.problem(
      error, inputs: plan.inputs,
      duplicate: try DuplicateRow(store, plan: plan, cells: cells, error: error, lines: rows.ranges)
    )
    try reject(problem, line: line, original: original(), &report)
    return false
  }

  /// Counts a row as rejected, and keeps why.
  func reject(
    _ problem: ColumnReader.Problem, line: Int, original: String, _ report: inout ImportReport
  ) throws {
    report.rejected += 1
    try note(
      .init(
        line: line, column: problem.label, text: problem.text, code: problem.code.rawValue,
        reason: problem.reason, original: original), &report)
  }

  private func note(
    _ reject: ImportJournal.Reject, _ report: inout ImportReport
  ) throws {
    report.add(reject)
    if rejects == nil, keepsRejects { rejects = try RejectSpool(store) }
    try rejects?.add(reject)
  }

  /// Puts the rows that repeat others to the database, whose keys are there again.
  private func insertLate(_ report: inout ImportReport) throws {
    let arena = ByteArena(capacity: 1 << 12)
    try late?.forEach { values, line, original in
      let id = try target.nextID(of: plan.table.name)
      let cells = [.integer(id)] + values.dropFirst().map { $0.cell(arena) }
      if let refusal = try rows.insert(cells, line: line) {
        try reject(cells[...], refusal.error, line: line, original: { original }, &report)
      } else {
        // What it repeats has itself been refused.
        report.inserted += 1
      }
      arena.clear()
    }
    late = nil
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
    try firms?.readAgain(changed, of: "firm", store)
    report.firmsSized = sizes?.count ?? 0
    for id in refusedFirms.keys where sizes?.size(ofFirm: id) != nil { report.firmsSized -= 1 }
    for id in try target.removeUnusedFirms(doubtfulFirms) {
      firms?.forget(id: id)
      report.firmsAdded -= 1
      if sizes?.size(ofFirm: id) != nil { report.firmsSized -= 1 }
    }
    try resolvePending(&report)
    try settlePostponed(&report)
    try dropMissing(&report)
    if let conflicts {
      try rows.readAgain(Array(conflicts.changedRows), of: plan.table.name, store)
      try conflicts.finish()
    }
    report.keepFirstRejects()
    for range in rows.ranges.ranges {
      try names.add(table: plan.table.name, ids: range.firstID...range.lastID)
    }
    for reference in plan.references {
      for range in reference.added.ranges {
        report.referencesAdded[reference.table, default: 0] += Int(range.lastID - range.firstID) + 1
        try names.add(table: reference.table, ids: range.firstID...range.lastID)
      }
    }
    for range in firms?.ranges.ranges ?? [] {
      try names.add(table: "firm", ids: range.firstID...range.lastID)
    }
  }
}
