public import ClusterStore
public import SQLite
import Statistics
import VirtualTable

/// What the statistics of the field are called in SQL.
///
/// The aggregates pass over NULL, as those of SQL do, and a row of `hoover` where either value is
/// NULL. They answer NULL where no value is left or the index is undefined, never 0. A value that
/// the index does not take is an error that names the function.
///
///     hhi(x), gini(x), theil_t(x), theil_l(x)   x is 0 or more; Theil in nats
///     entropy(x), entropy(x, 'nats')            in bits unless 'nats' is asked for
///     concentration_ratio(x, n)                 the share of the n largest
///     hoover(x, y)                              x against the reference y, row by row
///     median(x), percentile(x, p)               p from 0 to 1, interpolated (type 7)
///     statistics()                              a table: the catalogue of indices
///
/// Each index of the catalogue is a table too, called like it with underscores, such as
/// `location_quotient('employees', 2019)`: see ``IndexTableFunction``.
public enum SQLStatistics {
  /// Offers the functions to the statements of `session`.
  ///
  /// - Throws: ``SQLiteError`` where SQLite refuses one.
  public static func register(on session: QuerySession) throws(SQLiteError) {
    let store = session.store
    try register(on: store.connection)
    for family in IndexCatalog.Family.allCases {
      for index in family.indices {
        try store.connection.addTableFunction(named: index.definition.identifier) {
          [unowned store] in IndexTableFunction(index: index).function(store)
        }
      }
    }
  }

  /// Offers the functions to the statements of `connection`.
  ///
  /// - Throws: ``SQLiteError`` where SQLite refuses one.
  public static func register(on connection: Connection) throws(SQLiteError) {
    try connection.addIndex(
      IndexFunction("hhi") { try HerfindahlHirschman(of: $0).value })
    try connection.addIndex(IndexFunction("gini") { try Gini(of: $0).value })
    try connection.addIndex(IndexFunction("theil_t") { try TheilT(of: $0).value })
    try connection.addIndex(IndexFunction("theil_l") { try TheilL(of: $0).value })
    try connection.addIndex(IndexFunction("entropy") { try Entropy(of: $0).value })
    try connection.addIndex(
      IndexFunction("entropy", option: "unit", read: entropyUnit) {
        try Entropy(of: $0[0], unit: $1).value
      })
    try connection.addIndex(
      IndexFunction("concentration_ratio", option: "n", read: count) {
        try ConcentrationRatio(of: $0[0], largest: $1).value
      })
    try connection.addIndex(
      IndexFunction("hoover", columns: ["x", "y"]) { try Hoover(of: $0[0], against: $0[1]).value })
    try connection.addIndex(
      IndexFunction("median", takesNegative: true) { try Quantile(of: $0, at: 0.5).value })
    try connection.addIndex(
      IndexFunction("percentile", takesNegative: true, option: "p", read: fraction) {
        try Quantile(of: $0[0], at: $1).value
      })
    try connection.addTableFunction(statisticsTable)
  }

  private static func entropyUnit(_ value: Value) throws(ArgumentProblem) -> Entropy.Unit {
    guard case .text(let name) = value, let unit = Entropy.Unit(rawValue: name) else {
      throw ArgumentProblem("unit is \(value.inWords). Give 'bits' or 'nats'.")
    }
    return unit
  }

  private static func count(_ value: Value) throws(ArgumentProblem) -> Int {
    guard case .integer(let count) = value, count > 0 else {
      throw ArgumentProblem("n is \(value.inWords). Give a whole number from 1.")
    }
    return Int(count)
  }

  private static func fraction(_ value: Value) throws(ArgumentProblem) -> Double {
    let fraction: Double? =
      switch value {
      case .integer(let number): Double(number)
      case .real(let number): number
      default: nil
      }
    guard let fraction, (0...1).contains(fraction) else {
      throw ArgumentProblem(
        "p is \(value.inWords). Give a fraction from 0 to 1, as for percentile_cont: 0.5 is the "
          + "median, 0.9 the 90th percentile.")
    }
    return fraction
  }
}
