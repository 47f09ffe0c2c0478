import ClusterStore
import SQLite

/// Adds firms as the rows of a survey name them.
final class FirmFeed {
  /// The firms that were added, and the lines that named them first.
  var added = RowRangeRecorder()
  /// The file's name of the column that names the firm.
  let label: String
  /// The parameter of the main table that takes the firm's id.
  let parameter: Int
  private let target: ImportTarget
  private let feed: TableFeed
  private let firm: ImportPlan.Firm
  private let index: ReferenceIndex

  /// What a record says of its firm.
  struct Row {
    var id: Int64?
    var isNew = false
    var problems: [RowBinder.Problem] = []
  }

  /// Nil where the plan adds no firms.
  init?(_ store: Store, plan: ImportPlan) throws {
    guard let firm = plan.firm, case .reference(let index) = plan.inputs[firm.input].reading else {
      return nil
    }
    self.firm = firm
    self.index = index
    label = plan.inputs[firm.input].label
    parameter = firm.input + 1
    target = ImportTarget(store)
    feed = try TableFeed(store, table: "firm", inputs: firm.inputs, hasFlags: false)
  }

  /// The firm that a record is about, added where it is not there yet.
  func firm(of record: RecordBlock.Record, in block: RecordBlock) throws -> Row {
    if let id = unsafe index.id(key(record, block)) { return Row(id: id) }
    let outcome = try feed.bind(record, of: block)
    guard outcome.problems.isEmpty else { return Row(problems: outcome.problems) }
    do {
      let id = try feed.insert()
      unsafe index.add(key(record, block), id: id)
      return Row(id: id, isNew: true)
    } catch {
      guard error.code.primary == .constraint else { throw error }
      return Row(problems: [ConstraintProblem.problem(error, inputs: firm.inputs)])
    }
  }

  /// Takes a new firm away whose row did not fit.
  func takeBack(_ row: Row, _ record: RecordBlock.Record, _ block: RecordBlock) throws {
    guard let id = row.id else { return }
    try target.remove(table: "firm", id: id)
    unsafe index.remove(key(record, block))
  }

  private func key(
    _ record: RecordBlock.Record, _ block: RecordBlock
  ) -> UnsafeRawBufferPointer {
    unsafe CellParser.trimmed(feed.binder.bytes(firm.key, record, block))
  }
}
