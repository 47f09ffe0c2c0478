import SQLite
import Statistics
import VirtualTable

extension SQLStatistics {
  /// `statistics()`: every index of the catalogue with its convention, one row each.
  static var statisticsTable: TableFunction {
    let columns = [
      "name", "title", "family", "formula", "range", "unit", "convention", "source", "agrees",
      "differs",
    ]
    return TableFunction("statistics", columns: columns.map { .init($0, .text) }) { _ in
      IndexCatalog.Family.allCases.flatMap { family in
        family.indices.map { index in
          let index = index.definition
          return [
            index.name, index.title, family.rawValue, index.formula, index.range, index.unit,
            index.convention, index.source, index.agrees.joined(separator: "; "),
            index.differs.joined(separator: "; "),
          ].map { $0.isEmpty ? .null : .text($0) }
        }
      }
    }
  }
}
