public import ClusterStore
import SQLite

/// Writes results as an Excel workbook: a sheet for each, and one with what their columns mean.
///
/// Excel cannot hold text of more than 32,767 characters, more than 1,048,575 rows below the header,
/// whole numbers beyond 2^53, infinities, or text with a zero byte; a value of that sort is refused
/// by name. Numbers are written with 16 digits, one more than Excel shows.
public struct WorkbookExport {
  /// What the columns are called; nil for their names.
  public var labels: ColumnLabels.Language?
  /// Whether what Excel cannot hold is kept as text, cut or repaired, in place of an error.
  public var isLossy = false
  /// Whether the last sheet says what the columns mean.
  public var hasCodebook = true

  /// Makes a workbook with names of columns, a codebook, and every value as it is.
  public init() {}

  /// What a workbook holds.
  public struct Summary: Hashable, Sendable {
    /// The sheets with results.
    public var sheets = 0
    /// The rows of all of them.
    public var rows = 0
    /// What is not as it was in the database, a sentence each.
    public var losses: [String] = []
  }

  /// Writes the workbook.
  ///
  /// - Parameters:
  ///   - results: The results, a sheet each.
  ///   - sink: Where to; nothing is left waiting in it.
  ///   - progress: Gets the rows written so far, now and then.
  /// - Returns: What the workbook holds.
  /// - Throws: ``ExportError``, and what reading throws.
  public func write(
    _ results: [ExportedRows], to sink: OutputSink, progress: (Int) -> Void = { _ in }
  ) throws -> Summary {
    #if Excel
    // Tables are of one moment; a query is one statement.
    let isOfTables = results.allSatisfy { $0.table != nil }
    if isOfTables, let store = results.first?.store {
      return try ResultReader(store).snapshot { try writeSheets(results, to: sink, progress) }
    }
    return try writeSheets(results, to: sink, progress)
    #else
    throw ExportError.noExcel
    #endif
  }

  #if Excel
  private func writeSheets(
    _ results: [ExportedRows], to sink: OutputSink, _ progress: (Int) -> Void
  ) throws -> Summary {
    var summary = Summary()
    let book = try WorkbookFile(isLossy: isLossy)
    var entries: [Codebook.Entry] = []
    for result in results {
      let labels = try labels.map {
        try ColumnLabels(result.store, table: result.table, language: $0)
      }
      try result.read(
        begin: { columns in
          entries += try Self.entries(of: columns, in: result)
          try book.begin(
            result.name, columns: columns.map { (name: $0, label: labels?.label(of: $0) ?? $0) })
        },
        row: { row in
          try book.add(row)
          summary.rows += 1
          if summary.rows.isMultiple(of: 10_000) { progress(summary.rows) }
        })
      try book.endSheet()
      summary.sheets += 1
    }
    if hasCodebook, !entries.isEmpty { try Self.write(entries, to: book) }
    summary.losses = book.losses
    try book.finish(into: sink)
    return summary
  }

  /// What the codebook says of the columns of a result; of a query's, by their names alone.
  private static func entries(
    of columns: [String], in result: ExportedRows
  ) throws -> [Codebook.Entry] {
    let codebook = Codebook(result.store)
    let own = try result.table.map(codebook.entries) ?? []
    guard own.isEmpty else { return own }
    let all = try codebook.entries()
    return columns.compactMap { column in all.first { $0.column == column } }
  }

  private static func write(_ entries: [Codebook.Entry], to book: WorkbookFile) throws {
    let names = ["table", "column", "label_zh", "label_en", "unit", "definition"]
    try book.begin("codebook", columns: names.map { (name: $0, label: $0) })
    var seen: Set<Codebook.Entry> = []
    for entry in entries where seen.insert(entry).inserted {
      try book.add([
        .text(entry.table), .text(entry.column), .text(entry.labelZh), .text(entry.labelEn),
        entry.unit.map { .text($0) } ?? .null, .text(entry.definition),
      ])
    }
    try book.endSheet()
  }
  #endif
}
