/// One line of what an index answers about one subject.
public struct IndexAnswer: Hashable, Sendable {
  /// What tells it from the other lines about the subject, such as a distance or a band; nil where
  /// there is one line.
  public let label: String?
  /// The values, in the order of the index's measures; nil where one is undefined.
  public let values: [Double?]

  init(_ values: [Double?], label: String? = nil) {
    (self.values, self.label) = (values, label)
  }
}

/// A value that may be undefined: nil then, since the other values of the line stand.
func ifDefined<Value>(_ body: () throws(StatisticError) -> Value) -> Value? {
  do { return try body() } catch { return nil }
}
