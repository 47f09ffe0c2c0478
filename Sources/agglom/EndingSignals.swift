import ClusterStore
import Output

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the program does when it is asked to end: by Ctrl-C, by the system that shuts down, by the
/// terminal that goes away.
///
/// The first signal asks what is going on to end (``Interruption``), which rolls back what was begun
/// and removes what is not whole. A command that writes nothing to a database holds nothing, and is
/// ended where that takes longer than ``LastResort/patience``; the second signal ends any command.
enum EndingSignals {
  /// The signals: SIGINT, SIGTERM and SIGHUP.
  private static let numbers = [SIGINT, SIGTERM, SIGHUP]

  /// Handles the signals from now on; to be called once, before anything else.
  static func handle() {
    Interruption.prepare()
    UnfinishedFiles.prepare()
    LastResort.prepare()
    var signals = sigset_t()
    _ = unsafe sigemptyset(&signals)
    _ = unsafe sigaddset(&signals, SIGALRM)
    for number in numbers {
      let before = signal(number) { number in
        if Interruption.happened { LastResort.end(by: number) }
        Interruption.request(by: number)
        LastResort.setClock()
      }
      if number == SIGHUP, isIgnored(before) {
        // The program was started to outlive its terminal.
        signal(number, SIG_IGN)
        continue
      }
      _ = unsafe sigaddset(&signals, number)
    }
    // Whoever started the program may have left the signals blocked.
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func isIgnored(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}

/// Ends the process where nothing else does, as a function of SQL that computes for minutes.
///
/// It uses the one alarm clock that a process has.
enum LastResort {
  /// How many seconds what goes on is given to end by itself.
  static let patience: UInt32 = 2

  /// From now on, only a second signal ends the process: it is about to write to a database.
  static func ruleOut() { unsafe isWriting = true }

  /// Ends the process when `seconds` and ``patience`` are over, unless it has ended before.
  ///
  /// - Parameters:
  ///   - seconds: The time that the work has.
  ///   - message: What is then written to standard error.
  ///   - status: What the process then ends with.
  static func end(after seconds: Double, saying message: String, _ status: ExitStatus) {
    unsafe (text, textCount, code) = (strdup(message), message.utf8.count, status.rawValue)
    alarm(UInt32(min(seconds.rounded(.up), 1e9)) + patience)
  }

  /// Takes back ``end(after:saying:_:)``: the work is done.
  static func callOff() {
    if !Interruption.happened { alarm(0) }
  }

  /// Sets what the clock does, and initialises what handlers use.
  static func prepare() {
    unsafe (isWriting, text, textCount, code) = (false, nil, 0, 0)
    signal(SIGALRM) { _ in LastResort.ring() }
  }

  /// Ends the process in a while, where it may be ended; a signal handler calls it.
  fileprivate static func setClock() {
    if unsafe !isWriting { alarm(patience) }
  }

  /// Ends the process at once, for a signal; a signal handler calls it.
  fileprivate static func end(by signal: Int32) -> Never {
    say("Interrupted.\n")
    UnfinishedFiles.remove()
    _exit(128 + signal)
  }

  private static func ring() {
    if let signal = Interruption.signal { end(by: signal) }
    if let message = unsafe text { _ = unsafe put(2, message, textCount) }
    UnfinishedFiles.remove()
    _exit(unsafe code)
  }

  private static func say(_ text: StaticString) {
    _ = unsafe put(2, text.utf8Start, text.utf8CodeUnitCount)
  }

  // Written before the clock is set, and read by the handlers.
  nonisolated(unsafe) private static var isWriting = false
  nonisolated(unsafe) private static var text: UnsafeMutablePointer<CChar>?
  nonisolated(unsafe) private static var textCount = 0
  nonisolated(unsafe) private static var code: Int32 = 0
}

@unsafe private func put(_ stream: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  unsafe write(stream, bytes, count)
}
