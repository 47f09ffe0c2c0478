public import ClusterModel
import SQLite

/// Reads and writes table `measure_goal`.
public typealias MeasureGoalRepository = Repository<MeasureGoal>

extension MeasureGoal: Storable {
  /// The table, `measure_goal`.
  public static var table: String { "measure_goal" }

  /// What is unique in a row.
  public var rowKey: String {
    "measure \(measureID.rawValue), indicator \(indicatorID.rawValue), \(dueYear.map { "due \($0)" } ?? "no date")"
  }
}

extension Repository<MeasureGoal> {
  /// The goals of `measure`, the earliest due first and those without a date last.
  public func goals(of measure: Identifier<Measure>) throws -> [Stored<MeasureGoal>] {
    try rows(
      "WHERE measure_id = ?1 ORDER BY due_year IS NULL, due_year, id", [.integer(measure.rawValue)])
  }
}
