public import ClusterStore
import ClusterModel
import FoundationEssentials

/// Writes the tables of a database as a data package: a CSV file for each, and a description of all.
///
/// The journal of imports, which describes this one file, is left out. In a package NULL and empty
/// text are the same, so that empty text is refused by name, and so is text that is not UTF-8 or
/// holds a zero byte.
public struct DataPackageExport {
  private let store: Store
  /// Whether empty text may become NULL, and text be repaired.
  public var isLossy = false

  /// Exports from `store`.
  public init(_ store: Store) { self.store = store }

  /// What a package holds.
  public struct Summary: Hashable, Sendable {
    /// The tables.
    public var tables = 0
    /// The rows of all of them.
    public var rows = 0
    /// What is not as it was in the database, a sentence each.
    public var losses: [String] = []
  }

  /// How many rows will be written.
  public func rowCount() throws -> Int {
    let names = Set(try tables().map(\.name))
    return try ResultReader(store).count(
      DatabaseOutline(store.connection).tables.filter { names.contains($0.name) })
  }

  /// Writes the package.
  ///
  /// - Parameters:
  ///   - folder: Where to.
  ///   - progress: Gets the rows written so far, now and then.
  /// - Returns: What it holds.
  /// - Throws: ``ExportError``, or an error of SQLite.
  public func write(
    to folder: OutputFolder, progress: (Int) -> Void = { _ in }
  ) throws -> Summary {
    try ResultReader(store).snapshot {
      let tables = try tables()
      var summary = Summary(tables: tables.count)
      for table in tables {
        let path = Self.path(of: table.name)
        try folder.write(path) { sink in
          let before = summary.rows
          let counter = LossCounter(isLossy: isLossy)
          do {
            summary.rows += try ExportRun(store).write(
              .table(table.name), as: PackagedCSV(counter), to: sink
            ) { progress(before + $0) }
          } catch let error as ExportError {
            throw error.naming(table.name)
          }
          summary.losses += counter.losses(of: table.name)
        }
      }
      let package = try description(of: tables)
      try folder.write("datapackage.json") { sink in
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        sink.buffer.append(Array(try encoder.encode(package)))
        sink.buffer.append("\n")
      }
      return summary
    }
  }

  /// The tables that people fill.
  private func tables() throws -> [Schema.Table] {
    try Schema(store).tables().filter { !ImportTarget.ownTables.contains($0.name) }
  }

  private static func path(of table: String) -> String { "data/\(table).csv" }

  private func description(of tables: [Schema.Table]) throws -> DataPackage {
    let documents = try SourceRepository(store).all().map(\.value)
    let datasets = try DatasetRepository(store).all().map(\.value)
    var licenses: [DataPackage.License] = []
    for (text, url) in datasets.map({ ($0.licence, $0.url) })
      + documents.map({ ($0.licence, $0.url) })
    {
      guard let text, !licenses.contains(where: { $0.title == text }) else { continue }
      licenses.append(Self.license(text, url: url))
    }
    let origins =
      datasets.map { dataset in
        DataPackage.Origin(
          title: dataset.nameEn ?? dataset.nameZh ?? dataset.key, path: Self.address(dataset.url))
      }
      + documents.map { DataPackage.Origin(title: $0.title, path: Self.address($0.url)) }
    return DataPackage(
      name: "agglom", title: "Industrial clusters",
      description: "Tables of an information system for industrial clusters, written by agglom.",
      licenses: licenses.isEmpty ? nil : licenses, sources: origins.isEmpty ? nil : origins,
      resources: try tables.map(resource))
  }

  private func resource(of table: Schema.Table) throws -> DataPackage.Resource {
    let title = TableTitle.of(table.name)
    let columns = try Codebook(store).columns(of: table.name)
    let keys = table.columns.filter { $0.keyPosition > 0 }
      .sorted { $0.keyPosition < $1.keyPosition }.map(\.name)
    let foreignKeys = table.columns.compactMap { column in
      column.target.map { target in
        DataPackage.ForeignKey(
          fields: [column.name],
          reference: .init(resource: target == table.name ? nil : target, fields: ["id"]))
      }
    }
    return DataPackage.Resource(
      name: table.name, path: Self.path(of: table.name), title: title.en, titleZh: title.zh,
      schema: DataPackage.TableSchema(
        fields: columns.map { Self.field($0, in: table) }, primaryKey: keys.isEmpty ? nil : keys,
        foreignKeys: foreignKeys.isEmpty ? nil : foreignKeys))
  }

  private static func field(
    _ column: Codebook.Column, in table: Schema.Table
  ) -> DataPackage.Field {
    let type =
      switch column.schema.type {
      case "INTEGER": "integer"
      case "REAL": "number"
      case "TEXT", "BLOB": "string"
      default: "any"
      }
    var constraints = DataPackage.Constraints()
    if column.schema.isRequired { constraints.required = true }
    if column.schema.name == "key", EntityCatalog.hasKey(table.name) { constraints.unique = true }
    if !column.values.isEmpty { constraints.enum = column.values }
    return DataPackage.Field(
      name: column.schema.name, type: type, title: column.entry?.labelEn,
      titleZh: column.entry?.labelZh, description: column.entry?.definition,
      unit: column.entry?.unit, constraints: constraints.isEmpty ? nil : constraints)
  }

  /// Terms of use; their name is made of what a name may hold, and an address stands in where that
  /// is nothing.
  private static func license(_ text: String, url: String?) -> DataPackage.License {
    let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".")) }
    let name = words.joined(separator: "-")
    return DataPackage.License(
      name: name.isEmpty ? "other" : name, path: address(url), title: text)
  }

  /// An address of the web; nil for anything else, which the standard does not let in.
  private static func address(_ url: String?) -> String? {
    url.flatMap { $0.hasPrefix("http://") || $0.hasPrefix("https://") ? $0 : nil }
  }
}
