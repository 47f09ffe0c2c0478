public import SQLite

/// One row with everything tied to it, each fact with its source.
public struct EntityDetail: Sendable {
  /// The table.
  public let table: String
  /// The row's key.
  public let key: String
  /// Its names; nil where it has none.
  public let name: String?
  /// What the row itself says, in column order, the empty columns left out.
  public let facts: [Fact]
  /// The rows tied to it, by the table and column that tie them.
  public let sections: [Section]
  /// The file and line that the row came from; nil where no import brought it.
  public let origin: String?

  /// One column of the row.
  public struct Fact: Sendable {
    /// The column.
    public let column: String
    /// The label in English.
    public let labelEn: String
    /// The label in Chinese.
    public let labelZh: String
    /// The unit; nil where there is none.
    public let unit: String?
    /// The value as it is stored; of a row pointed at, its key.
    public let value: Value
    /// The names of the row pointed at; nil where the column points at none.
    public let name: String?
  }

  /// The rows of one table that are tied to the row by one column.
  public struct Section: Sendable {
    /// The table.
    public let table: String
    /// What the table holds.
    public let title: TableTitle
    /// The column that ties its rows to this one.
    public let via: String
    /// How many rows there are.
    public let count: Int
    /// The rows shown.
    public let rows: [Line]
  }

  /// A row of a section.
  public struct Line: Sendable {
    /// The row's key; nil where its table has none.
    public let key: String?
    /// The row's names; nil where its table has none.
    public let name: String?
    /// What it says, in column order, the empty columns and the tie itself left out.
    public let facts: [Fact]
    /// The key of the document it rests on; nil where it rests on none.
    public let source: String?
    /// Words of the document that lead to the place; nil where there are none.
    public let locator: String?
    /// The file and line it came from; nil where no import brought it.
    public let origin: String?
  }
}

/// Reads ``EntityDetail`` from a database, by its schema and codebook alone.
public struct EntityReader {
  private let store: Store
  private let schema: Schema
  private let codebook: Codebook
  private let journal: ImportJournal
  private var hasBatches = true

  /// Reads from `store`.
  public init(_ store: Store) throws {
    self.store = store
    schema = Schema(store)
    codebook = Codebook(store)
    journal = ImportJournal(store)
    hasBatches =
      try store.connection.value("SELECT EXISTS (SELECT 1 FROM import_row_range)") == .integer(1)
  }

  /// The row that `candidate` stands for.
  ///
  /// - Parameters:
  ///   - candidate: The row, as ``KeyResolver`` found it.
  ///   - limit: At most so many rows in a section; nil for all.
  /// - Returns: The row with everything tied to it.
  /// - Throws: ``StoreError``, or an error of SQLite.
  public func detail(_ candidate: KeyResolver.Candidate, limit: Int?) throws -> EntityDetail {
    let table = try schema.table(candidate.table)
    let own = try rows(table, where: "id = ?1", [.integer(candidate.id)], limit: 1)
    return EntityDetail(
      table: candidate.table, key: candidate.key, name: candidate.name,
      facts: own.first.map { $0.facts } ?? [],
      sections: try sections(candidate, limit: limit), origin: own.first?.origin)
  }

  private func sections(
    _ candidate: KeyResolver.Candidate, limit: Int?
  ) throws -> [EntityDetail.Section] {
    var sections: [EntityDetail.Section] = []
    for (name, column) in try schema.referringColumns(to: candidate.table) {
      let section = try section(
        name, via: column, where: "\"\(column)\" = ?1", [.integer(candidate.id)], limit: limit)
      if let section { sections.append(section) }
    }
    for subject in SubjectColumn.all where EntityCatalog.hasKey(candidate.table) {
      let section = try section(
        subject.table, via: subject.key, hiding: [subject.type],
        where: "\(subject.type) = ?1 AND \(subject.key) = ?2",
        [.text(candidate.table), .text(candidate.key)], limit: limit)
      if let section { sections.append(section) }
    }
    return sections.sorted { ($0.table, $0.via) < ($1.table, $1.via) }
  }

  private func section(
    _ name: String, via column: String, hiding hidden: [String] = [], where condition: String,
    _ values: [Value], limit: Int?
  ) throws -> EntityDetail.Section? {
    guard
      case .integer(let count)? = try store.connection.value(
        "SELECT count(*) FROM \"\(name)\" WHERE \(condition)", values), count > 0
    else { return nil }
    let lines = try rows(
      schema.table(name), hiding: [column] + hidden, where: condition, values, limit: limit)
    return EntityDetail.Section(
      table: name, title: .of(name), via: column, count: Int(count), rows: lines)
  }

  /// Rows of `table` with the rows that they point at by key and name.
  private func rows(
    _ table: Schema.Table, hiding hidden: [String] = [], where condition: String,
    _ values: [Value], limit: Int?
  ) throws -> [EntityDetail.Line] {
    let entries = Dictionary(
      try codebook.entries(of: table.name).map { ($0.column, $0) },
      uniquingKeysWith: { first, _ in first })
    let shown = table.columns.filter { $0.name != "id" && !hidden.contains($0.name) }
    let order = table.column("id") == nil ? "1" : "id"
    let naming = RowName.expression(
      columns: Set(table.columns.map(\.name)), table: "\"\(table.name)\"")
    var selection: [String] = [table.column("id") == nil ? "0" : "id", naming]
    for column in shown {
      let (value, name) = try expressions(column, of: table.name)
      selection += [value, name]
    }
    let sql = """
      SELECT \(selection.joined(separator: ", ")) FROM "\(table.name)"
      WHERE \(condition) ORDER BY \(order) LIMIT \(limit ?? -1)
      """
    let raw = try store.connection.query(sql, values) { row in
      (
        id: row.integer(0), name: row.optionalText(1),
        values: shown.indices.map { row.value(2 + 2 * $0) },
        names: shown.indices.map { row.optionalText(3 + 2 * $0) }
      )
    }
    return try raw.map { row in
      var line = Parts()
      for (index, column) in shown.enumerated() where row.values[index] != .null {
        line.take(
          EntityDetail.Fact(
            column: column.name, labelEn: entries[column.name]?.labelEn ?? column.name,
            labelZh: entries[column.name]?.labelZh ?? "", unit: entries[column.name]?.unit,
            value: row.values[index], name: row.names[index]),
          isSection: !hidden.isEmpty)
      }
      return EntityDetail.Line(
        key: line.key, name: row.name, facts: line.facts, source: line.source,
        locator: line.locator,
        origin: try origin(table.name, row.id))
    }
  }

  /// What gives a column's value, and the names of the row it points at.
  private func expressions(
    _ column: Schema.Column, of table: String
  ) throws -> (value: String, name: String) {
    let own = "\"\(table)\".\"\(column.name)\""
    guard let target = column.target else {
      guard
        let subject = SubjectColumn.all.first(where: {
          $0.table == table && $0.key == column.name
        })
      else { return (own, "NULL") }
      return (own, try subjectName(subject))
    }
    let columns = Set(try schema.table(target).columns.map(\.name))
    // The alias keeps apart the rows of a table that points at itself.
    let key = columns.contains("key") ? "pointed.key" : "pointed.id"
    let name = RowName.expression(columns: columns, table: "pointed")
    return (
      "coalesce((SELECT \(key) FROM \(target) AS pointed WHERE pointed.id = \(own)), \(own))",
      "(SELECT \(name) FROM \(target) AS pointed WHERE pointed.id = \(own))"
    )
  }

  /// The names of the row that a pair of columns means by table and key.
  private func subjectName(_ subject: SubjectColumn) throws -> String {
    let branches = try EntityCatalog.named.map { target in
      let columns = Set(try schema.table(target).columns.map(\.name))
      return """
        WHEN '\(target)' THEN
          (SELECT \(RowName.expression(columns: columns, table: "pointed")) FROM \(target) AS pointed
            WHERE pointed.key = "\(subject.table)"."\(subject.key)")
        """
    }
    return "CASE \"\(subject.table)\".\"\(subject.type)\" \(branches.joined(separator: " ")) END"
  }

  private func origin(_ table: String, _ id: Int64) throws -> String? {
    guard hasBatches, let origin = try journal.origin(table: table, id: id) else { return nil }
    return "\(origin.file):\(origin.line) (import \(origin.batch))"
  }

  /// A row of a section is told by its key, its facts and where they stand.
  private struct Parts {
    var key: String?
    var facts: [EntityDetail.Fact] = []
    var source: String?
    var locator: String?

    mutating func take(_ fact: EntityDetail.Fact, isSection: Bool) {
      guard isSection, case .text(let text) = fact.value else {
        facts.append(fact)
        return
      }
      switch fact.column {
      case "key": key = text
      case "source_id": source = text
      case "locator": locator = text
      default: facts.append(fact)
      }
    }
  }
}
