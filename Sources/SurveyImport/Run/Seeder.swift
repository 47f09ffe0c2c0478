public import ClusterStore

/// Fills a new database with the curated dataset that the program carries.
public struct Seeder {
  private let store: Store
  private let version: String

  /// Prepares to fill `store`, which has no rows yet; `version` is the program's, for the journal.
  public init(_ store: Store, version: String) {
    self.store = store
    self.version = version
  }

  /// Imports every seed, each after those it points at, in one transaction.
  ///
  /// - Returns: How many rows each table got.
  /// - Throws: ``ImportError`` where a seed does not fit, which is a fault of the program.
  @discardableResult
  public func seed() throws -> [(table: String, rows: Int)] {
    try store.transaction {
      var counts: [(table: String, rows: Int)] = []
      for table in try Schema(store).tables().map(\.name) {
        guard let text = Seed.tables[table] else { continue }
        var options = ImportRun.Options(table: table)
        options.version = version
        let report = try ImportRun(store, options: options)
          .run(name: "seeds/\(table).csv", text: text)
        guard report.rejected == 0 else {
          throw ImportError.nothingFits(
            file: report.file, rows: report.read,
            examples: report.rejects.prefix(5).map { "line \($0.line): \($0.sentence)" })
        }
        counts.append((table, report.inserted))
      }
      counts.append(("saved_query", try SavedQueryFile.insertAll(store)))
      return counts
    }
  }
}
