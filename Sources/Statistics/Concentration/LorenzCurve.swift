/// The share of the total that the smallest units have, for every share of units.
///
///     P_k = Σ_(j ≤ k) p_j,   L_k = Σ_(j ≤ k) s_j,   units sorted by s_j / p_j
///
/// - Shape: n units give n + 1 points, from (0, 0) to (1, 1).
/// - Unit: none.
/// - Convention: against equal shares, or against a reference that is given; units with 0 in the
///   reference come last.
/// - Source: Max O. Lorenz, "Methods of Measuring the Concentration of Wealth", Publications of the
///   American Statistical Association 9, 1905.
public struct LorenzCurve: DistributionIndex, Hashable {
  /// A point of the curve.
  public struct Point: Hashable, Sendable {
    /// The cumulated share of the reference, 0 to 1: of the units where none is given.
    public let reference: Double
    /// The cumulated share of the values, 0 to 1.
    public let value: Double
  }

  /// The points, from (0, 0) to (1, 1).
  public let points: [Point]

  /// Draws the curve against equal shares.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where all values are 0;
  ///   ``StatisticError/invalid(_:)`` where there is none, or one is negative or not finite.
  public init(of values: [Double]) throws(StatisticError) {
    try self.init(of: values, against: values.map { _ in 1 })
  }

  /// Draws the curve against a reference.
  ///
  /// - Throws: As ``init(of:)``, also where the reference differs in length, is all 0, or holds a
  ///   value that is negative or not finite.
  public init(of values: [Double], against reference: [Double]) throws(StatisticError) {
    let shares = try Shares(of: values).values
    try requireSameCount(values.count, "the values", reference.count, "the references")
    let weights = try Shares(of: reference, "the references").values
    func ratio(_ unit: Int) -> Double {
      weights[unit] > 0 ? shares[unit] / weights[unit] : .infinity
    }
    let order = shares.indices.map { (unit: $0, ratio: ratio($0)) }.sorted { $0.ratio < $1.ratio }
    var (value, weight) = (CompensatedSum(), CompensatedSum())
    var points = [Point(reference: 0, value: 0)]
    for (unit, _) in order {
      value.add(shares[unit])
      weight.add(weights[unit])
      points.append(Point(reference: min(1, weight.value), value: min(1, value.value)))
    }
    points[points.count - 1] = Point(reference: 1, value: 1)
    self.points = points
  }

  /// The curve as the catalogue lists it.
  public static let definition = IndexDescription(
    "lorenz-curve", title: "Lorenz curve",
    formula: "P_k = sum of p_j, L_k = sum of s_j over the k units with the least s_j / p_j",
    range: "0 to 1",
    convention: "against equal shares, or a reference that is given",
    source: "Lorenz, Methods of Measuring the Concentration of Wealth, 1905",
    measures: ["lorenz_curve", "reference_share"],
    parameters: [
      Distribution.referenceParameter(["equal", "total", "population"], usual: "equal")
    ],
    agrees: ["ineq Lc"])

  /// The whole or the population, where that is the reference.
  public static var optionalRequirements: Set<Distribution.Requirement> {
    [.reference, .population]
  }

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    guard parameters.choice("reference") == "equal" else { return [] }
    return [.equality(.equal), .rising]
  }

  /// The points of the curve of one distribution, labelled by their number.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let curve = try LorenzCurve(
      of: distribution.sizes, against: distribution.reference(parameters.choice("reference")))
    return curve.points.enumerated().map { number, point in
      IndexAnswer([point.value, point.reference], label: "\(number)")
    }
  }
}
