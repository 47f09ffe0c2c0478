public import ClusterStore
import ClusterModel
import FoundationEssentials

/// Writes a folder that Datasette serves: a copy of the database, and `metadata.json`.
///
/// The properties are those of "Metadata", in the documentation of Datasette 0.65. Units stand in the
/// descriptions of the columns, since Datasette would compute with them.
public struct DatasetteExport {
  private let store: Store

  /// Exports `store`.
  public init(_ store: Store) { self.store = store }

  /// Writes the folder; returns the name of the database's file in it.
  ///
  /// - Throws: ``ExportError``, or an error of SQLite.
  public func write(to folder: OutputFolder) throws -> String {
    let file = store.path.split(separator: "/").last.map(String.init) ?? store.path
    let stem = file.hasSuffix(".db") ? String(file.dropLast(3)) : file
    let name = stem.isEmpty || stem.hasPrefix(":") ? "agglom" : stem
    let indexes = try folder.place("\(name).db") { try PublishedCopy.write(store, to: $0) }
    let metadata = try metadata(of: name, indexes: indexes)
    try folder.write("metadata.json") { sink in
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      sink.buffer.append(Array(try encoder.encode(metadata)))
      sink.buffer.append("\n")
    }
    return "\(name).db"
  }

  private func metadata(of name: String, indexes: [String: String]) throws -> Metadata {
    var tables: [String: Metadata.Table] = [:]
    for table in try Codebook(store).tables() {
      tables[table.name] = try description(of: table, index: indexes[table.name])
    }
    for index in indexes.values { tables[index] = Metadata.Table(hidden: true) }
    var queries = [
      "find_name": Metadata.Query(
        sql: PublishedCopy.search, title: "A part of a name in any table · 按名称查找")
    ]
    for query in try NamedQueries(store).all() {
      queries[query.key] = Metadata.Query(
        sql: query.sql,
        title: [query.titleEn, query.titleZh].compactMap(\.self)
          .joined(separator: " · "))
    }
    let datasets = try DatasetRepository(store).all().map(\.value)
    let licences = Set(datasets.compactMap(\.licence)).sorted()
    let publishers = Set(datasets.compactMap(\.publisher)).sorted()
    return Metadata(
      title: "Industrial clusters · 产业集群",
      description: "Written by agglom. Every figure names its dataset or document.",
      license: licences.isEmpty ? nil : licences.joined(separator: "; "),
      source: publishers.isEmpty ? nil : publishers.joined(separator: "; "),
      databases: [name: Metadata.Database(tables: tables, queries: queries)])
  }

  private func description(
    of table: Codebook.TableSummary, index: String?
  ) throws -> Metadata.Table {
    let columns = try Codebook(store).columns(of: table.name)
    let names = Set(columns.map(\.schema.name))
    var described = Metadata.Table(
      title: "\(table.title.en) · \(table.title.zh)",
      labelColumn: ["name_zh", "title", "name_en", "key"].first { names.contains($0) })
    for column in columns {
      guard let entry = column.entry else { continue }
      let unit = entry.unit.map { " Unit: \($0)." } ?? ""
      described.columns[entry.column] =
        "\(entry.labelEn) · \(entry.labelZh). \(entry.definition)\(unit)"
    }
    if let index {
      described.searchTable = index
      described.searchKey = "id"
    }
    if ImportTarget.ownTables.contains(table.name) { described.hidden = true }
    return described
  }
}

/// What Datasette is told of a folder.
private struct Metadata: Encodable {
  var title: String
  var description: String
  var license: String?
  var source: String?
  var databases: [String: Database]

  struct Database: Encodable {
    var tables: [String: Table]
    var queries: [String: Query]
  }

  struct Table: Encodable {
    var title: String?
    var labelColumn: String?
    var columns: [String: String] = [:]
    var searchTable: String?
    var searchKey: String?
    var hidden: Bool?

    enum CodingKeys: String, CodingKey {
      case title, columns, hidden
      case labelColumn = "label_column"
      case searchTable = "fts_table"
      case searchKey = "fts_pk"
    }
  }

  struct Query: Encodable {
    var sql: String
    var title: String
  }
}
