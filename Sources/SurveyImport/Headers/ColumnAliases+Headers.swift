public import ClusterStore

extension ColumnAliases {
  /// Lets files call `column` of `table` by the name of a header, without its unit.
  ///
  /// - Throws: As ``ClusterStore/ColumnAliases/add(_:to:of:)``.
  public func add(header: String, to column: String, of table: String) throws {
    try add(HeaderName(header).key, to: column, of: table)
  }

  /// Forgets the alias that a header stands for; false where there is none.
  @discardableResult
  public func remove(header: String, of table: String) throws -> Bool {
    try remove(HeaderName(header).key, of: table)
  }

  /// Adds a name that means no other column yet.
  ///
  /// - Parameters:
  ///   - header: The name as files have it; its unit is left.
  ///   - name: The column, for a reference also without `_id`.
  ///   - table: The table.
  /// - Returns: Whether it is new; false where it means that column already.
  /// - Throws: ``AliasError``; ``ClusterStore/DescriptionError`` for a table or column that is not
  ///   there; ``ImportError/notImportable(table:choices:)``.
  @discardableResult
  public func teach(_ header: String, for name: String, of table: String) throws -> Bool {
    let column = try column(name, of: table)
    guard !HeaderName(header).key.isEmpty else { throw AliasError.empty(alias: header) }
    let matcher = try HeaderMatcher(store, file: "", table: Schema(store).table(table))
    guard let meaning = matcher.target(of: header) else {
      try add(header: header, to: column, of: table)
      return true
    }
    guard meaning == column else {
      throw AliasError.taken(
        alias: header, table: table, meaning: meaning, isAdded: matcher.isAdded(header))
    }
    return false
  }

  /// Forgets a name that was added to column `name` of `table`.
  ///
  /// - Throws: As ``teach(_:for:of:)``, and ``AliasError/notAdded(alias:table:column:aliases:)``.
  public func forget(_ header: String, for name: String, of table: String) throws {
    let column = try column(name, of: table)
    let added = try all(of: table).filter { $0.column == column }.map(\.alias)
    guard added.contains(HeaderName(header).key) else {
      throw AliasError.notAdded(alias: header, table: table, column: name, aliases: added)
    }
    try remove(header: header, of: table)
  }

  /// The column that `name` stands for, which files fill.
  private func column(_ name: String, of table: String) throws -> String {
    let schema = try Codebook(store).requireTable(table)
    let tables = try ImportTarget(store).tables()
    guard tables.contains(table) else {
      throw ImportError.notImportable(table: table, choices: tables)
    }
    guard let found = schema.column(name) ?? schema.column(name + "_id") else {
      return try Codebook(store).column(name, of: table).schema.name
    }
    guard !found.isGenerated, found.name != "id", found.name != "flags" else {
      throw AliasError.notFilled(table: table, column: found.name)
    }
    return found.name
  }
}
