/// An index of how a total is divided: among the regions of an industry, the industries of a region,
/// or firms.
public protocol DistributionIndex: Statistic {
  /// What is divided where nothing else is asked for.
  static var usualUnits: Distribution.Units { get }
  /// What it takes besides the sizes.
  static var requirements: Set<Distribution.Requirement> { get }
  /// What it also makes use of where that is known: a measure that takes it is undefined without it,
  /// and a parameter that asks for it refused.
  static var optionalRequirements: Set<Distribution.Requirement> { get }
  /// How each measure changes with the sizes, in the order of the measures; none where nothing is
  /// known of it.
  static func shapes(_ parameters: IndexParameters) -> [DistributionShape]
  /// The answers for one distribution, each with a value for every measure.
  ///
  /// - Throws: ``StatisticError`` where the index is undefined or does not take the sizes.
  static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer]
}

extension DistributionIndex {
  /// An industry over its regions.
  public static var usualUnits: Distribution.Units { .regions }
  /// Nothing.
  public static var requirements: Set<Distribution.Requirement> { [] }
  /// Nothing.
  public static var optionalRequirements: Set<Distribution.Requirement> { [] }
  /// Nothing is known.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] { [] }
}

/// The sizes that one total is divided into, with what they are compared with.
public struct Distribution: Hashable, Sendable {
  /// What a total is divided among.
  public enum Units: String, Hashable, Sendable, CaseIterable {
    /// The regions of an industry.
    case regions
    /// The industries of a region.
    case industries
    /// The firms of a region and industry.
    case firms
  }

  /// What an index may take besides the sizes.
  public enum Requirement: Hashable, Sendable {
    /// The whole that the sizes are a part of, by the same units.
    case reference
    /// The mean of the shares of the other subjects, by the same units.
    case othersMean
    /// The group of each unit.
    case groups
    /// The population of each region, by which the index divides the sizes, or with which it compares
    /// them.
    case population
  }

  /// The size of each unit, in one additive unit of measure, from 0.
  public var sizes: [Double]
  /// The same units in the whole, this subject included; empty where it is not required.
  public var reference: [Double]
  /// The mean of the other subjects' shares by unit; empty where it is not required.
  public var othersMean: [Double]
  /// The group of each unit; empty where it is not required.
  public var groups: [String]
  /// The population of each unit; empty where it is not required.
  public var population: [Double]

  /// Takes the sizes with what the index requires.
  public init(
    sizes: [Double], reference: [Double] = [], othersMean: [Double] = [], groups: [String] = [],
    population: [Double] = []
  ) {
    (self.sizes, self.reference, self.othersMean) = (sizes, reference, othersMean)
    (self.groups, self.population) = (groups, population)
  }
}
