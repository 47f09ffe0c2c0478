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

  /// How the cells of the columns are written.
  var cells: [CellPlan] { columns.map(\.cell) }
}

/// How a column goes to another engine.
struct ColumnPlan: Sendable {
  /// The column's name.
  let source: String
  /// What it is called there.
  let name: String
  /// Whether a key, index or foreign key has it.
  var isIndexed = false
  /// Whether it must hold a value.
  var isRequired = false
  /// How its cells are written.
  var cell: CellPlan
  /// Whether a value is too long for an index.
  var isTooLongForKey = false

  /// What it holds there.
  var kind: ValueKind { cell.kind }

  init(source: String, name: String, kind: ValueKind) {
    (self.source, self.name, cell) = (source, name, CellPlan(kind: kind))
  }
}

/// How the cells of a column are written.
struct CellPlan: Sendable {
  /// What the column holds there.
  var kind: ValueKind
  /// Whether values of several types are written as text, of which none is lost.
  var isAnyAsText = false
  /// Whether the character NUL is taken out of texts.
  var dropsNUL = false
  /// Whether texts have bytes that are not UTF-8, for which U+FFFD stands.
  var mendsUTF8 = false
  /// Whether infinite numbers are left out.
  var dropsInfinity = false
}
