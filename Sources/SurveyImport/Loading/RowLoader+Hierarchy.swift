import ClusterStore
import SQLite

/// Rows that point at rows of the same table, which may come later in the file.
extension RowLoader {
  /// A row that does not stay, and why.
  private struct Refused {
    let id: Int64
    let problem: ColumnReader.Problem
  }

  /// Points rows at rows that came later; a row that points at none goes, and so do rows that lie in
  /// themselves, and what points at them.
  func resolvePending(_ report: inout ImportReport) throws {
    guard let hierarchy else { return }
    var refused: [Refused] = []
    var emptied: [(id: Int64, name: String)] = []
    for (id, wait) in pending {
      if let found = unsafe wait.name.withUnsafeBytes({ unsafe wait.index.id($0) }) {
        try target.setReference(table: plan.table.name, column: wait.column, id: id, to: found)
      } else if wait.canBeEmpty {
        emptied.append((id, String(decoding: wait.name, as: UTF8.self)))
      } else {
        refused.append(.init(id: id, problem: dangling(wait.label, wait.name)))
      }
    }
    refused += try cyclic(hierarchy)
    // A row may also point at one that was refused.
    for id in try target.dangling(in: plan.table.name) {
      refused.append(.init(id: id, problem: dangling("", [])))
    }
    let gone = try takeOut(refused, columns: hierarchy.columns, &report)
    for (id, name) in emptied {
      guard !gone.contains(id), let place = places[id] else { continue }
      report.referencesEmptied[plan.table.name, default: .init()].add(name, line: place.line)
    }
  }

  /// The new rows from which a chain leads back to them: one of each such chain's rows points at a
  /// row that came later, and all of them are of this file, since nothing else points at its rows.
  private func cyclic(_ hierarchy: Hierarchy) throws -> [Refused] {
    var found: [Int64: Refused] = [:]
    for (id, wait) in pending where found[id] == nil {
      guard let chain = try hierarchy.cycle(through: id) else { continue }
      for row in chain.dropLast().indices {
        // Each row is reported with the chain that begins with it.
        let own = chain[row...] + chain.dropFirst().prefix(row)
        let text =
          chain[row] == id
          ? String(decoding: wait.name, as: UTF8.self) : try hierarchy.name(of: chain[row + 1])
        let problem = ColumnReader.Problem(
          label: wait.label, text: text,
          code: .constraintError, reason: try hierarchy.reason(Array(own)))
        found[chain[row]] = found[chain[row]] ?? .init(id: chain[row], problem: problem)
      }
    }
    return found.values.sorted { $0.id < $1.id }
  }

  /// Takes rows out of the table again, and those of this file that point at them; returns all.
  private func takeOut(
    _ refused: [Refused], columns: [String], _ report: inout ImportReport
  ) throws -> Set<Int64> {
    var waiting = refused
    var gone: Set<Int64> = []
    while let next = waiting.popLast() {
      guard let place = places[next.id], gone.insert(next.id).inserted else { continue }
      report.inserted -= 1
      try reject(next.problem, line: place.line, original: place.original, &report)
      for column in columns {
        for child in try target.rows(
          of: plan.table.name, column: column, pointingAt: next.id) where child != next.id
        {
          try target.setReference(table: plan.table.name, column: column, id: child, to: nil)
          waiting.insert(.init(id: child, problem: dangling(column, [])), at: 0)
        }
      }
    }
    for id in gone {
      rows.forget(id: id)
      try target.remove(table: plan.table.name, id: id)
    }
    return gone
  }

  private func dangling(_ label: String, _ name: [UInt8]) -> ColumnReader.Problem {
    .init(
      label: label, text: String(decoding: name, as: UTF8.self), code: .foreignKey,
      reason: "there is no \(plan.table.name) of that name that fits")
  }

  /// Settles rows that are there already and name rows of the same table, which are all there now.
  ///
  /// One that would lie in itself is tried again after the others, which may turn the chain round.
  func settlePostponed(_ report: inout ImportReport) throws {
    guard let conflicts else { return }
    try conflicts.takePostponed(pending) { row, cells, error, problem, isLast in
      if let problem {
        try reject(problem, line: row.line, original: row.original, &report)
        return true
      }
      let outcome = try conflicts.settle(
        cells[...], error, line: row.line, own: rows.ranges, &report)
      if case .cyclic = outcome, !isLast { return false }
      try finish(
        outcome, cells[...], error, line: row.line, original: { row.original }, &report)
      return true
    }
  }
}
