import SQLite

/// Looks for damage and for rows that break a rule of the domain.
public struct StoreCheck {
  private let store: Store

  /// Checks `store`.
  public init(_ store: Store) { self.store = store }

  /// The database at `path`, opened to be checked.
  ///
  /// SQLite looks at the CHECKs of a file only where it may write it; nothing is written all the
  /// same.
  ///
  /// - Throws: ``StoreError`` where it is missing, foreign, older or newer.
  public static func open(path: String) throws -> Store {
    let store = try Store.open(path: path, mode: .readWrite)
    try store.connection.execute("PRAGMA query_only = 1")
    return store
  }

  /// What the check of one rule gave.
  public struct Finding: Hashable, Sendable {
    /// What the rule is called.
    public let rule: String
    /// What must hold, in a sentence.
    public let meaning: String
    /// How many times it does not.
    public let count: Int
    /// The first of what breaks it.
    public let examples: [String]

    /// Whether the rule holds.
    public var holds: Bool { count == 0 }
  }

  /// How many examples a finding gives.
  static let exampleLimit = 5

  /// Checks every rule; each finding is handed to `body` as soon as it is known.
  public func run(_ body: (Finding) throws -> Void) throws {
    let damage = try store.connection.query("PRAGMA integrity_check") { $0.text(0) }
    try body(
      finding(
        "integrity", "The file is not damaged and every constraint holds.",
        damage.filter { $0 != "ok" }))
    // A damaged file would make the other answers worthless, and perhaps endless.
    guard damage == ["ok"] else { return }
    try body(
      finding(
        "foreign-keys", "Every foreign key points at a row that is there.",
        store.connection.query("PRAGMA foreign_key_check") { row in
          "\(row.text(0)) \(row.text(1)) points at no \(row.text(2))"
        }))
    for rule in DomainRule.all(tables: try Schema(store).tables()) { try body(check(rule)) }
    try body(
      finding(
        "name-index-text", "The index of names holds the names as they are now.",
        NameIndex(store).stale(step: 16)))
  }

  /// Checks one rule.
  func check(_ rule: DomainRule) throws -> Finding {
    finding(
      rule.name, rule.meaning, try store.connection.query(rule.sql) { $0.text(0) })
  }

  private func finding(_ rule: String, _ meaning: String, _ broken: [String]) -> Finding {
    Finding(
      rule: rule, meaning: meaning, count: broken.count,
      examples: Array(broken.prefix(Self.exampleLimit)))
  }
}

extension NameIndex {
  /// The rows whose entry is not what it would be if made anew, among every `step`-th one.
  func stale(step: Int64) throws -> [String] {
    try EntityCatalog.named.enumerated().flatMap { place, table in
      let names = try Self.columns(of: table, connection)
      let entry = "name_en, name_index.name_zh, name_index.name_en_ref, name_index.name_zh_ref"
      let rows = try connection.query(
        """
        SELECT named.id, \(names.map { $0 == "NULL" ? $0 : "named.\($0)" }.joined(separator: ", ")),
          name_index.\(entry), name_index.aliases
        FROM \(table) AS named
        JOIN name_index ON name_index.rowid = named.id * \(Self.capacity) + \(place)
        WHERE named.id % ?1 = 0
        """, [.integer(step)]
      ) { row in
        (1...5).allSatisfy { row.optionalText($0).map(Self.spaced) == row.optionalText($0 + 5) }
          ? nil : row.integer(0)
      }
      return rows.compactMap { $0 }.map { "\(table) \($0)" }
    }
  }
}
