public import SQLite

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Ends the running statement when the user asks for it by Ctrl-C.
public enum Interruption {
  /// Whether the user has asked.
  public static var happened: Bool { unsafe hasBeenAsked }

  /// Throws where the user has asked; for work that is between two statements.
  public static func check() throws(SQLiteError) {
    guard happened else { return }
    throw SQLiteError(code: .interrupted, message: "interrupted")
  }

  /// From now on, Ctrl-C ends the statement that runs in `store`, which must stay open.
  ///
  /// The second one ends the program at once.
  public static func watch(_ store: Store) {
    unsafe interrupter = store.connection.interrupter
    signal(SIGINT) { _ in
      unsafe hasBeenAsked = true
      unsafe interrupter?.interrupt()
      signal(SIGINT, SIG_DFL)
    }
    // Whoever started the program may have left the signal blocked.
    var signals = sigset_t()
    _ = unsafe sigemptyset(&signals)
    _ = unsafe sigaddset(&signals, SIGINT)
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}

/// What the handler ends the statement with; written before the handler is set.
nonisolated(unsafe) private var interrupter: Connection.Interrupter?

/// Whether the handler has run.
nonisolated(unsafe) private var hasBeenAsked = false
