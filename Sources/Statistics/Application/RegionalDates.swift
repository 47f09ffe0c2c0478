/// A region and the economy that it is compared with, at two dates or more.
struct RegionalDates {
  /// The parameter that asks for the industries too.
  static let detail = IndexParameter(
    "detail", .choice(["region", "industries"]), usual: "region",
    "whether the components of each industry follow those of the region")

  private let region: [[Double]]
  private let reference: [[Double]]
  private let industries: [String]

  /// Takes the values of each date, one for each industry.
  ///
  /// - Throws: ``StatisticError/invalid(_:)`` where there are fewer than two dates or the lists differ
  ///   in length; ``StatisticError/undefined(_:)`` where an industry is 0 in the reference at a date
  ///   that growth starts from: the first, or each but the last where `isDynamic`.
  init(
    region: [[Double]], reference: [[Double]], industries: [String], isDynamic: Bool = false
  ) throws(StatisticError) {
    try requireSameCount(
      region.count, "the dates of the region", reference.count, "the reference's")
    guard region.count > 1 else { throw .invalid("give at least two dates") }
    for values in region + reference {
      try requireSameCount(values.count, "the values of a date", industries.count, "the industries")
    }
    (self.region, self.reference, self.industries) = (region, reference, industries)
    for date in 0..<(isDynamic ? region.count - 1 : 1) {
      try requireNoneEmpty(reference[date], "the reference", date)
    }
  }

  /// The change from the first date to the last.
  var change: RegionalChange {
    get throws(StatisticError) {
      try RegionalChange(
        region: (region[0], region[region.count - 1]),
        reference: (reference[0], reference[reference.count - 1]))
    }
  }

  /// Refuses a region in which an industry is 0 at the first date.
  func requireNoneEmptyInRegion() throws(StatisticError) {
    try requireNoneEmpty(region[0], "the region", 0)
  }

  private func requireNoneEmpty(
    _ values: [Double], _ what: String, _ date: Int
  ) throws(StatisticError) {
    guard let empty = values.firstIndex(of: 0) else { return }
    throw .undefined("\(industries[empty]) is 0 in \(what) at date \(date + 1) of \(region.count)")
  }

  /// The line of the region, and those of the industries where the parameters ask for them.
  func answers<Components>(
    _ whole: Components, _ parts: [Components], _ parameters: IndexParameters,
    values: (Components) -> [Double?]
  ) -> [IndexAnswer] {
    let answer = [IndexAnswer(values(whole))]
    guard parameters.choice("detail") == "industries" else { return answer }
    return answer + zip(parts, industries).map { IndexAnswer(values($0), label: $1) }
  }
}
