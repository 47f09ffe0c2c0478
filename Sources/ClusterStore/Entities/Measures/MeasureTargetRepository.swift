public import ClusterModel
import SQLite

/// Reads and writes table `measure_target`.
public typealias MeasureTargetRepository = Repository<MeasureTarget>

extension MeasureTarget: Storable {
  /// The table, `measure_target`.
  public static var table: String { "measure_target" }

  /// What is unique in a row.
  public var rowKey: String {
    let subject = [subjectType?.rawValue, subjectKey ?? subjectText].compactMap { $0 }
    return "measure \(measureID.rawValue), \(subject.joined(separator: " "))"
  }
}

extension Repository<MeasureTarget> {
  /// What `measure` aims at, in order of id.
  public func targets(of measure: Identifier<Measure>) throws -> [Stored<MeasureTarget>] {
    try rows("WHERE measure_id = ?1 ORDER BY id", [.integer(measure.rawValue)])
  }
}
