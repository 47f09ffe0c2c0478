/// What the columns of a result are called for readers, as the codebook has it.
///
/// A column of a table has the label of that table. A column of a query is looked up by its name,
/// and has a label where every table that has such a column gives it the same one.
public struct ColumnLabels: Sendable {
  /// The languages that labels are in.
  public enum Language: String, CaseIterable, Sendable {
    /// Chinese.
    case zh
    /// English.
    case en
  }

  private let labels: [String: String]

  /// Reads the labels.
  ///
  /// - Parameters:
  ///   - store: The database with the codebook.
  ///   - table: The table that the columns are of; nil for those of a query.
  ///   - language: The language.
  /// - Throws: An error of SQLite where the codebook cannot be read.
  public init(_ store: Store, table: String?, language: Language) throws {
    let codebook = Codebook(store)
    var entries = try table.map(codebook.entries) ?? []
    // A view has no entries of its own: its columns bear the names of those they are made of.
    if entries.isEmpty { entries = try codebook.entries() }
    let byColumn = Dictionary(grouping: entries, by: \.column)
    labels = byColumn.compactMapValues { entries in
      let labels = Set(entries.map { language == .zh ? $0.labelZh : $0.labelEn })
      return labels.count == 1 ? labels.first : nil
    }
  }

  /// The label of a column; its name where it has none.
  public func label(of column: String) -> String { labels[column] ?? column }
}
