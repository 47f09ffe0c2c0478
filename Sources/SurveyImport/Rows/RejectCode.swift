/// What is wrong with a row, in the vocabulary of the Frictionless standards.
///
/// Each stands, with the same meaning, in the codebook's definition of column `code` of table
/// `import_reject`.
public enum RejectCode: String, CaseIterable, Hashable, Sendable {
  /// A cell cannot be read as what its column holds.
  case typeError = "type-error"
  /// A value breaks a rule of its column.
  case constraintError = "constraint-error"
  /// The row has too few cells, or lacks a value that it needs.
  case missingCell = "missing-cell"
  /// The row has more cells than the header.
  case extraCell = "extra-cell"
  /// The cells of the row cannot be told apart.
  case cellError = "cell-error"
  /// A quote opens in the row and is not closed.
  case unclosedQuote = "unclosed-quote"
  /// Bytes are no characters.
  case encodingError = "encoding-error"
  /// A cell names a row that is not there, or that it leaves open.
  case foreignKey = "foreign-key"
  /// The key is that of another row.
  case primaryKey = "primary-key"
  /// The row says something else of what another row is of.
  case uniqueError = "unique-error"
  /// The row says what another one says.
  case duplicateRow = "duplicate-row"
  /// A key stands twice in one object of JSON.
  case duplicateLabel = "duplicate-label"
}
