/// What an ordinary table is made of, so that another engine can be told to make it too.
public struct TableDefinition: Hashable, Sendable {
  /// The name.
  public let name: String
  /// Every column, in order.
  public let columns: [Column]
  /// The columns of the primary key, in its order; empty where there is none.
  public let primaryKey: [String]
  /// Whether the primary key is the number of the row, which SQLite gives out.
  public let isNumbered: Bool
  /// Whether every value has the type of its column.
  public let isStrict: Bool
  /// The columns of each UNIQUE constraint.
  public let uniqueKeys: [[String]]
  /// The indexes that were made with statements of their own.
  public let indexes: [Index]
  /// What points at other tables.
  public let foreignKeys: [ForeignKey]
  /// The expression of each CHECK.
  public let checks: [[SQLToken]]

  /// A column.
  public struct Column: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The declared type in capitals; empty where none is.
    public let type: String
    /// Whether it must hold a value.
    public let isRequired: Bool
    /// The default, as it was written; empty where there is none.
    public let defaultValue: [SQLToken]
    /// Whether it is computed from others.
    public let isGenerated: Bool
    /// How its texts are compared, in capitals; nil where it is byte by byte.
    public let collation: String?
  }

  /// An index.
  public struct Index: Hashable, Sendable {
    /// The name.
    public let name: String
    /// Whether it holds a value only once.
    public let isUnique: Bool
    /// What is indexed.
    public let parts: [Part]
    /// Which rows are in it; empty where all are.
    public let condition: [SQLToken]

    /// A column or expression of an index.
    public struct Part: Hashable, Sendable {
      /// The column or expression.
      public let expression: [SQLToken]
      /// Whether the largest come first.
      public let isDescending: Bool

      /// The column; nil for an expression.
      public var column: String? {
        expression.count == 1 && [.word, .quotedName].contains(expression[0].kind)
          ? expression[0].text : nil
      }
    }
  }

  /// A foreign key.
  public struct ForeignKey: Hashable, Sendable {
    /// The columns that point.
    public let columns: [String]
    /// The table pointed at.
    public let target: String
    /// The columns pointed at.
    public let targetColumns: [String]
    /// What becomes of a row whose target goes, such as `CASCADE` or `NO ACTION`.
    public let onDelete: String
    /// What becomes of a row whose target's key changes.
    public let onUpdate: String
    /// Whether it need hold only at the end of a transaction.
    public let isDeferred: Bool
  }

  /// The column of that name, in any case; nil where there is none.
  public func column(_ name: String) -> Column? {
    columns.first { $0.name.lowercased() == name.lowercased() }
  }

  /// The tables in an order in which each comes after those it points at, as far as there is one.
  public static func sorted(_ tables: [TableDefinition]) -> [TableDefinition] {
    var (left, ordered) = (tables, [TableDefinition]())
    while !left.isEmpty {
      let waiting = Set(left.map { $0.name.lowercased() })
      let next = left.filter { table in
        table.foreignKeys.allSatisfy {
          let target = $0.target.lowercased()
          return target == table.name.lowercased() || !waiting.contains(target)
        }
      }
      let chosen = next.isEmpty ? [left[0]] : next
      ordered += chosen
      left.removeAll { chosen.contains($0) }
    }
    return ordered
  }
}
