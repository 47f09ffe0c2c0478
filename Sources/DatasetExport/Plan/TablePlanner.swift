import ClusterStore
import SQLite

/// Plans one table: names and types, and what of its cells another engine minds.
struct TablePlanner {
  let definition: TableDefinition
  let outline: DatabaseOutline.Table
  let traits: DialectTraits
  let scan: ContentScan

  /// The plan; what has to be told is added to `findings`.
  func plan(_ findings: inout [Finding]) throws -> TablePlan {
    let indexed = indexedColumns
    let facts = try scan.facts(
      of: definition, outline,
      columns: definition.columns.filter { isToBeRead($0, indexed) }.map(\.name))
    var plan = TablePlan(
      definition: definition, outline: outline, name: name(definition.name, column: nil, &findings),
      columns: [])
    for column in definition.columns {
      plan.columns.append(
        self.column(
          column, facts[column.name], isIndexed: indexed.contains(column.name.lowercased()),
          &findings))
    }
    for key in definition.primaryKey {
      guard let column = definition.column(key), let facts = facts[column.name],
        let nulls = facts.counts[.null], nulls > 0
      else { continue }
      plan.lacksKeyValues = true
      findings.append(
        Finding(
          table: definition.name, column: key, problem: "lack the primary key", rows: nulls,
          example: facts.firsts[.null], remedy: "the key is only unique"))
    }
    if !plan.lacksKeyValues {
      for key in definition.primaryKey {
        let place = plan.columns.firstIndex { $0.source.lowercased() == key.lowercased() }
        if let place { plan.columns[place].isRequired = true }
      }
    }
    return plan
  }

  private var indexedColumns: Set<String> {
    let indexes = definition.indexes.flatMap { $0.parts.compactMap(\.column) }
    let keys = definition.foreignKeys.flatMap(\.columns)
    return Set(
      (definition.primaryKey + definition.uniqueKeys.flatMap(\.self) + indexes + keys)
        .map { $0.lowercased() })
  }

  /// Whether a cell of the column could be refused.
  private func isToBeRead(_ column: TableDefinition.Column, _ indexed: Set<String>) -> Bool {
    guard definition.isStrict else { return true }
    switch ValueKind(declared: column.type) {
    case .integer: return false
    case .real: return !traits.holdsInfinity
    case .text: return true
    case .bytes: return indexed.contains(column.name.lowercased())
    case nil: return true
    }
  }

  private func column(
    _ column: TableDefinition.Column, _ facts: ColumnFacts?, isIndexed: Bool,
    _ findings: inout [Finding]
  ) -> ColumnPlan {
    var plan = ColumnPlan(
      source: column.name, name: name(column.name, column: column.name, &findings),
      kind: ValueKind(declared: column.type) ?? .text)
    plan.isIndexed = isIndexed
    plan.isRequired = column.isRequired
    guard let facts else { return plan }
    func add(_ problem: String, _ rows: Int, _ example: String?, _ remedy: String) {
      findings.append(
        Finding(
          table: definition.name, column: column.name, problem: problem, rows: rows,
          example: example, remedy: remedy))
    }
    (plan.cell.kind, plan.cell.isAnyAsText) = kind(column, facts)
    if plan.cell.isAnyAsText {
      let other = Self.lesser(facts, than: ValueKind(declared: column.type))
      let wanted = column.type.isEmpty ? "no type" : "type \(column.type)"
      add(
        "hold \(other.names) in a column of \(wanted)", other.rows, other.first,
        "the column holds text: numbers in decimal, bytes as X'0aff'")
    }
    if !traits.holdsNUL, facts.nul.rows > 0 {
      plan.cell.dropsNUL = true
      add("hold the character NUL", facts.nul.rows, facts.nul.first, "it is taken out")
    }
    if facts.malformed.rows > 0 {
      plan.cell.mendsUTF8 = true
      add(
        "hold text that is not UTF-8", facts.malformed.rows, facts.malformed.first,
        "U+FFFD stands for the bytes that are none")
    }
    if !traits.holdsInfinity, facts.infinite.rows > 0, plan.kind == .real {
      plan.cell.dropsInfinity = true
      add("hold an infinite number", facts.infinite.rows, facts.infinite.first, "they become NULL")
    }
    if isIndexed, facts.long.rows > 0 {
      plan.isTooLongForKey = true
      add(
        "hold more than \(traits.longestKey) bytes in a key or index", facts.long.rows,
        facts.long.first, "the key or index is left out")
    }
    return plan
  }

  /// What the column holds there, and whether that is text for want of one type.
  private func kind(
    _ column: TableDefinition.Column, _ facts: ColumnFacts
  ) -> (ValueKind, isAny: Bool) {
    let there = Set(facts.counts.keys).subtracting([.null])
    let kinds: [Row.Storage: ValueKind] = [
      .integer: .integer, .real: .real, .text: .text, .blob: .bytes,
    ]
    if let declared = ValueKind(declared: column.type) {
      return there.allSatisfy { kinds[$0] == declared } ? (declared, false) : (.text, true)
    }
    guard let first = there.first else {
      return (
        definition.foreignKeys.contains { $0.columns == [column.name] } ? .integer : .text, false
      )
    }
    if there.count == 1 { return (kinds[first] ?? .text, false) }
    // A column of numbers may hold whole ones among others, as long as none is changed by that.
    if there == [.integer, .real], facts.inexact.rows == 0, column.type != "ANY",
      !column.type.isEmpty
    {
      return (.real, false)
    }
    return (.text, true)
  }

  /// The cells that are not of the column's type, or else not of the type that most have.
  private static func lesser(
    _ facts: ColumnFacts, than declared: ValueKind?
  ) -> (names: String, rows: Int, first: String?) {
    let names: [Row.Storage: String] = [
      .integer: "whole numbers", .real: "real numbers", .text: "text", .blob: "bytes",
    ]
    let own: [ValueKind: Row.Storage] = [
      .integer: .integer, .real: .real, .text: .text, .bytes: .blob,
    ]
    let counts = facts.counts.filter { $0.key != .null }
    let usual = declared.flatMap { own[$0] } ?? counts.max { $0.value < $1.value }?.key
    let others = counts.filter { $0.key != usual }.sorted { $0.value > $1.value }
    return (
      others.compactMap { names[$0.key] }.joined(separator: " and "),
      others.map(\.value).reduce(0, +), others.first.flatMap { facts.firsts[$0.key] }
    )
  }

  private func name(_ name: String, column: String?, _ findings: inout [Finding]) -> String {
    let isReserved = column != nil && traits.reservedColumns.contains(name.lowercased())
    guard isReserved || !traits.takes(name) else { return name }
    let short = isReserved ? "\(name)_" : ShortenedName.of(name, traits)
    findings.append(
      Finding(
        table: definition.name, column: column,
        problem: "the name is none that \(traits.engine) takes",
        rows: nil, example: nil, remedy: "it is called '\(short)'"))
    return short
  }
}
