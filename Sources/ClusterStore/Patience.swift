import SQLite

/// How long the statements of this process wait while another program has the database: five
/// seconds, unless it is asked to wait longer.
public enum Patience {
  /// From now on, statements wait for ten minutes, or until Ctrl-C; to be called before a database
  /// is opened.
  ///
  /// - Parameter tell: Called when a statement has waited for a second.
  public static func extend(telling tell: @escaping () -> Void) {
    unsafe announcement = tell
    unsafe Connection.goesOnWaiting = { milliseconds in
      if milliseconds == 1_000 { unsafe announcement() }
      return milliseconds < 600_000 && !Interruption.happened ? 1 : 0
    }
  }
}

/// What is called by a wait, which knows no more than a number.
nonisolated(unsafe) private var announcement: () -> Void = {}
