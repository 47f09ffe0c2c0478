import SQLite

/// How long the statements of this process wait while another program has the database locked: five
/// seconds each, unless a limit is set for all of them together.
public enum LockWait {
  /// From now on, all statements together wait for `total`; to be called before a database is opened.
  ///
  /// - Parameters:
  ///   - total: The longest time, over all statements and connections.
  ///   - announce: Called once, when they have waited for a second.
  public static func limit(to total: Duration, announcing announce: @escaping @Sendable () -> Void)
  {
    unsafe left = total
    unsafe Connection.goesOnWaiting = { _ in
      unsafe waited += Connection.waitingStep
      if unsafe !isAnnounced, unsafe waited >= .seconds(1) {
        unsafe isAnnounced = true
        announce()
      }
      return unsafe waited < left
    }
  }

  /// Lets all statements together wait no longer than `total`, where that is less than the limit.
  public static func shorten(to total: Duration) { unsafe left = min(left, total) }
}

// Written by the thread that a statement waits on; at one time that is one, since the connections
// that read beside another do not wait.
nonisolated(unsafe) private var waited = Duration.zero
nonisolated(unsafe) private var left = Duration.zero
nonisolated(unsafe) private var isAnnounced = false
