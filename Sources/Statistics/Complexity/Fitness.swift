/// The fitness of regions and the complexity of industries, by a map that lets the least fit region
/// limit an industry.
///
///     F̃_r = Σ_i M_ri Q_i,   Q̃_i = 1 / Σ_r M_ri / F_r,   each divided by its mean at every step
///
/// - Unit: none; the mean of each is 1.
/// - Range: 0 and up.
/// - Convention: begins with 1 for all; both are renewed from the previous step. Some values tend to
///   0 as the steps go on, so the number of steps belongs to the result.
/// - Source: Andrea Tacchella, Matthieu Cristelli, Guido Caldarelli, Andrea Gabrielli and Luciano
///   Pietronero, "A New Metrics for Countries' Fitness and Products' Complexity", Scientific
///   Reports 2, 2012.
public struct Fitness: TableIndex, Hashable {
  /// The fitness of each region.
  public let regions: [Double]
  /// The complexity of each industry.
  public let industries: [Double]
  /// The greatest relative change of a fitness in the last step: small where it has settled.
  public let lastChange: Double

  /// Takes a number of steps, at least 1.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where a region or an industry is empty, or a fitness
  ///   vanishes; ``StatisticError/invalid(_:)`` where the number of steps is not from 1 to 10,000.
  public init(of presence: PresenceMatrix, steps: Int = 20) throws(StatisticError) {
    try presence.requireNoneEmpty()
    guard (1...10_000).contains(steps) else {
      throw .invalid("the number of steps is \(steps): give one from 1 to 10,000")
    }
    var fitness = [Double](repeating: 1, count: presence.industries.count)
    var complexity = [Double](repeating: 1, count: presence.regions.count)
    var change = 0.0
    for step in 1...steps {
      try Cancellation.check()
      let raised = presence.industries.map { $0.total { complexity[$0] } }
      let limited = presence.regions.map { 1 / $0.total { 1 / fitness[$0] } }
      let (fitnessMean, complexityMean) = (raised.mean, limited.mean)
      let next = raised.map { $0 / fitnessMean }
      complexity = limited.map { $0 / complexityMean }
      guard next.allSatisfy({ $0.isNormal }), complexity.allSatisfy({ $0.isNormal }) else {
        throw .undefined("a value vanishes in step \(step): take fewer steps")
      }
      change = zip(next, fitness).map { abs($0 - $1) / $1 }.max() ?? 0
      fitness = next
    }
    (regions, industries, lastChange) = (fitness, complexity, change)
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "fitness", title: "Fitness and complexity",
    formula: "F_r = sum_i M_ri Q_i; Q_i = 1 / sum_r M_ri / F_r; each divided by its mean",
    range: "0 and up; mean 1",
    convention: "both from the previous step, beginning with 1; the number of steps is given",
    source: "Tacchella, Cristelli, Caldarelli, Gabrielli and Pietronero, A New Metrics for "
      + "Countries' Fitness and Products' Complexity, 2012",
    measures: ["fitness", "product_complexity"],
    parameters: [
      Presence.threshold,
      IndexParameter("steps", .whole(1...10_000), usual: "20", "how many times both are renewed"),
    ],
    agrees: ["economiccomplexity fitness (its 20 iterations are 19 steps)"])

  /// The fitness of each region and the complexity of each industry that have anything present.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    let presence = try Presence(table, parameters).filled
    let steps = parameters.whole("steps")
    let index = try Fitness(of: presence.matrix, steps: steps)
    var answer = TableAnswer([
      presence.part(ofRegions: [("fitness", index.regions)]),
      presence.part(ofIndustries: [("product_complexity", index.industries)]),
    ])
    if index.lastChange > 0.01 {
      let percent = (index.lastChange * 1000).rounded() / 10
      answer.warnings = [
        "in step \(steps) the fitness of a region still changed by \(percent) percent: "
          + "it has not settled"
      ]
    }
    return answer
  }
}
