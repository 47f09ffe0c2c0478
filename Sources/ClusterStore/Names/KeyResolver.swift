import SQLite

/// Finds the row that people mean by a key, a code or a name in either language.
public struct KeyResolver {
  private let store: Store

  /// Looks rows up in `store`.
  public init(_ store: Store) { self.store = store }

  /// A row of a table.
  public struct Candidate: Hashable, Sendable {
    /// The table.
    public let table: String
    /// The row's id.
    public let id: Int64
    /// The row's key.
    public let key: String
    /// Its names, the Chinese and the English one; nil where it has none.
    public let name: String?
  }

  /// Schemes whose codes win where a bare code stands in several.
  static let preferredSchemes = ["gbt2260", "gbt4754-2017"]

  /// The row of `table` that `text` means.
  ///
  /// A key comes before a code (`210800`, or `gbt2260:210800` with its scheme), a code before a
  /// code that was in force once, and that before a whole name or alias.
  ///
  /// - Throws: ``KeyError/ambiguous(table:text:candidates:)`` where several rows are meant alike,
  ///   ``KeyError/unknown(table:text:suggestions:)`` where none is.
  public func row(of table: String, _ text: String) throws -> Candidate {
    let columns = Set(try Schema(store).table(table).columns.map(\.name))
    for condition in Self.conditions(columns: columns, table: table) {
      let found = try candidates(table, columns: columns, where: condition, text)
      if found.count == 1 { return found[0] }
      if found.count > 1 {
        throw KeyError.ambiguous(table: table, text: text, candidates: found)
      }
    }
    throw KeyError.unknown(
      table: table, text: text, suggestions: try suggestions(table, columns: columns, text))
  }

  /// The row that `text` means in any table that has keys, by key alone.
  ///
  /// - Throws: ``KeyError`` as for one table.
  public func row(_ text: String) throws -> Candidate {
    var found: [Candidate] = []
    for table in EntityCatalog.keyed.sorted() {
      let columns = Set(try Schema(store).table(table).columns.map(\.name))
      found += try candidates(table, columns: columns, where: "key = ?1", text)
    }
    if found.count == 1 { return found[0] }
    guard found.isEmpty else {
      throw KeyError.ambiguous(table: nil, text: text, candidates: found)
    }
    var suggestions: [Candidate] = []
    for match in try NameIndex(store).find(text, limit: Self.suggestionLimit) {
      suggestions += try candidate(match.entity, id: match.id)
    }
    throw KeyError.unknown(table: nil, text: text, suggestions: suggestions)
  }

  /// The row of that id, in a list; an empty one where it is gone.
  func candidate(_ table: String, id: Int64) throws -> [Candidate] {
    let columns = Set(try Schema(store).table(table).columns.map(\.name))
    return try candidates(table, columns: columns, where: "id = CAST(?1 AS INTEGER)", "\(id)")
  }

  private static let suggestionLimit = 5

  /// Conditions that single out what is meant, the strongest first.
  private static func conditions(columns: Set<String>, table: String) -> [String] {
    var conditions: [String] = []
    if columns.contains("key") { conditions.append("key = ?1") }
    if columns.contains("code"), columns.contains("scheme") {
      conditions.append("scheme || ':' || code = ?1")
      for scheme in preferredSchemes {
        conditions.append("scheme = '\(scheme)' AND code = ?1")
      }
      conditions.append("code = ?1")
    }
    if table == "zone" {
      conditions.append(
        "id IN (SELECT zone_id FROM zone_code WHERE code = ?1 OR scheme || ':' || code = ?1)")
    }
    let names = ["name_en", "name_zh", "title"].filter(columns.contains)
    let references = ["name_en_ref", "name_zh_ref"].filter(columns.contains)
    for group in [names, references] where !group.isEmpty {
      conditions.append(group.map { "\($0) = ?1 COLLATE NOCASE" }.joined(separator: " OR "))
    }
    if columns.contains("aliases") {
      conditions.append(
        "instr('; ' || lower(aliases) || '; ', '; ' || lower(?1) || '; ') > 0")
    }
    return conditions
  }

  private func candidates(
    _ table: String, columns: Set<String>, where condition: String, _ text: String
  ) throws -> [Candidate] {
    let name = RowName.expression(columns: columns, table: table)
    let key = columns.contains("key") ? "\(table).key" : "\(table).id"
    return try store.connection.query(
      "SELECT id, \(key), \(name) FROM \(table) WHERE \(condition) ORDER BY id LIMIT 20",
      [.text(text)]
    ) { row in
      Candidate(
        table: table, id: row.integer(0), key: row.text(1), name: row.optionalText(2))
    }
  }

  private func suggestions(
    _ table: String, columns: Set<String>, _ text: String
  ) throws -> [Candidate] {
    var found: [Candidate] = []
    for match in try NameIndex(store).find(text, entity: table, limit: Self.suggestionLimit) {
      found += try candidate(table, id: match.id)
    }
    guard found.isEmpty, columns.contains("key") else { return found }
    let keys = try store.connection.query("SELECT key FROM \(table)") { $0.text(0) }
    for key in NearestNames.of(text, in: keys, limit: Self.suggestionLimit) {
      found += try candidates(table, columns: columns, where: "key = ?1", key)
    }
    return found
  }
}

/// How a row is called where it stands for itself.
enum RowName {
  /// An SQL expression over `table` that gives its rows' Chinese and English names, a source's
  /// before a reference's; NULL where a table has no names.
  static func expression(columns: Set<String>, table: String) -> String {
    if columns.contains("title") { return "\(table).title" }
    if columns.contains("title_en") { return "\(table).title_en" }
    let languages = ["name_zh", "name_en"].compactMap { name -> String? in
      let there = [name, name + "_ref"].filter(columns.contains).map { "\(table).\($0)" }
      switch there.count {
      case 0: return nil
      case 1: return there[0]
      default: return "coalesce(\(there.joined(separator: ", ")))"
      }
    }
    switch languages.count {
    case 0: return "NULL"
    case 1: return languages[0]
    default:
      let (chinese, english) = (languages[0], languages[1])
      return "coalesce(\(chinese) || ' · ' || \(english), \(chinese), \(english))"
    }
  }
}

/// Why no single row is meant.
public enum KeyError: Error, Hashable, Sendable {
  /// No row has that key, code or name; `table` is nil where all were searched.
  case unknown(table: String?, text: String, suggestions: [KeyResolver.Candidate])
  /// Several rows have it alike.
  case ambiguous(table: String?, text: String, candidates: [KeyResolver.Candidate])
}

extension KeyError: CustomStringConvertible {
  /// What was not found, what comes near, and what to write instead.
  public var description: String {
    switch self {
    case .unknown(let table, let text, let suggestions):
      let what = table.map { "no \($0) has" } ?? "nothing has"
      let head = "\(what) the key\(table == nil ? "" : ", code or name") '\(text)'."
      guard !suggestions.isEmpty else {
        return head + " 'agglom find TEXT' searches by part of a name."
      }
      return head + " Near it:\n" + Self.list(suggestions)
    case .ambiguous(let table, let text, let candidates):
      return """
        '\(text)' may mean several rows\(table.map { " of \($0)" } ?? ""). Write the key of one\
        \(table == nil ? " behind its table, such as '\(candidates[0].table) \(text)'" : ""):
        \(Self.list(candidates))
        """
    }
  }

  private static func list(_ candidates: [KeyResolver.Candidate]) -> String {
    candidates.map { candidate in
      "  \(candidate.table) \(candidate.key)" + (candidate.name.map { "  \($0)" } ?? "")
    }.joined(separator: "\n")
  }
}
