/// A table of regions by industries in one year, of which some cells may be absent or unknown.
public struct IndustryTable: Sendable {
  /// What is known of a cell whose size is withheld: where it lies.
  public struct Interval: Hashable, Sendable {
    /// The least it can be, from 0.
    public let lower: Double
    /// The most it can be; infinite where nothing is known.
    public let upper: Double

    /// Takes the two ends.
    public init(lower: Double, upper: Double) { (self.lower, self.upper) = (lower, upper) }
  }

  /// How many regions there are.
  public let regionCount: Int
  /// How many industries there are.
  public let industryCount: Int
  /// The region of each cell that is there, counted from 0: rising, and within it the industries.
  public let regions: [Int32]
  /// The industry of each cell that is there, counted from 0.
  public let industries: [Int32]
  /// The size of each cell that is there; not a number where it is unknown.
  let sizes: [Double]
  /// Where the sizes lie that are unknown, by the position of their cells.
  public let unknown: [Int: Interval]
  /// How many firms each cell has; nil where that is not known of every cell.
  public var firms: [Double]?
  /// The group of each industry; empty where none are asked for.
  public var groups: [String] = []
  /// The area of each region; nil where one is not known.
  public var areas: [Double]?
  /// The population of each region; nil where one is not known.
  public var populations: [Double]?
  /// What quotients are measured against.
  public var reference = LocationQuotient.Reference.all

  /// Takes the cells that are there, each region and industry at most once, region by region.
  ///
  /// - Parameters:
  ///   - regionCount: How many regions there are.
  ///   - industryCount: How many industries there are.
  ///   - regions: The region of each cell, rising.
  ///   - industries: The industry of each cell, rising within its region.
  ///   - sizes: The size of each cell; whatever stands at the positions that are `unknown`.
  ///   - unknown: Where the sizes lie that are not known.
  /// - Throws: ``StatisticError/invalid(_:)`` where the lists differ in length, a size is negative
  ///   or not finite, or cells are out of order.
  public init(
    regionCount: Int, industryCount: Int, regions: [Int32], industries: [Int32], sizes: [Double],
    unknown: [Int: Interval] = [:]
  ) throws(StatisticError) {
    try requireSameCount(regions.count, "the regions", sizes.count, "the sizes")
    try requireSameCount(industries.count, "the industries", sizes.count, "the sizes")
    var last = -1
    for position in sizes.indices {
      let (region, industry) = (Int(regions[position]), Int(industries[position]))
      let place = region * industryCount + industry
      guard region < regionCount, industry < industryCount, place > last else {
        throw .invalid("the cells are out of order or range at position \(position + 1)")
      }
      last = place
      guard sizes[position] >= 0 && sizes[position].isFinite || unknown[position] != nil else {
        throw .invalid(
          "a cell holds \(sizes[position]): the index takes finite sizes from 0, with no negatives")
      }
    }
    (self.regionCount, self.industryCount) = (regionCount, industryCount)
    (self.regions, self.industries) = (regions, industries)
    var sizes = sizes
    for position in unknown.keys { sizes[position] = .nan }
    (self.sizes, self.unknown) = (sizes, unknown)
  }

  /// Takes a table in which every cell is there and known.
  public init(_ matrix: Matrix) throws(StatisticError) {
    try self.init(
      regionCount: matrix.rows, industryCount: matrix.columns,
      regions: matrix.cells.indices.map { Int32($0 / matrix.columns) },
      industries: matrix.cells.indices.map { Int32($0 % matrix.columns) }, sizes: matrix.cells)
  }

  /// How many cells are there.
  public var count: Int { sizes.count }

  /// How many cells are absent.
  public var absentCount: Int { regionCount * industryCount - count }

  /// The table with every cell.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where a cell is unknown or absent.
  public func complete() throws(StatisticError) -> Matrix {
    guard unknown.isEmpty else {
      throw .undefined("\(unknown.count) cells are suppressed or missing, and the index takes all")
    }
    guard absentCount == 0 else {
      throw .undefined(
        "\(absentCount) of \(regionCount * industryCount) cells are absent, and the index takes all"
      )
    }
    return try Matrix(rows: regionCount, columns: industryCount, cells: sizes)
  }
}
