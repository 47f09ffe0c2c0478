import ClusterStore
import SQLite

/// Finds out which column of a file goes where: by the mapping file, else by the names and aliases
/// of the codebook, with the unit taken off.
struct HeaderMatcher {
  let store: Store
  let file: String
  let table: Schema.Table
  /// Names of columns, simplified, each with the column of the table or of its firm.
  private var names: [String: String] = [:]
  private var firmNames: [String: String] = [:]
  /// The names that users have added, simplified.
  private var added: Set<String> = []

  init(_ store: Store, file: String, table: Schema.Table) throws {
    self.store = store
    self.file = file
    self.table = table
    names = try Self.names(store, table)
    added = try Self.added(store, table)
    if table.columns.contains(where: { $0.name == "firm_id" }), table.name.hasSuffix("_year") {
      let firm = try Schema(store).table("firm")
      firmNames = try Self.names(store, firm)
      try added.formUnion(Self.added(store, firm).filter { names[$0] == nil })
    }
  }

  /// The mapping that the header suggests.
  ///
  /// - Throws: ``ImportError/header(file:problems:)`` where a column has no place and
  ///   `ignoreUnmapped` is false, or where two columns have the same.
  func mapping(header: [String], ignoreUnmapped: Bool) throws -> Mapping {
    var columns: [Mapping.Column] = []
    var left: [String] = []
    var problems: [String] = []
    for name in header where !RejectColumn.names.contains(name) {
      if let target = target(of: name) {
        columns.append(.init(from: name, to: target))
      } else if ignoreUnmapped {
        left.append(name)
      } else {
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
    var mapping = Mapping(table: table.name, columns: columns)
    if !left.isEmpty { mapping.leave = left }
    return mapping
  }

  /// Where a column of that name goes; nil where the table knows no such name.
  ///
  /// The whole name comes before the name without its unit, and the table before its firm.
  func target(of header: String) -> String? {
    let name = HeaderName(header)
    for key in [name.wholeKey, name.key] {
      if let column = names[key] { return column }
      if let column = firmNames[key] { return "firm.\(column)" }
    }
    return nil
  }

  /// Whether a column of that name goes where it does because a user has added the name.
  func isAdded(_ header: String) -> Bool {
    let name = HeaderName(header)
    let key = [name.wholeKey, name.key].first { knows($0) }
    return key.map { added.contains($0) } ?? false
  }

  private static func added(_ store: Store, _ table: Schema.Table) throws -> Set<String> {
    let aliases = try ColumnAliases(store).all(of: table.name).map { simplified($0.alias) }
    return Set(aliases).subtracting(table.columns.map { simplified($0.name) })
  }

  /// Whether a name, as ``HeaderName/key(of:)`` gives it, is one that the table knows.
  func knows(_ key: String) -> Bool { names[key] != nil || firmNames[key] != nil }

  /// A name as names are compared: see ``HeaderName/key(of:)``.
  static func simplified(_ name: String) -> String { HeaderName.key(of: name) }

  private static func names(_ store: Store, _ table: Schema.Table) throws -> [String: String] {
    let aliases = try ImportTarget(store).aliases(of: table.name)
    var names: [String: String] = [:]
    for column in table.columns where !column.isGenerated && column.name != "id" {
      for alias in aliases[column.name, default: []] {
        names[simplified(alias)] = column.name
      }
    }
    for alias in try ColumnAliases(store).all(of: table.name) {
      names[simplified(alias.alias)] = alias.column
    }
    // A column's own name comes before any alias, and an alias of the user before the others.
    for column in table.columns where !column.isGenerated && column.name != "id" {
      names[simplified(column.name)] = column.name
      if column.target != nil { names[simplified(String(column.name.dropLast(3)))] = column.name }
    }
    return names
  }
}
