public import SQLite

/// A function of SQL that answers rows: `SELECT ... FROM name(argument, ...)`.
///
/// Its parameters are columns too, which `*` leaves out, so that an argument can be given by name as
/// well: `FROM name WHERE parameter = argument`. An argument may come from another table of the
/// statement; to the right of a LEFT JOIN it stands in brackets or in ON, since WHERE is looked at
/// only afterwards. What is given as NULL reaches the function as NULL.
public struct TableFunction {
  /// A column of the rows.
  public struct Column: Hashable, Sendable {
    /// The name.
    public let name: String
    /// What it holds.
    public let type: ColumnType

    /// A column called `name` of the given type.
    public init(_ name: String, _ type: ColumnType) { (self.name, self.type) = (name, type) }
  }

  /// What a column holds, which a client may ask for; each may hold NULL as well.
  public enum ColumnType: String, Hashable, Sendable {
    /// Text.
    case text = "TEXT"
    /// Whole numbers.
    case integer = "INTEGER"
    /// Numbers.
    case real = "REAL"
    /// Values of any kind.
    case any = ""
  }

  /// What the function is given.
  public struct Parameter: Hashable, Sendable {
    /// The name.
    public let name: String
    /// What it is where nothing is given; nil where something must be.
    public let defaultValue: Value?

    /// A parameter that must be given.
    public static func required(_ name: String) -> Parameter {
      Parameter(name: name, defaultValue: nil)
    }

    /// A parameter that may be left out.
    public static func optional(_ name: String, default value: Value) -> Parameter {
      Parameter(name: name, defaultValue: value)
    }
  }

  /// What SQL calls the function.
  public let name: String
  /// The columns of its rows, from left to right.
  public let columns: [Column]
  /// Its parameters, in the order of the arguments.
  public let parameters: [Parameter]
  let rows: ([Value]) throws -> AnyIterator<[Value]>

  /// Describes a function.
  ///
  /// - Parameters:
  ///   - name: What SQL calls it.
  ///   - columns: The columns of its rows.
  ///   - parameters: Its parameters, at most 31; no two of them and of the columns share a name.
  ///   - rows: Gets an argument for each parameter and answers the rows, each with a value for each
  ///     column: an array, or any sequence, which is read no further than needed. Within one
  ///     statement the same arguments must give the same rows. An error it throws becomes the
  ///     statement's error. It must not hold the connection, which holds the function.
  public init<Rows: Sequence>(
    _ name: String, columns: [Column], parameters: [Parameter] = [],
    rows: @escaping ([Value]) throws -> Rows
  ) where Rows.Element == [Value] {
    (self.name, self.columns, self.parameters) = (name, columns, parameters)
    self.rows = { AnyIterator(try rows($0).makeIterator()) }
  }

  /// Describes a function whose rows are made asynchronously: on a thread of its own, while the
  /// statement waits.
  public init<Rows: Sequence>(
    _ name: String, columns: [Column], parameters: [Parameter] = [],
    asynchronousRows rows: @escaping ([Value]) async throws -> Rows
  ) where Rows.Element == [Value] {
    self.init(name, columns: columns, parameters: parameters) { arguments in
      try runOnOwnThread { try await rows(arguments) }
    }
  }

  /// The table as SQLite is told of it: the columns, then the parameters as hidden ones.
  var declaration: String {
    func quoted(_ name: String) -> String {
      "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\""
    }
    let parts =
      columns.map { "\(quoted($0.name)) \($0.type.rawValue)" }
      + parameters.map { "\(quoted($0.name)) HIDDEN" }
    return "CREATE TABLE answer (\(parts.joined(separator: ", ")))"
  }

  /// What is wrong with the description; nil for a sound one.
  var fault: String? {
    if columns.isEmpty { return "it has no column" }
    if parameters.count > 31 { return "it has \(parameters.count) parameters, more than 31" }
    var seen: Set<String> = []
    for name in columns.map(\.name) + parameters.map(\.name)
    where !seen.insert(name.lowercased()).inserted {
      return "two of its columns and parameters are called '\(name)'"
    }
    return nil
  }
}
