import CSQLite
public import SQLite

extension Connection {
  /// Whether a statement of the connection has begun and not ended, so that the caller may be a
  /// function that it calls.
  public var isRunningStatement: Bool {
    var statement = sqlite3_next_stmt(handle, nil)
    while let one = statement {
      if sqlite3_stmt_busy(one) != 0 { return true }
      statement = sqlite3_next_stmt(handle, one)
    }
    return false
  }
}
