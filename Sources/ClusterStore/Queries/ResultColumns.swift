/// A large result, column by column, which takes far less room than row by row.
public struct ResultColumns: Sendable {
  /// The values of one column.
  public enum Values: Sendable {
    /// Texts, each a position among those that occur; -1 for NULL.
    case text([Int32], among: [String])
    /// Whole numbers; the least of all stands for NULL.
    case integer([Int64])
    /// Numbers; not a number stands for NULL.
    case real([Double])
  }

  /// A column.
  public struct Column: Sendable {
    /// The name.
    public let name: String
    /// The values, one a row.
    public let values: Values

    /// Takes the parts.
    public init(_ name: String, _ values: Values) { (self.name, self.values) = (name, values) }
  }

  /// What stands for NULL in a column of whole numbers.
  public static let noInteger = Int64.min

  /// The columns, all of one length.
  public let columns: [Column]
  /// How many rows there are.
  public let rowCount: Int

  /// Takes columns of `rowCount` values each.
  public init(_ columns: [Column], rowCount: Int) {
    (self.columns, self.rowCount) = (columns, rowCount)
  }

  /// The first `count` rows.
  public func prefix(_ count: Int) -> ResultColumns {
    let rows = min(count, rowCount)
    return ResultColumns(
      columns.map { column in
        switch column.values {
        case .text(let codes, let texts):
          Column(column.name, .text(Array(codes.prefix(rows)), among: texts))
        case .integer(let numbers): Column(column.name, .integer(Array(numbers.prefix(rows))))
        case .real(let numbers): Column(column.name, .real(Array(numbers.prefix(rows))))
        }
      }, rowCount: rows)
  }
}
