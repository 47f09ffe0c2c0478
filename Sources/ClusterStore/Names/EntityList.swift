public import SQLite

/// Lists the rows of an entity, narrowed by what people write for zones, industries and the rest.
public struct EntityList {
  private let store: Store

  /// Lists from `store`.
  public init(_ store: Store) { self.store = store }

  /// The listing that people call `name`.
  ///
  /// - Throws: ``ListError/unknownEntity(_:nearest:known:)``.
  public static func listing(_ name: String) throws -> Listing {
    guard let listing = EntityCatalog.listing(name) else {
      let names = EntityCatalog.listings.map(\.plural)
      throw ListError.unknownEntity(
        name, nearest: NearestNames.of(name, in: names, limit: 2), known: names)
    }
    return listing
  }

  /// Hands out the columns, then the rows; returns how many rows there were.
  ///
  /// - Parameters:
  ///   - listing: What to list.
  ///   - filters: What was written for each filter.
  ///   - limit: At most so many rows; nil for all.
  ///   - begin: Gets the columns' names.
  ///   - row: Gets each row.
  /// - Returns: How many rows there were.
  /// - Throws: ``ListError`` for a filter or value that the entity does not have, ``KeyError`` for
  ///   a zone, an industry or a source that is not there.
  public func run(
    _ listing: Listing, filters: [Listing.Filter: String], limit: Int?,
    begin: ([String]) throws -> Void, row: (borrowing Row) throws -> Void
  ) throws -> Int {
    var values: [Listing.Filter: Value] = [:]
    for (filter, text) in filters.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard listing.filters.contains(filter) else {
        throw ListError.unknownFilter(filter, listing: listing.plural, known: listing.filters)
      }
      values[filter] = try value(filter, text, of: listing)
    }
    let (sql, named) = try listing.statement(filters: values, limit: limit)
    let statement = try store.connection.prepare(sql)
    try statement.bind(named: named)
    try begin((0..<statement.columnCount).map { statement.columnName($0) })
    var count = 0
    while try statement.step() {
      try row(statement.row)
      count += 1
    }
    return count
  }

  private func value(
    _ filter: Listing.Filter, _ text: String, of listing: Listing
  ) throws -> Value {
    switch filter {
    case .zone: return .integer(try KeyResolver(store).row(of: "zone", text).id)
    case .industry: return .integer(try KeyResolver(store).row(of: "industry", text).id)
    case .source: return .text(try KeyResolver(store).row(of: "source", text).key)
    case .year:
      guard let year = Int(text) else { throw ListError.unknownValue(filter, text, known: []) }
      return Value(year)
    case .type, .stage, .size:
      let known = try knownValues(of: filter, in: listing)
      guard known.isEmpty || known.contains(text) else {
        throw ListError.unknownValue(filter, text, known: known)
      }
      return .text(text)
    }
  }

  /// The values that the column behind a filter takes; empty where it is no single column.
  private func knownValues(of filter: Listing.Filter, in listing: Listing) throws -> [String] {
    let ending = " = :\(filter.rawValue)"
    guard let condition = listing.conditions[filter], condition.hasSuffix(ending) else {
      return []
    }
    let parts = condition.dropLast(ending.count).split(separator: ".").map(String.init)
    guard parts.count == 2, !parts.contains(where: { $0.contains(" ") }) else { return [] }
    let (table, name) = (parts[0], parts[1])
    let closed = try Codebook(store).column(name, of: table).values
    guard closed.isEmpty else { return closed }
    return try store.connection.query(
      """
      SELECT DISTINCT "\(name)" FROM "\(table)" WHERE "\(name)" IS NOT NULL ORDER BY 1 LIMIT 100
      """
    ) { $0.text(0) }
  }
}

/// Why a list cannot be made.
public enum ListError: Error, Hashable, Sendable {
  /// There is no such entity.
  case unknownEntity(String, nearest: [String], known: [String])
  /// The entity cannot be narrowed by that.
  case unknownFilter(Listing.Filter, listing: String, known: [Listing.Filter])
  /// The filter does not take that value; those it takes, where they are known.
  case unknownValue(Listing.Filter, String, known: [String])
}

extension ListError: CustomStringConvertible {
  /// What is wrong, and what can be written instead.
  public var description: String {
    switch self {
    case .unknownEntity(let name, let nearest, let known):
      "there is no list of '\(name)'."
        + (nearest.isEmpty ? "" : " Did you mean \(nearest.joined(separator: " or "))?")
        + " Lists: \(known.joined(separator: ", "))."
    case .unknownFilter(let filter, let listing, let known):
      "\(listing) cannot be narrowed by --\(filter.rawValue); they can by "
        + "\(known.map { "--\($0.rawValue)" }.joined(separator: ", "))."
    case .unknownValue(let filter, let text, let known):
      known.isEmpty
        ? "--\(filter.rawValue): '\(text)' is not a whole number."
        : "--\(filter.rawValue): there is no '\(text)'. There are: "
          + "\(known.joined(separator: ", "))."
    }
  }
}
