import ClusterStore
import VirtualTable

/// The images that the rows of an import go into, where they can.
struct ImageLoader {
  /// That of the plan's table; nil where its rows go in by INSERT.
  let rows: TableImage?
  /// That of the firms; nil where they go in by INSERT.
  let firms: TableImage?

  /// Prepares the tables of `plan` for about `count` rows.
  ///
  /// Images take an importer that knows every rule of the tables. The plan's table must have no rows
  /// of `dataset`, so that only rows of the file can be the same in firm and year; firms must be
  /// known by their keys, so that one which is added is not there.
  init(
    _ store: Store, plan: ImportPlan, bulk: BulkLoad, dataset: Int64?, expecting count: Int
  ) throws {
    let input = plan.inputs.first { $0.column.name == "dataset_id" }
    var rows: TableImage?
    if plan.knowsEveryRule, plan.hasID, let dataset, case .constant? = input?.origin,
      try !ImportTarget(store).hasRows(plan.table.name, dataset: dataset)
    {
      rows = try bulk.image(
        of: plan.table.name, columns: plan.columns, expecting: count,
        keepsKeys: { $0 == FirmYears.key })
    }
    if rows == nil { try bulk.dropIndexes(of: plan.table.name, expecting: count) }
    self.rows = rows
    guard let firm = plan.firm else {
      firms = nil
      return
    }
    // A survey has some years of each firm.
    var firms: TableImage?
    if firm.knowsEveryRule, firm.isKnownByKey {
      firms = try bulk.image(
        of: "firm", columns: plan.firmColumns, expecting: count / 4, keepsKeys: { $0 == ["key"] })
    }
    if firms == nil { try bulk.dropIndexes(of: "firm", expecting: count / 4) }
    self.firms = firms
  }
}
