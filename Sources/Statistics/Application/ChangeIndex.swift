/// An index of how one value has changed from a date to a later one.
public protocol GrowthIndex: Statistic {
  /// The answer for one value at two dates.
  ///
  /// - Parameters:
  ///   - base: The value at the earlier date.
  ///   - value: The value at the later date.
  ///   - years: How many years lie between them, above 0.
  /// - Returns: A value for every measure.
  /// - Throws: ``StatisticError`` where the index is undefined.
  static func answer(
    from base: Double, to value: Double, years: Int
  ) throws(StatisticError) -> IndexAnswer
}

/// An index of how a region has changed by its industries, compared with a reference economy.
public protocol RegionalChangeIndex: Statistic {
  /// The answers for one region.
  ///
  /// - Parameters:
  ///   - region: Dates by industries: the region at two dates or more, in order.
  ///   - reference: The economy that it is compared with, likewise.
  ///   - industries: What each industry is called, for the labels of answers.
  ///   - parameters: What is set.
  /// - Returns: The region as a whole, without a label, then what is asked for of its industries.
  /// - Throws: ``StatisticError`` where the index is undefined.
  static func answers(
    region: [[Double]], reference: [[Double]], industries: [String], _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer]
}
