import ClusterStore
import SQLite

/// Puts the records of a file into the tables of a plan, and gathers what does not fit.
final class RowLoader {
  private let store: Store
  private let plan: ImportPlan
  private let header: [String]
  private let target: ImportTarget
  private let feed: TableFeed
  private let firms: FirmFeed?
  private let hasID: Bool
  private let ownKeys: [(place: Int, index: ReferenceIndex)]
  /// Every table that the plan points at, once.
  private let references: [ReferenceIndex]
  private var rows = RowRangeRecorder()
  private var pending: [(id: Int64, RowBinder.Pending)] = []
  /// Where each inserted row stands in the file, for a table whose rows point at each other.
  private var places: [Int64: (line: Int, original: String)] = [:]

  init(_ store: Store, plan: ImportPlan, header: [String]) throws {
    self.store = store
    self.plan = plan
    self.header = header
    target = ImportTarget(store)
    feed = try TableFeed(
      store, table: plan.table.name, inputs: plan.inputs, hasFlags: plan.hasFlags)
    firms = try FirmFeed(store, plan: plan)
    hasID = plan.table.column("id") != nil
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
    references = plan.references
  }

  /// The inserted rows of each table.
  var ranges: [String: [ImportJournal.RowRange]] {
    var ranges: [String: [ImportJournal.RowRange]] = [:]
    if !rows.ranges.isEmpty { ranges[plan.table.name] = rows.ranges }
    if let firms, !firms.added.ranges.isEmpty { ranges["firm"] = firms.added.ranges }
    for index in references where !index.added.ranges.isEmpty {
      ranges[index.table, default: []] += index.added.ranges
    }
    return ranges
  }

  /// Takes one record.
  func load(
    _ record: RecordBlock.Record, of block: RecordBlock, into report: inout ImportReport
  ) throws {
    let count = record.fields.count
    if count == 1, block.fields[record.fields.lowerBound].count == 0, header.count > 1 { return }
    report.read += 1
    func reject(_ column: String?, _ text: String?, _ code: String, _ reason: String) {
      report.rejects.append(
        .init(
          line: record.line, column: column, text: text, code: code, reason: reason,
          original: block.original(record)))
    }
    guard !record.isBroken else {
      report.rejected += 1
      return reject(nil, nil, "cell-error", "text follows the closing quote of a cell")
    }
    guard count == header.count else {
      report.rejected += 1
      return reject(
        nil, nil, count < header.count ? "missing-cell" : "extra-cell",
        "the row has \(count) cells, the header \(header.count)")
    }
    if let alternatives = plan.alternatives,
      !alternatives.contains(where: { holds($0, record, block) })
    {
      report.skipped += 1
      return
    }
    let firm = try firms?.firm(of: record, in: block)
    let outcome = try feed.bind(record, of: block)
    var problems = outcome.problems
    if let firm, let firms {
      problems.removeAll { $0.code == "foreign-key" && $0.label == firms.label }
      problems += firm.problems
      if let id = firm.id { try feed.set(id, at: firms.parameter) }
    }
    if problems.isEmpty {
      for addition in outcome.additions {
        let known = unsafe addition.code.withUnsafeBytes { unsafe addition.index.id($0) }
        let id = try known ?? addition.index.addUnknown(addition.code, line: record.line)
        try feed.set(id, at: addition.parameter)
      }
      do {
        let id = try feed.insert()
        report.inserted += 1
        report.suppressed += outcome.suppressed.count
        if hasID { rows.note(id: id, line: record.line) }
        for (place, index) in ownKeys {
          unsafe index.add(
            CellParser.trimmed(feed.binder.bytes(plan.inputs[place].origin, record, block)),
            id: id)
        }
        if !ownKeys.isEmpty { places[id] = (record.line, block.original(record)) }
        for wait in outcome.pending { pending.append((id, wait)) }
        if let firm, firm.isNew, let id = firm.id {
          firms?.added.note(id: id, line: record.line)
          report.firmsAdded += 1
        }
        return
      } catch {
        guard error.code.primary == .constraint else { throw error }
        problems.append(ConstraintProblem.problem(error, inputs: plan.inputs))
      }
    }
    // A firm that came up only in a row that does not fit goes again.
    if let firm, firm.isNew { try firms?.takeBack(firm, record, block) }
    report.rejected += 1
    for problem in problems { reject(problem.label, problem.text, problem.code, problem.reason) }
  }

  /// Points rows at what came later in the file, indexes names, and finishes firms.
  func finish(_ report: inout ImportReport) throws {
    try resolvePending(&report)
    let index = NameIndex(store)
    for range in rows.ranges {
      try index.add(table: plan.table.name, ids: range.firstID...range.lastID)
    }
    for reference in references {
      for range in reference.added.ranges {
        report.referencesAdded[reference.table, default: 0] += Int(range.lastID - range.firstID) + 1
        try index.add(table: reference.table, ids: range.firstID...range.lastID)
      }
    }
    for range in firms?.added.ranges ?? [] {
      try target.updateFirms(range.firstID...range.lastID)
      try index.add(table: "firm", ids: range.firstID...range.lastID)
    }
  }

  /// Points rows at rows that came later; a row that points at none goes, and what points at it.
  private func resolvePending(_ report: inout ImportReport) throws {
    var dangling: [(id: Int64, label: String, name: [UInt8])] = []
    for (id, wait) in pending {
      if let found = unsafe wait.name.withUnsafeBytes({ unsafe wait.index.id($0) }) {
        try target.setReference(table: plan.table.name, column: wait.column, id: id, to: found)
      } else {
        dangling.append((id, wait.label, wait.name))
      }
    }
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
          code: "foreign-key", reason: "there is no \(plan.table.name) of that name that fits",
          original: place.original))
      for column in columns {
        for child in try target.rows(of: plan.table.name, column: column, pointingAt: id) {
          try target.setReference(table: plan.table.name, column: column, id: child, to: nil)
          dangling.append((child, column, []))
        }
      }
    }
    for id in gone {
      rows.forget(id: id)
      try target.remove(table: plan.table.name, id: id)
    }
    if !gone.isEmpty { report.rejects.sort { $0.line < $1.line } }
  }

  private func holds(
    _ conditions: [ImportPlan.Condition], _ record: RecordBlock.Record, _ block: RecordBlock
  ) -> Bool {
    conditions.allSatisfy { condition in
      let cell = unsafe block.bytes(block.fields[record.fields.lowerBound + condition.field])
      return condition.texts.contains { unsafe $0.elementsEqual(cell) }
    }
  }
}
