public import SQLite

/// A database opened for statements of unknown origin, which can only read.
public struct QuerySession {
  /// The database.
  public let store: Store
  /// Offers functions that a statement may name; asked for once one names what is not there, since
  /// most statements name none and offering takes as long as they do.
  public var offerFunctions: (() throws -> Void)?

  /// Opens the file at `path`, and guards it against writing in every way there is.
  public init(path: String) throws {
    store = try Store.open(path: path, mode: .readOnly)
    try store.connection.guardAgainstWriting()
  }

  /// How far a query came.
  public struct Outcome: Hashable, Sendable {
    /// The rows given.
    public let rows: Int
    /// Whether there were more.
    public let isCut: Bool
  }

  /// What a query may use.
  public struct Limits: Hashable, Sendable {
    /// The longest time in seconds, from the moment at which the limits are made; nil for any.
    public let seconds: Double?
    /// The most rows; nil for all.
    public let rows: Int?
    fileprivate let start = ContinuousClock.now

    /// Takes the limits.
    public init(seconds: Double? = nil, rows: Int? = nil) {
      self.seconds = seconds
      self.rows = rows
    }
  }

  /// Runs one statement and hands out its columns, then its rows.
  ///
  /// - Parameters:
  ///   - sql: One statement that reads.
  ///   - parameters: Values for its parameters.
  ///   - limits: What it may use.
  ///   - begin: Gets the columns' names, once the statement is known to be sound.
  ///   - row: Gets each row.
  /// - Returns: How many rows were handed out, and whether there were more.
  /// - Throws: ``QueryError``, or SQLite's own where the statement does not parse.
  public func run(
    _ sql: String, parameters: [QueryParameter], limits: Limits = Limits(),
    begin: ([String]) throws -> Void, row: (borrowing Row) throws -> Void
  ) throws -> Outcome {
    let values = try Dictionary(
      parameters.map { ($0.name, try $0.value()) }, uniquingKeysWith: { _, last in last })
    return try run(sql, values: values, limits: limits, begin: begin, row: row)
  }

  /// Runs a saved query; what `parameters` leave out has its default.
  public func run(
    _ query: NamedQuery, parameters: [QueryParameter], limits: Limits = Limits(),
    begin: ([String]) throws -> Void, row: (borrowing Row) throws -> Void
  ) throws -> Outcome {
    var values = Dictionary(
      query.parameters.map { ($0.name, $0.defaultValue) }, uniquingKeysWith: { _, last in last })
    for parameter in parameters {
      guard let declared = query.parameters.first(where: { $0.name == parameter.name }) else {
        throw QueryError.unknownParameter(parameter.name, known: query.parameters.map(\.name))
      }
      values[parameter.name] = try parameter.value(declared: declared.type)
    }
    return try run(query.sql, values: values, limits: limits, begin: begin, row: row)
  }

  private func run(
    _ sql: String, values: [String: Value], limits: Limits,
    begin: ([String]) throws -> Void, row: (borrowing Row) throws -> Void
  ) throws -> Outcome {
    let start = limits.start
    store.connection.setTimeLimit(limits.seconds.map { start + .seconds($0) - .now })
    defer { store.connection.setTimeLimit(nil) }
    var isUnderstood = false
    do {
      let statement = try prepare(sql)
      isUnderstood = true
      try bind(values, to: statement)
      // The first step comes before the heading, so that a failure leaves no half a table.
      var hasRow = try statement.step()
      try begin((0..<statement.columnCount).map { statement.columnName($0) })
      var count = 0
      while hasRow {
        if count == limits.rows { return Outcome(rows: count, isCut: true) }
        try row(statement.row)
        count += 1
        hasRow = try statement.step()
      }
      return Outcome(rows: count, isCut: false)
    } catch let error as SQLiteError {
      if error.code.primary == .unauthorized || error.code.primary == .readOnly {
        throw QueryError.notReading(sql: sql)
      }
      if error.code.primary == .interrupted, let seconds = limits.seconds,
        ContinuousClock.now - start >= .seconds(seconds)
      {
        throw QueryError.outOfTime(seconds: seconds)
      }
      if error.code == .error || error.code == .misuse {
        throw isUnderstood
          ? QueryError.failed(message: error.message, sql: sql)
          : QueryError.notUnderstood(message: error.message, sql: sql, offset: error.offset)
      }
      throw error
    }
  }

  /// Prepares a statement, a second time where the first fails on a name and functions can be offered.
  private func prepare(_ sql: String) throws -> Statement {
    do {
      return try store.connection.prepare(sql)
    } catch {
      guard let offerFunctions, error.message.contains("no such") else { throw error }
      try offerFunctions()
      return try store.connection.prepare(sql)
    }
  }

  private func bind(_ values: [String: Value], to statement: borrowing Statement) throws {
    var known: [String] = []
    for index in 0..<statement.parameterCount {
      guard let name = statement.parameterName(index + 1)?.dropFirst(), Int(name) == nil else {
        throw QueryError.unnamedParameter
      }
      known.append(String(name))
      guard let value = values[String(name)] else {
        throw QueryError.missingParameter(String(name))
      }
      try statement.bind(value, at: index + 1)
    }
    for name in values.keys.sorted() where !known.contains(name) {
      throw QueryError.unknownParameter(name, known: known)
    }
  }
}
