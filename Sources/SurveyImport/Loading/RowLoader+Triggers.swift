import ClusterStore

/// Rows that triggers of the database see to after they have gone in.
extension RowLoader {
  /// Rejects rows that triggers have taken out again.
  func dropMissing(_ report: inout ImportReport) throws {
    guard hasTriggers, plan.hasID else { return }
    for (id, place) in places.sorted(by: { $0.key < $1.key })
    where rows.ranges.line(of: id) != nil {
      guard try !target.has(id, in: plan.table.name) else { continue }
      rows.forget(id: id)
      report.inserted -= 1
      try reject(
        .init(
          label: "", text: "", code: .constraintError,
          reason: "a trigger of table '\(plan.table.name)' takes the row out again"),
        line: place.line, original: place.original, &report)
    }
    try target.requireTargets(in: plan.table.name)
  }
}
