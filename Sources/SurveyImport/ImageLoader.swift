import ClusterStore
import VirtualTable

/// How the rows of an import go into their tables as images, where they can.
struct ImageLoader {
  /// One table's part.
  struct Part {
    let transfer: ImageTransfer
    let filler: ImageFiller

    /// Puts the rows of `image` into the table and gives the image back.
    func insert(_ image: TableImage) throws {
      try transfer.insert(image)
      image.clear()
      _ = filler.spares.put(image)
    }
  }

  /// That of the plan's table; nil where its rows go in one by one.
  let rows: Part?
  /// That of the firms; nil where they go in one by one.
  let firms: Part?

  /// Prepares the tables of `plan` for about `rows` rows.
  ///
  /// Images take an importer that knows every rule of the tables. The plan's table must have no rows
  /// of `dataset`, so that only rows of the file can be the same in firm and year; firms must be
  /// known by their keys, so that one which is added is not there.
  init(
    _ store: Store, plan: ImportPlan, bulk: BulkLoad, dataset: Int64?, expecting rows: Int
  ) throws {
    guard plan.knowsEveryRule else {
      (self.rows, firms) = (nil, nil)
      return
    }
    let input = plan.inputs.first { $0.column.name == "dataset_id" }
    if plan.hasID, let dataset, case .constant? = input?.origin,
      try !ImportTarget(store).hasRows(plan.table.name, dataset: dataset),
      let (shape, transfer) = try bulk.transfer(
        into: plan.table.name, expecting: rows, keepsKeys: { $0 == FirmYears.key })
    {
      self.rows = .init(
        transfer: transfer, filler: ImageFiller(shape, columns: plan.columns))
    } else {
      self.rows = nil
      try bulk.dropIndexes(of: plan.table.name, expecting: rows)
    }
    guard let firm = plan.firm else {
      firms = nil
      return
    }
    // A survey has some years of each firm.
    if firm.isKnownByKey,
      let (shape, transfer) = try bulk.transfer(
        into: "firm", expecting: rows / 4, keepsKeys: { $0 == ["key"] })
    {
      firms = .init(
        transfer: transfer, filler: ImageFiller(shape, columns: plan.firmColumns))
    } else {
      firms = nil
      try bulk.dropIndexes(of: "firm", expecting: rows / 4)
    }
  }
}
