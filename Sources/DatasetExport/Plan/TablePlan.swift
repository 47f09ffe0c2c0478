import ClusterStore

/// How a table goes to another engine.
struct TablePlan: Sendable {
  /// The table as it is.
  let definition: TableDefinition
  /// How its rows are read.
  let outline: DatabaseOutline.Table
  /// What it is called there.
  let name: String
  /// Its columns, computed ones too, which become ordinary.
  var columns: [ColumnPlan]
  /// Whether a row has no value in the primary key, which then is only unique.
  var lacksKeyValues = false
  /// The foreign keys, by their place, that rows break.
  var brokenKeys: Set<Int> = []

  /// The plan of the column of that name, in any case.
  func column(_ name: String) -> ColumnPlan? {
    columns.first { $0.source.lowercased() == name.lowercased() }
  }

  /// The names of the columns as they are read.
  var sourceColumns: [String] { columns.map(\.source) }
}

/// How a column goes to another engine.
struct ColumnPlan: Sendable {
  /// The column's name.
  let source: String
  /// What it is called there.
  let name: String
  /// What it holds there.
  var kind: ValueKind
  /// Whether a key, index or foreign key has it.
  var isIndexed = false
  /// Whether it must hold a value.
  var isRequired = false
  /// Whether values of several types are written as text, of which none is lost.
  var isAnyAsText = false
  /// Whether the character NUL is taken out of texts.
  var dropsNUL = false
  /// Whether texts have bytes that are not UTF-8, for which U+FFFD stands.
  var mendsUTF8 = false
  /// Whether infinite numbers are left out.
  var dropsInfinity = false
  /// Whether a value is too long for an index.
  var isTooLongForKey = false
}
