import ClusterStore
import SQLite
import VirtualTable

/// Does with rows of a file that are there already what the user has chosen.
///
/// Changes to rows that were there before the import are recorded, so that it can be taken back; those
/// to rows of the import itself need not be, since they go with their rows.
final class ConflictResolution {
  /// What became of a row.
  enum Outcome {
    /// The row that is there has changed.
    case updated
    /// The row that is there stays as it is.
    case kept
    /// The row is to be rejected for that.
    case refused(SQLiteError)
    /// The row that is there would lie in itself; unless others of the file change that.
    case cyclic(ColumnReader.Problem)
  }

  private let policy: ConflictPolicy
  private let store: Store
  private let plan: ImportPlan
  private let merge: RowMerge
  private let updater: RowUpdater
  private let hierarchy: Hierarchy?
  /// When the file was modified, in UTC as ISO 8601.
  private let date: String
  private var recorder: UpdateRecorder?
  private var dates: RowDates?
  /// Rows that were there before and have changed.
  private var updated: Set<Int64> = []
  /// Rows of this import that have changed.
  private(set) var changedRows: Set<Int64> = []
  private var postponed: [Postponed] = []
  /// What the last refusal said, and the columns that it named.
  private var constraint: (message: String, columns: [String])?

  /// How many columns an example tells.
  private static let shownColumns = 3

  /// A row that is put off, since it names rows that may come later.
  private struct Postponed {
    let row: LateRow
    let id: Int64
    let error: SQLiteError
  }

  /// Prepares to follow `policy`; nil where rows that are there already are rejected.
  ///
  /// - Throws: ``ImportError/option(name:reason:)`` for a table whose rows have no ids.
  init?(_ store: Store, plan: ImportPlan, policy: ConflictPolicy, date: String) throws {
    guard policy != .fail else { return nil }
    guard plan.hasID else {
      throw ImportError.option(
        name: "on-conflict \(policy.rawValue)",
        reason: "the rows of '\(plan.table.name)' have no ids, by which changes could be taken "
          + "back; only fail is for it")
    }
    self.policy = policy
    self.store = store
    self.plan = plan
    self.date = date
    merge = RowMerge(table: plan.table.name, columns: Array(plan.columns.dropFirst()))
    hierarchy = try Hierarchy(store, table: plan.table.name)
    updater = try RowUpdater(store, table: plan.table.name, columns: merge.columns)
  }

  /// Settles what becomes of a row that a constraint refused.
  ///
  /// - Parameters:
  ///   - cells: The row, with its id first.
  ///   - error: The refusal.
  ///   - line: The line that the row's record begins in.
  ///   - own: The rows that this import has inserted.
  ///   - report: What is counted and told.
  /// - Returns: What became of it; a row that is refused is not counted yet.
  /// - Throws: `SQLiteError` for anything but a row that breaks a rule.
  func settle(
    _ cells: ArraySlice<RowFeed.Cell>, _ error: SQLiteError, line: Int, own: RowRangeRecorder,
    _ report: inout ImportReport
  ) throws -> Outcome {
    // A rule that the row breaks alone may hold for what is there with its values.
    let isAlone = [.check, .notNull].contains(error.code)
    guard error.isDuplicate || isAlone else { return .refused(error) }
    if constraint?.message != error.message {
      constraint = (error.message, isAlone ? [] : ConstraintProblem.columns(of: error))
    }
    var row = cells.dropFirst().map(\.value)
    while row.count < merge.columns.count { row.append(.null) }
    guard let stored = try updater.row(keepingOut: row, by: constraint?.columns ?? []) else {
      return .refused(error)
    }
    guard let merged = merge.merged(stored.values, with: row) else {
      return .refused(
        SQLiteError(
          code: .check, message: "CHECK constraint failed: flags is an object of texts"))
    }
    let changed = RowMerge.differences(stored.values, merged)
    guard !changed.isEmpty else {
      report.unchanged += 1
      return .kept
    }
    let isOwn = own.line(of: stored.id) != nil
    guard try overrules(stored.id, isOwn: isOwn) else {
      guard !isAlone else { return .refused(error) }
      report.skipped += 1
      report.kept.add("line \(line) (\(differences(changed, stored.values, merged)))")
      return .kept
    }
    if let problem = try cycle(stored.id, changed, merged) { return .cyclic(problem) }
    do {
      try update(stored.id, to: merged, changed, isOwn: isOwn)
    } catch let refusal as SQLiteError {
      guard refusal.code.primary == .constraint, store.connection.isInTransaction else {
        throw refusal
      }
      return .refused(refusal)
    }
    report.updated += 1
    return .updated
  }

  /// What is wrong where the row `id` would point at one that lies in it.
  private func cycle(
    _ id: Int64, _ changed: [Int], _ merged: [Value]
  ) throws -> ColumnReader.Problem? {
    let places = changed.filter { hierarchy?.columns.contains(merge.columns[$0]) ?? false }
    guard let hierarchy, let first = places.first,
      let chain = try hierarchy.cycle(
        through: id,
        changing: Dictionary(uniqueKeysWithValues: places.map { (merge.columns[$0], merged[$0]) }))
    else { return nil }
    let label = plan.inputs.first { $0.column.name == merge.columns[first] }?.label
    return .init(
      label: label ?? merge.columns[first], text: "", code: .constraintError,
      reason: try hierarchy.reason(chain))
  }

  /// Whether the file's values come before those of the row `id`.
  private func overrules(_ id: Int64, isOwn: Bool) throws -> Bool {
    guard policy == .newest else { return policy == .update }
    // Rows of one file are as old as each other.
    guard !isOwn, !updated.contains(id) else { return false }
    let dates = try dates ?? RowDates(store, table: plan.table.name)
    self.dates = dates
    return dates.date(of: id).map { date > $0 } ?? false
  }

  private func update(
    _ id: Int64, to values: [Value], _ changed: [Int], isOwn: Bool
  ) throws {
    guard !isOwn else {
      try updater.update(id, to: values, changed: changed)
      changedRows.insert(id)
      return
    }
    let recorder = try recorder ?? UpdateRecorder(store, tables: [plan.table.name])
    self.recorder = recorder
    try recorder.recording { try updater.update(id, to: values, changed: changed) }
    if policy == .newest { updated.insert(id) }
  }

  /// What differs in the first of the columns at `changed`.
  private func differences(_ changed: [Int], _ stored: [Value], _ merged: [Value]) -> String {
    let told = changed.filter { merge.columns[$0] != "flags" || changed.count == 1 }
    return told.prefix(Self.shownColumns).map { difference(at: $0, stored, merged) }
      .joined(separator: ", ") + (told.count > Self.shownColumns ? " and more" : "")
  }

  /// What differs in one column, in the words of the file.
  private func difference(at place: Int, _ stored: [Value], _ merged: [Value]) -> String {
    let name = merge.columns[place]
    guard let input = plan.inputs.first(where: { $0.column.name == name }) else { return name }
    if case .reference = input.reading { return input.label }
    return "\(input.label): \(stored[place].words), not \(merged[place].words)"
  }

  /// Writes what was recorded, before the import's batch is.
  func finish() throws { try recorder?.finish() }
}

extension ConflictResolution {
  /// Puts off a row until all rows of the file are there that it may name.
  func postpone(
    _ cells: ArraySlice<RowFeed.Cell>, _ error: SQLiteError, line: Int, original: String
  ) {
    guard let id = cells.first?.bits else { return }
    postponed.append(
      .init(
        row: LateRow(Array(cells), line: line, original: original), id: Int64(bitPattern: id),
        error: error))
  }

  /// Gives `body` every row that was put off, pointing at the rows it names.
  ///
  /// - Parameters:
  ///   - pending: The rows that were not there when they were named.
  ///   - body: Takes a row, or why it does not fit, and whether it is the last time; says whether
  ///     the row is settled, and not to be given again after the others.
  /// - Throws: `SQLiteError`, or what `body` throws.
  func takePostponed(
    _ pending: [(id: Int64, ParsedRows.Pending)],
    _ body: (LateRow, [RowFeed.Cell], SQLiteError, ColumnReader.Problem?, Bool) throws -> Bool
  ) throws {
    let waits = Dictionary(grouping: pending, by: \.id)
    var isLast = false
    while !postponed.isEmpty {
      let count = postponed.count
      let arena = ByteArena(capacity: 1 << 12)
      postponed = try postponed.filter { item in
        let (cells, problem) = try pointing(item, waits[item.id] ?? [], arena)
        defer { arena.clear() }
        return try !body(item.row, cells, item.error, problem, isLast)
      }
      isLast = postponed.count == count
    }
  }

  /// The cells of a row that was put off, pointing at the rows it names, or why it does not fit.
  private func pointing(
    _ item: Postponed, _ waits: [(id: Int64, ParsedRows.Pending)], _ arena: ByteArena
  ) throws -> ([RowFeed.Cell], ColumnReader.Problem?) {
    var cells = item.row.cells(id: item.id, arena)
    var problem: ColumnReader.Problem?
    for (_, wait) in waits {
      guard let place = plan.columns.firstIndex(of: wait.column) else { continue }
      if let found = unsafe wait.name.withUnsafeBytes({ unsafe wait.index.id($0) }) {
        cells[place] = .integer(found)
      } else if !wait.canBeEmpty {
        problem = Self.dangling(wait.label, plan.table.name, wait.name)
      }
    }
    // A row that was named may itself have been refused.
    for input in plan.inputs where input.column.target == plan.table.name {
      guard let place = plan.columns.firstIndex(of: input.column.name),
        cells[place].kind == .integer,
        try !ImportTarget(store).has(Int64(bitPattern: cells[place].bits), in: plan.table.name)
      else { continue }
      problem = Self.dangling(input.label, plan.table.name, [])
    }
    return (cells, problem)
  }

  private static func dangling(
    _ label: String, _ table: String, _ name: [UInt8]
  ) -> ColumnReader.Problem {
    .init(
      label: label, text: String(decoding: name, as: UTF8.self), code: .foreignKey,
      reason: "there is no \(table) of that name that fits")
  }
}

extension Value {
  /// The value for a sentence.
  fileprivate var words: String {
    switch self {
    case .null: "empty"
    case .integer(let number): "\(number)"
    case .real(let number):
      number == number.rounded() && abs(number) < 1e15
        ? "\(Int64(number))" : "\(number)"
    case .text(let text): "'\(text.count > 40 ? text.prefix(40) + "..." : text[...])'"
    case .blob: "bytes"
    }
  }
}
