import ClusterStore
import SQLite

/// Finds out which column of a file goes where: by the mapping file, else by the names and aliases
/// of the codebook.
struct HeaderMatcher {
  let store: Store
  let file: String
  let table: Schema.Table
  /// Names of columns, simplified, each with the column of the table or of its firm.
  private var names: [String: String] = [:]
  private var firmNames: [String: String] = [:]

  init(_ store: Store, file: String, table: Schema.Table) throws {
    self.store = store
    self.file = file
    self.table = table
    names = try Self.names(store, table)
    if table.columns.contains(where: { $0.name == "firm_id" }), table.name.hasSuffix("_year") {
      firmNames = try Self.names(store, Schema(store).table("firm"))
    }
  }

  /// The mapping that the header suggests.
  ///
  /// - Throws: ``ImportError/header(file:problems:)`` where a column has no place and
  ///   `ignoreUnmapped` is false, or where two columns have the same.
  func mapping(header: [String], ignoreUnmapped: Bool) throws -> Mapping {
    var columns: [Mapping.Column] = []
    var problems: [String] = []
    for name in header {
      if let column = names[Self.simplified(name)] {
        columns.append(.init(from: name, to: column))
      } else if let column = firmNames[Self.simplified(name)] {
        columns.append(.init(from: name, to: "firm.\(column)"))
      } else if !ignoreUnmapped {
        problems.append(
          "column '\(name)' is none of table '\(table.name)'; leave it with --ignore-unmapped, or "
            + "say in a --mapping file where it goes")
      }
    }
    for (target, same) in Dictionary(grouping: columns, by: \.to).sorted(by: { $0.key < $1.key })
    where same.count > 1 {
      let names = same.map { "'\($0.from)'" }.joined(separator: " and ")
      problems.append("\(names) both go to '\(target)'; say in a --mapping file which one does")
    }
    guard problems.isEmpty else { throw ImportError.header(file: file, problems: problems) }
    return Mapping(table: table.name, columns: columns)
  }

  /// A name in lower case with `_` for spaces and hyphens, without what surrounds it.
  static func simplified(_ name: String) -> String {
    String(
      name.lowercased().split { $0 == " " || $0 == "_" || $0 == "-" || $0 == "\u{3000}" }
        .joined(separator: "_"))
  }

  private static func names(_ store: Store, _ table: Schema.Table) throws -> [String: String] {
    let aliases = try ImportTarget(store).aliases(of: table.name)
    var names: [String: String] = [:]
    for column in table.columns where !column.isGenerated && column.name != "id" {
      for alias in aliases[column.name, default: []] {
        names[simplified(alias)] = column.name
      }
    }
    // A column's own name comes before any alias.
    for column in table.columns where !column.isGenerated && column.name != "id" {
      names[simplified(column.name)] = column.name
      if column.target != nil { names[simplified(String(column.name.dropLast(3)))] = column.name }
    }
    return names
  }
}
