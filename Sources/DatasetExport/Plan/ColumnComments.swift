import ClusterStore

/// What tables and columns mean, as other engines keep it with them.
enum ColumnComments {
  /// The title of each table by its name, and the description of each column by `table.column`.
  static func of(_ store: Store) throws -> [String: String] {
    var comments: [String: String] = [:]
    for entry in try Codebook(store).entries() {
      let title = TableTitle.of(entry.table)
      comments[entry.table] = "\(title.zh) | \(title.en)"
      let unit = entry.unit.map { " [\($0)]" } ?? ""
      comments["\(entry.table).\(entry.column)"] =
        "\(entry.labelZh) | \(entry.labelEn)\(unit): \(entry.definition)"
    }
    return comments
  }
}
