import CSQLite

/// What a connection's callbacks look at while a statement runs.
struct Callbacks {
  var deadline: ContinuousClock.Instant?
}

extension Connection {
  /// Ends any statement that is still running after `limit` from now; nil takes the limit away.
  ///
  /// The statement then fails with ``ResultCode/interrupted``.
  public func setTimeLimit(_ limit: Duration?) {
    callbacks.deadline = limit.map { ContinuousClock.now + $0 }
    guard limit != nil else {
      sqlite3_progress_handler(handle, 0, nil, nil)
      return
    }
    sqlite3_progress_handler(
      handle, 1_000,
      { user in
        guard let user else { return 0 }
        let connection = Unmanaged<Connection>.fromOpaque(user).takeUnretainedValue()
        guard let deadline = connection.callbacks.deadline else { return 0 }
        return ContinuousClock.now > deadline ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// What another thread, or a signal handler, ends the running statement with.
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
