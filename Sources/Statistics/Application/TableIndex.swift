/// An index of a whole table of regions by industries.
public protocol TableIndex: Statistic {
  /// What it takes besides the sizes.
  static var requirements: Set<TableRequirement> { get }
  /// The answer for one table.
  ///
  /// - Throws: ``StatisticError`` where the index is undefined for the table as a whole.
  static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer
}

/// What an index of a table may take besides the sizes.
public enum TableRequirement: Hashable, Sendable {
  /// How many firms each cell has.
  case firms
  /// The area of each region.
  case area
  /// The population of each region.
  case population
  /// The group of each industry.
  case groups
  /// What quotients are measured against, which is all where nothing else is asked for.
  case reference
}

extension TableIndex {
  /// Nothing.
  public static var requirements: Set<TableRequirement> { [] }
}

/// What an index says of a table.
public struct TableAnswer: Sendable {
  /// What values are about.
  public enum Subject: Hashable, Sendable {
    /// Each cell that is there, in the table's order.
    case cell
    /// Each region.
    case region
    /// Each industry.
    case industry
    /// Each two industries: those of the first industry with all, then of the second.
    case pair
    /// Each group of industries, in the order of their first industry.
    case group
  }

  /// Values about one kind of subject.
  public struct Part: Sendable {
    /// What they are about.
    public let subject: Subject
    /// The measure's name, and a value a subject; nil where it is undefined.
    public let measures: [(name: String, values: [Double?])]
    /// Why a subject's values are undefined, by its position.
    public var notes: [Int: String] = [:]

    init(_ subject: Subject, _ measures: [(name: String, values: [Double?])]) {
      (self.subject, self.measures) = (subject, measures)
    }
  }

  /// The parts, one a kind of subject.
  public let parts: [Part]
  /// What makes the values doubtful, in words.
  public var warnings: [String] = []

  init(_ parts: [Part]) { self.parts = parts }
}

/// An index of a table that has bounds where cells are known by an interval only.
public protocol BoundedTableIndex: TableIndex {
  /// The least and the greatest value of the first measure of each cell, over all sizes that the
  /// unknown cells can have.
  ///
  /// The lower bound is nil where the value is undefined; the upper is infinite where nothing bounds
  /// it.
  static func bounds(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> [(lower: Double, upper: Double)?]
}
