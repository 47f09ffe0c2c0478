public import ClusterModel
import SQLite

/// A type of the domain whose values are the rows of one table.
public protocol Storable: Codable, Hashable, Sendable {
  /// The table.
  static var table: String { get }

  /// What tells one row from another, for people: the key, or the parts of what is unique.
  var rowKey: String { get }
}

/// A type of the domain whose rows have a key of their own, for people and files.
public protocol Keyed: Storable {
  /// What tells one row from every other.
  var key: String { get }
}

extension Keyed {
  /// The key.
  public var rowKey: String { key }
}

/// A row: its id and its value.
public struct Stored<Element: Storable>: Hashable, Sendable {
  /// The row's id, which stays the same as long as the row is there.
  public let id: Identifier<Element>
  /// What the row holds.
  public var value: Element
}

/// Reads and writes the rows of one table as values of the domain.
///
/// It runs inside the caller's transaction and opens none of its own but where a change touches the
/// index of names too.
public struct Repository<Element: Storable> {
  let store: Store

  /// Works on `store` and keeps it open.
  public init(_ store: Store) { self.store = store }

  /// Adds a row and returns its id.
  ///
  /// - Throws: ``StoreError/duplicate(table:key:)``, ``StoreError/danglingReference(table:key:)``
  ///   or ``StoreError/invalid(table:key:reason:)``.
  @discardableResult
  public func insert(_ element: Element) throws -> Identifier<Element> {
    let columns = try RowEncoder().columns(of: element).sorted { $0.key < $1.key }
    let names = columns.map { "\"\($0.key)\"" }.joined(separator: ", ")
    let places = columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    return try naming(element) {
      try store.connection.run(
        "INSERT INTO \(Element.table) (\(names)) VALUES (\(places))", columns.map(\.value))
      let id = store.connection.lastInsertedRow
      try Schema(store).requireSubjects(of: Element.table, in: columns, key: element.rowKey)
      try NameIndex(store).refresh(table: Element.table, ids: id...id)
      return Identifier(rawValue: id)
    }
  }

  /// Replaces what the row of that id holds.
  ///
  /// - Throws: As ``insert(_:)``, and ``StoreError/referenced(table:key:by:)`` where the key would
  ///   change and other rows name the row by it.
  public func update(_ stored: Stored<Element>) throws {
    try requireKeyIsFree(to: stored)
    let columns = try RowEncoder().columns(of: stored.value).sorted { $0.key < $1.key }
    let settings = columns.enumerated()
      .map { "\"\($0.element.key)\" = ?\($0.offset + 2)" }.joined(separator: ", ")
    try naming(stored.value) {
      let changed = try store.connection.run(
        "UPDATE \(Element.table) SET \(settings) WHERE id = ?1",
        [.integer(stored.id.rawValue)] + columns.map(\.value))
      guard changed == 1 else {
        throw StoreError.notFound(table: Element.table, key: stored.value.rowKey)
      }
      try Schema(store).requireSubjects(of: Element.table, in: columns, key: stored.value.rowKey)
      let id = stored.id.rawValue
      try NameIndex(store).refresh(table: Element.table, ids: id...id)
    }
  }

  /// Takes the row of that id away.
  ///
  /// - Throws: ``StoreError/referenced(table:key:by:)`` where other rows refer to it, which then
  ///   all stay.
  public func delete(_ id: Identifier<Element>) throws {
    let stored = try find(id)
    let referring = try Schema(store).references(to: Element.table, id: id.rawValue)
    guard referring.isEmpty else {
      throw StoreError.referenced(
        table: Element.table, key: stored.value.rowKey, by: referring)
    }
    try naming(stored.value) {
      try store.connection.run(
        "DELETE FROM \(Element.table) WHERE id = ?1", [.integer(id.rawValue)])
      try NameIndex(store).refresh(table: Element.table, ids: id.rawValue...id.rawValue)
      try ImportJournal(store).forget(table: Element.table, id: id.rawValue)
    }
  }

  /// The row of that id.
  public func find(_ id: Identifier<Element>) throws -> Stored<Element> {
    let rows = try rows("WHERE id = ?1", [.integer(id.rawValue)])
    guard let row = rows.first else {
      throw StoreError.notFound(table: Element.table, key: "\(id.rawValue)")
    }
    return row
  }

  /// Every row, by id.
  public func all() throws -> [Stored<Element>] { try rows("ORDER BY id", []) }

  /// How many rows there are.
  public func count() throws -> Int {
    guard
      case .integer(let number)? = try store.connection.value(
        "SELECT count(*) FROM \(Element.table)")
    else { return 0 }
    return Int(number)
  }

  /// The rows of `SELECT * FROM table` with `clause` behind it.
  func rows(_ clause: String, _ values: [Value]) throws -> [Stored<Element>] {
    let sql = "SELECT * FROM \(Element.table) \(clause)"
    var names: [String] = []
    let raw = try store.connection.withStatement(sql) { statement throws(SQLiteError) in
      names = (0..<statement.columnCount).map { statement.columnName($0) }
      try statement.bind(values)
      var raw: [[Value]] = []
      while try statement.step() {
        raw.append(names.indices.map { statement.row.value($0) })
      }
      return raw
    }
    return try raw.map { values in
      var columns = Dictionary(uniqueKeysWithValues: zip(names, values))
      guard case .integer(let id)? = columns.removeValue(forKey: "id") else {
        throw StoreError.invalid(table: Element.table, key: "", reason: "a row has no id")
      }
      do {
        return Stored(
          id: Identifier(rawValue: id),
          value: try RowDecoder().decode(Element.self, from: columns))
      } catch DecodingError.typeMismatch(_, let context),
        DecodingError.valueNotFound(_, let context), DecodingError.dataCorrupted(let context)
      {
        throw StoreError.invalid(
          table: Element.table, key: "\(id)", reason: context.debugDescription)
      }
    }
  }

  /// Refuses to change a key by which rows of other tables name the row.
  private func requireKeyIsFree(to stored: Stored<Element>) throws {
    guard EntityCatalog.hasKey(Element.table) else { return }
    let old = try find(stored.id).value
    guard old.rowKey != stored.value.rowKey else { return }
    let naming = try Schema(store).subjectReferences(to: Element.table, id: stored.id.rawValue)
    guard naming.isEmpty else {
      throw StoreError.referenced(table: Element.table, key: old.rowKey, by: naming.sorted())
    }
  }

  /// Runs `body` as one step and says of an error of SQLite which row it is about.
  private func naming<Result>(_ element: Element, _ body: () throws -> Result) throws -> Result {
    do {
      return try store.connection.savepoint(body)
    } catch let error as SQLiteError {
      let (table, key) = (Element.table, element.rowKey)
      throw switch error.code {
      case .unique, .primaryKey: StoreError.duplicate(table: table, key: key)
      case .foreignKey: StoreError.danglingReference(table: table, key: key)
      case .check, .notNull, .dataType:
        StoreError.invalid(table: table, key: key, reason: error.message)
      default: StoreError.database(error)
      }
    }
  }
}

extension Repository where Element: Keyed {
  /// The row of that key.
  ///
  /// - Throws: ``StoreError/notFound(table:key:)``.
  public func find(key: String) throws -> Stored<Element> {
    let rows = try rows("WHERE key = ?1", [.text(key)])
    guard let row = rows.first else { throw StoreError.notFound(table: Element.table, key: key) }
    return row
  }
}
