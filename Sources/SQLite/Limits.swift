import CSQLite
import Synchronization

/// What a connection's callbacks look at while a statement runs or waits.
struct Callbacks {
  var deadline: ContinuousClock.Instant?
  var busyTimeout: Duration?
}

extension Connection {
  /// Ends whatever runs or waits on the connection after `limit` from now; nil takes the limit away.
  ///
  /// A statement then fails with ``ResultCode/interrupted``, one that waits for another connection's
  /// lock with ``ResultCode/busy``.
  public func setTimeLimit(_ limit: Duration?) {
    callbacks.deadline = limit.map { ContinuousClock.now + $0 }
  }

  /// Ends whatever runs or waits on any connection of the process, now and from now on.
  ///
  /// A signal handler may call it, once ``prepareToStop()`` has been called.
  public static func stopAll() { isStopped.store(true, ordering: .relaxed) }

  /// Initialises what ``stopAll()`` uses, which a signal handler must not do.
  public static func prepareToStop() { _ = isStopped.load(ordering: .relaxed) }

  /// Says whether what runs or waits on the connection is to end: its time is over, or that of all.
  ///
  /// It keeps the time limit of the moment at which it is asked for, and any thread may call it: it is
  /// for work that a statement waits for, and work between statements.
  public var mustStop: @Sendable () -> Bool {
    let deadline = callbacks.deadline
    return { Self.isOver(deadline) }
  }

  private static func isOver(_ deadline: ContinuousClock.Instant?) -> Bool {
    isStopped.load(ordering: .relaxed) || deadline.map { ContinuousClock.now > $0 } ?? false
  }

  /// Says whether a statement goes on waiting for another connection's lock, of the time for which it
  /// has waited; five seconds unless it is set, before the first connection.
  nonisolated(unsafe) public static var goesOnWaiting: @Sendable (Duration) -> Bool = {
    $0 < .seconds(5)
  }

  /// How long a statement sleeps before it asks for a lock again.
  public static let waitingStep = Duration.milliseconds(20)

  /// Lets SQLite ask now and then whether to go on.
  func setCallbacks() {
    let connection = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_progress_handler(
      handle, 1_000, { Connection.isOver(Connection.at($0)?.callbacks.deadline) ? 1 : 0 },
      connection)
    sqlite3_busy_handler(
      handle, { Connection.at($0)?.wait(attempt: Int($1)) ?? false ? 1 : 0 }, connection)
  }

  private static func at(_ user: UnsafeMutableRawPointer?) -> Connection? {
    user.map { Unmanaged<Connection>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Sleeps for a step, unless the statement is not to wait any longer.
  private func wait(attempt: Int) -> Bool {
    let waited = Self.waitingStep * attempt
    guard !Self.isOver(callbacks.deadline),
      callbacks.busyTimeout.map({ waited < $0 }) ?? Self.goesOnWaiting(waited)
    else { return false }
    sqlite3_sleep(20)
    return true
  }

  /// What another thread ends the running statement with.
  public var interrupter: Interrupter { Interrupter(handle: handle) }

  /// Ends the running statement of one connection; of no effect when none runs.
  ///
  /// It must not be used after the connection is gone.
  public struct Interrupter: @unchecked Sendable {
    let handle: OpaquePointer

    /// Ends the statement, which then fails with ``ResultCode/interrupted``.
    public func interrupt() { sqlite3_interrupt(handle) }
  }
}

/// Whether ``Connection/stopAll()`` was called.
private let isStopped = Atomic(false)
