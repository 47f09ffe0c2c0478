import ClusterStore
import SQLite
import VirtualTable

/// Puts parsed rows into the tables of a plan, on the thread that the database belongs to.
final class RowLoader {
  private let store: Store
  private let plan: ImportPlan
  private let target: ImportTarget
  private let names: NameIndex
  /// What is done with rows that are there already; nil where they are rejected.
  private let conflicts: ConflictResolution?
  private let rows: TableLoader
  private let firms: TableLoader?
  /// The firms and years that have come up, where the table itself does not look.
  private var firmYears: FirmYears?
  private var pending: [(id: Int64, ParsedRows.Pending)] = []
  /// Where each row stands in the file, for a table whose rows point at each other.
  private var places: [Int64: (line: Int, original: String)] = [:]
  private let pointsAtItself: Bool
  /// Firms that came up in rows which were refused afterwards.
  private var doubtfulFirms: [Int64] = []
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
    pointsAtItself = plan.inputs.contains { $0.column.target == plan.table.name }
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
    if !pointsAtItself, plan.hasID { digests[plan.table.name] = rows.digests }
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
      if let refusal = refusals.refusals.first {
        // The key of a new firm is looked up before, so that only a mapping at odds with itself
        // comes here.
        throw ImportError.mapping(
          file: report.file,
          reason: "a firm cannot be added: \(refusal.error.message)")
      }
      report.firmsAdded += output.firms.count
    }
    let (refusals, repeated) = try unsafe rows.insert(output.main, lines: line) { row in
      unsafe firmYears?.note(row) == false
    }
    let refused = Set(refusals.map(\.row))
    report.inserted += output.main.count - refused.count - repeated.count
    for row in repeated {
      let record = parsed.block.records[output.main.records[row]]
      late = try late ?? RowSpool(store, width: plan.columns.count)
      try late?.add(
        output.main.cells(of: row).map(\.value), line: record.line,
        original: parsed.block.original(record))
    }
    if pointsAtItself {
      for row in 0..<output.main.count where !refused.contains(row) {
        let record = parsed.block.records[output.main.records[row]]
        places[output.main.ids[row]] = (record.line, parsed.block.original(record))
      }
    }
    for refusal in refusals { try reject(refusal, parsed, &report) }
    if !output.emptied.isEmpty {
      let gone = Set(refused.map { output.main.records[$0] })
      for (record, line, emptied) in output.emptied where !gone.contains(record) {
        report.referencesEmptied[emptied.table, default: .init()].add(emptied.name, line: line)
      }
    }
    pending += output.pending
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
    if pointsAtItself, let conflicts {
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
  @discardableResult private func reject(
    _ cells: ArraySlice<RowFeed.Cell>, _ error: SQLiteError, line: Int, original: () -> String,
    _ report: inout ImportReport
  ) throws -> Bool {
    var error = error
    switch try conflicts?.settle(cells, error, line: line, own: rows.ranges, &report) {
    case .updated: return true
    case .kept: return false
    case .refused(let refusal): error = refusal
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
  private func reject(
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
    for id in doubtfulFirms where try target.removeUnusedFirm(id) {
      firms?.forget(id: id)
      report.firmsAdded -= 1
      if sizes?.size(ofFirm: id) != nil { report.firmsSized -= 1 }
    }
    try resolvePending(&report)
    try settlePostponed(&report)
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

  /// Settles rows that are there already and name rows of the same table, which are all there now.
  private func settlePostponed(_ report: inout ImportReport) throws {
    try conflicts?.takePostponed(pending) { row, cells, error, problem in
      if let problem {
        try reject(problem, line: row.line, original: row.original, &report)
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
      try reject(
        .init(
          label: label, text: String(decoding: name, as: UTF8.self), code: .foreignKey,
          reason: "there is no \(plan.table.name) of that name that fits"),
        line: place.line, original: place.original, &report)
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
