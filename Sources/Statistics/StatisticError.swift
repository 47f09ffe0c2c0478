/// Why a statistic has no value.
public enum StatisticError: Error, Hashable, Sendable {
  /// The formula has no value for this input, such as where it divides by zero.
  case undefined(String)
  /// The input is not of the shape or range that the statistic takes.
  case invalid(String)
  /// The computation was ended before it had a value (``Cancellation``).
  case cancelled
}

extension StatisticError: CustomStringConvertible {
  /// The reason alone.
  public var reason: String {
    switch self {
    case .undefined(let reason), .invalid(let reason): reason
    case .cancelled: "the computation was cancelled"
    }
  }

  /// What kind of error, and the reason.
  public var description: String {
    switch self {
    case .undefined(let reason): "undefined: \(reason)"
    case .invalid(let reason): "invalid input: \(reason)"
    case .cancelled: reason
    }
  }
}
