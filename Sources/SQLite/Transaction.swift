extension Connection {
  /// How a transaction takes its lock.
  public enum TransactionKind: String, Sendable {
    /// With the first statement, and as little of it as that needs.
    case deferred = "DEFERRED"
    /// The right to write, at once.
    case immediate = "IMMEDIATE"
  }

  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
  ///
  /// Inside another transaction it is a savepoint of that one.
  @discardableResult
  public func transaction<Result>(
    _ kind: TransactionKind = .immediate, _ body: () throws -> Result
  ) throws -> Result {
    guard !isInTransaction else { return try savepoint(body) }
    try execute("BEGIN \(kind.rawValue)")
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      if isInTransaction { try? execute("ROLLBACK") }
      throw error
    }
  }

  /// Runs `body` in a savepoint: kept when it returns, undone when it throws.
  @discardableResult
  public func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
    try execute("SAVEPOINT agglom")
    do {
      let result = try body()
      try execute("RELEASE agglom")
      return result
    } catch {
      // An error such as a full disk may have rolled everything back already.
      if isInTransaction { try? execute("ROLLBACK TO agglom; RELEASE agglom") }
      throw error
    }
  }
}
