/// Whether a computation is to end before it has its value, as when its time is over.
///
/// Who has something computed says when it is to end, for all that is computed meanwhile:
///
///     try Cancellation.$isRequested.withValue({ clock.now > deadline }) { try Gini(of: sizes) }
///
/// A loop that can take long asks every few thousand steps. It breaks off, and the function that the
/// loop belongs to throws ``StatisticError/cancelled``.
public enum Cancellation {
  /// Says whether it is; unless it is set, whether the task is cancelled.
  ///
  /// Any thread may ask.
  @TaskLocal public static var isRequested: @Sendable () -> Bool = { Task.isCancelled }

  /// Throws ``StatisticError/cancelled`` where it is.
  static func check() throws(StatisticError) {
    if isRequested() { throw .cancelled }
  }
}
