public import SQLite
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// That the user, or the system, has asked the process to end what it is doing, as by Ctrl-C.
///
/// Statements then end by themselves (``Connection/stopAll()``), and so does what asks
/// ``Connection/mustStop``; work between statements asks here. Which signals count is the program's
/// business: a library catches none.
public enum Interruption {
  /// The signal by which it was asked; nil where nobody has asked.
  public static var signal: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// Whether somebody has asked.
  public static var happened: Bool { signal != nil }

  /// Throws where somebody has asked; for work that is between two statements.
  public static func check() throws(SQLiteError) {
    guard happened else { return }
    throw SQLiteError(code: .interrupted, message: "interrupted")
  }

  /// Asks for it; of no effect the second time.
  ///
  /// A signal handler may call it, once ``prepare()`` has been called.
  ///
  /// - Parameter signal: The signal's number.
  public static func request(by signal: Int32) {
    _ = received.compareExchange(expected: 0, desired: signal, ordering: .relaxed)
    Connection.stopAll()
  }

  /// Initialises what ``request(by:)`` uses.
  public static func prepare() {
    _ = happened
    Connection.prepareToStop()
  }

  /// Waits until `descriptor` has something to read or is at its end; false where it is not to be
  /// waited for any longer, since somebody has asked.
  ///
  /// A read that comes afterwards does not block, whatever thread it is on.
  public static func waitForInput(_ descriptor: Int32) -> Bool {
    while !happened {
      var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&wanted, 1, 100)
      // Why a descriptor cannot be waited for, the read says.
      if ready > 0 || (ready < 0 && errno != EINTR) { return true }
    }
    return false
  }
}

/// The number of the signal; 0 for none.
private let received = Atomic<Int32>(0)
