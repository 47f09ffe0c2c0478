import ClusterStore
import SQLite
import Statistics
import VirtualTable

/// An index as a table of SQL: what `agglom stats` computes, in a statement.
///
///     SELECT zone, industry, location_quotient FROM location_quotient('employees', 2019)
///
/// The function is called like the index, with underscores. Its columns are always the same; what does
/// not apply is NULL, and so is a value that is undefined.
struct IndexTableFunction {
  let index: any Statistic.Type

  /// The function, which asks `store` as long as that is there.
  func function(_ store: Store) -> TableFunction {
    let name = index.definition.identifier
    return TableFunction(
      name, columns: columns, parameters: IndexArguments.parameters,
      asynchronousRows: { [weak store, self] values in
        guard let store else { throw ArgumentProblem("\(name): the database is closed.") }
        do {
          let request = try IndexArguments(values).request(index.definition.name, store)
          return rows(try await IndexRun(store, request).table(), figure: request.figure)
        } catch let error as SQLiteError { throw error } catch {
          throw ArgumentProblem(message(error))
        }
      })
  }

  /// An error in the words of SQL, beginning with the function's name.
  private func message(_ error: any Error) -> String {
    let message = IndexArguments.inSQL("\(error)")
    let name = index.definition.name
    for end in [" ", ": "] where message.hasPrefix(name + end) {
      return index.definition.identifier + message.dropFirst(name.count)
    }
    return "\(index.definition.identifier): \(message)"
  }

  /// The columns of values, in order.
  var measures: [String] {
    let own = index.definition.measures
    switch index {
    case is any BoundedTableIndex.Type: return own + IndexRun.boundNames(own.prefix(1))
    case is any DistributionIndex.Type: return own + IndexRun.boundNames(own)
    default: return own
    }
  }

  private var columns: [TableFunction.Column] {
    let subjects = ["segment", "zone", "industry", "other_industry", "grp", "label"]
    let counts = ["cells", "suppressed", "missing"]
    return [.init("year", .integer)] + subjects.map { .init($0, .text) }
      + [.init("figure_value", .real)] + measures.map { .init($0, .real) }
      + counts.map { .init($0, .integer) } + [.init("convention", .text), .init("note", .text)]
  }

  /// The rows of an answer, with a value for each column.
  private func rows(
    _ table: IndexTable, figure: String
  ) -> LazyMapSequence<Range<Int>, [Value]> {
    let all = table.columns.columns
    // The figure's own column stands before the values, and could bear the name of one of them.
    let first =
      all.firstIndex { $0.name == index.definition.measures[0] && $0.name != figure }
      ?? all.lastIndex { $0.name == index.definition.measures[0] } ?? all.count
    let ordered = columns.map { column -> ResultColumns.Column? in
      switch column.name {
      case "figure_value": first > 0 && all[first - 1].name == figure ? all[first - 1] : nil
      case "grp": all.first { $0.name == "group" }
      default:
        measures.contains(column.name)
          ? all[first...].first { $0.name == column.name }
          : all.first { $0.name == column.name }
      }
    }
    return (0..<table.columns.rowCount).lazy.map { row in
      ordered.map { $0?.values.value(row) ?? .null }
    }
  }
}

extension ResultColumns.Values {
  /// The value of a row.
  fileprivate func value(_ row: Int) -> Value {
    switch self {
    case .text(let codes, let texts): codes[row] < 0 ? .null : .text(texts[Int(codes[row])])
    case .integer(let numbers):
      numbers[row] == ResultColumns.noInteger ? .null : .integer(numbers[row])
    case .real(let numbers): numbers[row].isNaN ? .null : .real(numbers[row])
    }
  }
}
