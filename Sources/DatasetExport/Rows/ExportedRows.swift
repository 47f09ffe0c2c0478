public import ClusterStore
public import SQLite

/// Rows that are exported: those of a table or view, of a saved query, or of a statement.
public struct ExportedRows {
  /// Where the rows come from.
  public enum Origin {
    /// A table or view.
    case table(String, Store)
    /// A saved query with the values that were given for its parameters.
    case saved(NamedQuery, [QueryParameter], QuerySession)
    /// A statement with the values of its parameters.
    case statement(String, [QueryParameter], QuerySession)
  }

  /// Where the rows come from.
  public let origin: Origin

  /// Exports the rows of a table or view.
  ///
  /// - Throws: ``DescriptionError/unknownTable(_:nearest:)``.
  public init(table: String, of store: Store) throws {
    origin = .table(try Codebook(store).requireTable(table).name, store)
  }

  /// Exports the rows of the saved query of that name or number.
  ///
  /// - Throws: ``QueryError/unknownQuery(_:nearest:)``.
  public init(saved name: String, _ parameters: [QueryParameter], in session: QuerySession) throws {
    origin = .saved(try NamedQueries(session.store).query(name), parameters, session)
  }

  /// Exports the rows of a statement.
  public init(statement sql: String, _ parameters: [QueryParameter], in session: QuerySession) {
    origin = .statement(sql, parameters, session)
  }

  /// The table or view; nil for a query.
  public var table: String? {
    if case .table(let name, _) = origin { name } else { nil }
  }

  /// The database.
  public var store: Store {
    switch origin {
    case .table(_, let store): store
    case .saved(_, _, let session), .statement(_, _, let session): session.store
    }
  }

  /// What the rows are called: the table, the key of the saved query, or `query`.
  public var name: String {
    switch origin {
    case .table(let name, _): name
    case .saved(let query, _, _): query.key
    case .statement: "query"
    }
  }

  /// What the rows are, for readers, in Chinese where there is such a title; empty for a statement.
  public func title(in language: ColumnLabels.Language) -> String {
    switch (origin, language) {
    case (.table(let name, _), .zh): TableTitle.of(name).zh
    case (.table(let name, _), .en): TableTitle.of(name).en
    case (.saved(let query, _, _), .zh): query.titleZh ?? query.titleEn
    case (.saved(let query, _, _), .en): query.titleEn
    case (.statement, _): ""
    }
  }

  /// Where the rows are from, as a page may say below a table.
  public var sourceLine: String {
    let file = store.path.split(separator: "/").last.map(String.init) ?? store.path
    return switch origin {
    case .table(let name, _): "\(file), table \(name)"
    case .saved(let query, _, _): "\(file), saved query \(query.key)"
    case .statement(let sql, _, _): "\(file), \(sql)"
    }
  }

  /// How many rows there are; nil for a view or a query, which would have to be run for it.
  public func rowCount() throws -> Int? {
    guard case .table(let name, let store) = origin,
      let table = try DatabaseOutline(store.connection).tables.first(where: { $0.name == name })
    else { return nil }
    return try ResultReader(store).count([table])
  }

  /// Reads the rows to their end.
  ///
  /// - Parameters:
  ///   - begin: Gets the names of the columns, once, before the first row.
  ///   - row: Gets each row; it is valid during the call.
  /// - Returns: How many rows there were.
  /// - Throws: ``QueryError``, an error of SQLite, and what the closures throw.
  @discardableResult
  public func read(
    begin: ([String]) throws -> Void, row: (borrowing Row) throws -> Void
  ) throws -> Int {
    switch origin {
    case .table(let name, let store):
      try ResultReader(store).read(
        .table(name), columns: { try begin($0.map(\.name)) }, row: row)
    case .saved(let query, let parameters, let session):
      try session.run(query, parameters: parameters, begin: begin, row: row).rows
    case .statement(let sql, let parameters, let session):
      try session.run(sql, parameters: parameters, begin: begin, row: row).rows
    }
  }

  /// Writes the rows to `sink`, and ends it.
  ///
  /// - Parameters:
  ///   - sink: A sink that has not begun.
  ///   - labels: What the columns are called; nil for their names.
  ///   - progress: Gets the rows written so far, now and then.
  /// - Returns: How many rows there were.
  /// - Throws: As ``read(begin:row:)``, and ``ExportError``.
  public func write(
    to sink: ResultSink, labels: ColumnLabels? = nil, progress: (Int) -> Void = { _ in }
  ) throws -> Int {
    var rows = 0
    try read(
      begin: { columns in
        guard let labels else { return try sink.begin(columns) }
        try sink.begin(ResultSink.apart(columns.map(labels.label)))
      },
      row: { row in
        try sink.add(row)
        rows += 1
        if rows.isMultiple(of: 10_000) { progress(rows) }
      })
    try sink.finish()
    return rows
  }
}
