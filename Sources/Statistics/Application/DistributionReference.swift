extension Distribution {
  /// The parameter that chooses what the shares are compared with.
  static func referenceParameter(_ words: [String], usual: String) -> IndexParameter {
    IndexParameter(
      "reference", .choice(words), usual: usual,
      "what the shares are compared with: the same for all, the whole, or the population")
  }

  /// What the shares are compared with, by the word of the parameter `reference`.
  ///
  /// - Throws: ``StatisticError/invalid(_:)`` where it is not given.
  func reference(_ word: String) throws(StatisticError) -> [Double] {
    switch word {
    case "equal": return sizes.map { _ in 1 }
    case "population":
      guard !population.isEmpty else { throw .invalid("the population is not known of every unit") }
      return population
    default:
      guard !reference.isEmpty else { throw .invalid("the whole is not known by the same units") }
      return reference
    }
  }

  /// The size of each unit by head, with the population; units without population and size take no
  /// part.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where a unit has a size and no population.
  func byHead() throws(StatisticError) -> (values: [Double], population: [Double]) {
    try requireSizes(sizes, "the sizes")
    try requireSameCount(sizes.count, "the sizes", population.count, "the populations")
    try requireSizes(population, "the populations")
    let settled = sizes.indices.filter { population[$0] > 0 }
    guard sizes.indices.allSatisfy({ population[$0] > 0 || sizes[$0] == 0 }) else {
      throw .undefined("a region has a size and no population")
    }
    return (settled.map { sizes[$0] / population[$0] }, settled.map { population[$0] })
  }
}
