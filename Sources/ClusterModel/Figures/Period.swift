/// How often an amount passes, is offered or is wanted.
public enum Period: String, Codable, Sendable, CaseIterable {
  /// Every day.
  case day
  /// Every week.
  case week
  /// Every month.
  case month
  /// Every quarter of a year.
  case quarter
  /// Every year.
  case year
  /// One time only.
  case once
}
