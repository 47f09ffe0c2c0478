import ArgumentParser
import ClusterStore

/// `agglom imports undo`: takes one import back.
///
/// - Output: nothing; what was done goes to standard error.
/// - Exit status: 0; 1 where rows are no longer as the import left them, or the batch is not there.
struct UndoImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take one import back.",
    discussion: """
      The database is then exactly as before the import: rows that it added go, rows that it \
      changed become what they were. It is refused, with a list, where such rows were changed \
      since or something later points at them; a later import must be undone first. The journal \
      keeps the batch and says when it was undone. The same file can be imported again.
      """)

  @Argument(help: "The number of the batch, as 'agglom imports list' gives it.")
  var batch: Int64

  @Flag(name: .shortAndLong, help: "Tell what would be done, and do nothing.")
  var dryRun = false

  @OptionGroup var store: StoreOptions

  func run() throws {
    guard dryRun else {
      let plan = try ImportUndo(store.openForWriting()).run(batch)
      return StandardStream.error.write(Self.text(plan, done: true))
    }
    let plan = try ImportUndo(store.open()).plan(batch)
    guard plan.conflictCount == 0 else {
      throw UndoError.conflicts(batch: batch, first: plan.conflicts, count: plan.conflictCount)
    }
    StandardStream.error.write(Self.text(plan, done: false))
  }

  /// What was done, or would be.
  static func text(_ plan: ImportUndo.Plan, done: Bool) -> String {
    var text =
      done
      ? "Batch \(plan.batch) (\(plan.file)) was undone.\n"
      : "Batch \(plan.batch) (\(plan.file)) can be undone. A dry run: nothing was written.\n"
    for (table, count) in plan.removed.sorted(by: { $0.key < $1.key }) {
      text += "  \(table): \(count) rows \(done ? "removed" : "would be removed")\n"
    }
    for (table, count) in plan.restored.sorted(by: { $0.key < $1.key }) {
      text += "  \(table): \(count) rows \(done ? "restored" : "would be restored")\n"
    }
    if plan.gone > 0 { text += "  \(plan.gone) rows were gone already\n" }
    return text
  }
}
