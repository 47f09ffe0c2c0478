/// An index of one industry's plants, each in a region.
public protocol PlantIndex: Statistic {
  /// The answers for one industry.
  ///
  /// - Parameters:
  ///   - plants: The size of each plant of the industry, from 0.
  ///   - regions: The region of each plant, as its position in `reference`.
  ///   - reference: What all industries have in each region, in the unit of the plants.
  ///   - parameters: What is set.
  /// - Returns: Lines with a value for every measure.
  /// - Throws: ``StatisticError`` where the index is undefined.
  static func answers(
    plants: [Double], regions: [Int], reference: [Double], _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer]
}

/// An index of where one industry's firms stand among all firms.
public protocol SiteIndex: Statistic {
  /// The answers for one industry, one a distance.
  ///
  /// - Parameters:
  ///   - industry: The positions of the industry's firms among the sites.
  ///   - sites: Where all firms stand.
  ///   - weights: The size of each site's firm; nil where all count the same.
  ///   - parameters: What is set.
  /// - Returns: A line for each distance, labelled by it, with a value for every measure.
  /// - Throws: ``StatisticError`` where the index is undefined.
  static func answers(
    industry: [Int], sites: Sites, weights: [Double]?, _ parameters: IndexParameters
  ) async throws(StatisticError) -> [IndexAnswer]
}
