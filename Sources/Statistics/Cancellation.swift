/// Whether a computation is to end before it has its value, as when its time is over.
///
/// Who has something computed says when it is to end, for all that is computed meanwhile:
///
///     let cancellation = Cancellation { clock.now > deadline }
///     try Cancellation.$current.withValue(cancellation) { try Gini(of: sizes) }
///
/// A loop that can take long asks every few thousand steps. It breaks off, and the function that the
/// loop belongs to throws ``StatisticError/cancelled``.
public struct Cancellation: Sendable {
  // A structure around the closure: as the value itself of a variable of a task, a closure crashes
  // in release builds of Swift 6.3, whose type of it is null in asynchronous functions.
  private let isAsked: @Sendable () -> Bool

  /// What ends what the task computes; unless it is set, that the task is cancelled.
  @TaskLocal public static var current = Cancellation { Task.isCancelled }

  /// Makes one.
  ///
  /// - Parameter isAsked: Says whether the computation is to end; any thread may ask.
  public init(isAsked: @escaping @Sendable () -> Bool) { self.isAsked = isAsked }

  /// Says whether what the task computes is to end.
  static func isRequested() -> Bool { current.isAsked() }

  /// Throws ``StatisticError/cancelled`` where it is.
  static func check() throws(StatisticError) {
    if isRequested() { throw .cancelled }
  }
}
