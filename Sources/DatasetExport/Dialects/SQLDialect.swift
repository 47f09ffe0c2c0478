/// A language of SQL that a database can be written in for another engine.
///
/// Names and literals are written by the dialect; what the engine can do and where its statements
/// have their places, ``DialectTraits`` says.
protocol SQLDialect: CellWriter {
  /// What the engine can hold and do.
  var traits: DialectTraits { get }
  /// `name` in the engine's quotes.
  func quoted(_ name: String) -> String
  /// The type of a column.
  func type(of column: ColumnPlan) -> String
  /// `text` as a literal.
  func literal(_ text: String) -> String
  /// An expression that is true where a column of text holds JSON or nothing; nil where there is none.
  func jsonCheck(_ column: String) -> String?
  /// An expression that is true where a column matches a pattern of SQLite's GLOB; nil where there is
  /// none.
  func globCheck(_ column: String, _ pattern: String) -> String?
  /// A truth as 0 or 1.
  func number(ofTruth expression: String) -> String
  /// The length of a column: characters of text, or bytes.
  func length(_ column: String, _ kind: ValueKind) -> String
  /// The portable text of a view as the engine reads it.
  func view(_ portable: String) -> String
  /// What begins the file, after the comments.
  var opening: String { get }
  /// What ends the file.
  var closing: String { get }
}

/// What an engine can hold and do.
struct DialectTraits: Sendable {
  /// What the engine is called.
  let engine: String
  /// How a file is loaded.
  let loading: String
  /// How long a name may be.
  let nameLimit: NameLimit
  /// Names that a column must not have, in lower case.
  var reservedColumns: Set<String> = []
  /// Whether names may hold characters beyond the first plane, such as emoji.
  var namesTakeEveryCharacter = true
  /// Whether texts may hold the character NUL.
  var holdsNUL = false
  /// Whether numbers may be infinite.
  var holdsInfinity = true
  /// How many bytes a text of an index may have.
  var longestKey = Int.max
  /// Whether it keeps keys, checks, indexes and defaults at all.
  var keepsConstraints = true
  /// Whether primary keys, unique keys and checks stand in the table's definition.
  var constraintsInTable = false
  /// Whether foreign keys stand in the table's definition, where the target was made before.
  var foreignKeysInTable = false
  /// Whether a foreign key may wait for the end of a transaction.
  var defersForeignKeys = false
  /// Whether a row that is added without an id gets one.
  var givesIDs = true
  /// Whether an index may be of some rows only.
  var hasPartialIndexes = true
  /// Whether an index may be of an expression.
  var hasExpressionIndexes = true
  /// Whether comments stand in the table's definition.
  var commentsInTable = false
  /// Whether data comes in blocks of COPY instead of INSERT.
  var copiesRows = false
  /// Whether a key can be given out by the engine, by a statement after the data.
  var hasIdentities = false

  /// How long a name may be.
  enum NameLimit: Sendable {
    /// In bytes of UTF-8.
    case bytes(Int)
    /// In characters of Unicode.
    case characters(Int)
    /// As long as it likes.
    case none
  }

  /// Whether the engine takes `name` as it is.
  func takes(_ name: String) -> Bool {
    guard namesTakeEveryCharacter || name.unicodeScalars.allSatisfy({ $0.value < 0x10000 }) else {
      return false
    }
    switch nameLimit {
    case .bytes(let limit): return name.utf8.count <= limit
    case .characters(let limit): return name.unicodeScalars.count <= limit
    case .none: return true
    }
  }
}
