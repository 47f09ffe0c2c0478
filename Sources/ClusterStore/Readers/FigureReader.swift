import SQLite
import VirtualTable

/// Reads one figure of a dataset: of its cells, or of its firms.
public struct FigureReader {
  /// Where figures by year stand.
  public enum Table: String, Sendable, CaseIterable {
    /// Zone by industry by year.
    case cells = "cell_year"
    /// Firm by year.
    case firms = "firm_year"
  }

  /// Which rows are read.
  public enum Segments: Hashable, Sendable {
    /// All rows, which must be of one segment.
    case only
    /// Those of one segment.
    case one(String)
    /// Those of every segment.
    case every
  }

  /// What is asked for.
  public struct Request: Hashable, Sendable {
    /// The column; `firms` counts firms.
    public var figure: String
    /// The dataset's key.
    public var dataset: String
    /// The segment; rows of firms have none.
    public var segments = Segments.only
    /// Whether the firm, or the number of firms, is read too.
    public var readsFirms = false
    /// Where to read where the dataset has both; nil where it has one.
    public var table: Table?

    /// Asks for a figure of a dataset.
    public init(figure: String, dataset: String) {
      (self.figure, self.dataset) = (figure, dataset)
    }
  }

  /// What can be wrong with a request.
  public enum Failure: Error, Hashable, Sendable {
    /// The dataset has no rows by year.
    case empty(dataset: String)
    /// The dataset has both cells and firms, and none was chosen.
    case ambiguous(dataset: String)
    /// No such figure.
    case noFigure(String, nearest: [String], known: [String])
    /// What is stated of a withheld figure is no interval.
    case bounds(figure: String, lower: Double, upper: Double)
    /// There are several segments and none was chosen, or not the one that was.
    case segments(dataset: String, asked: String?, there: [String])
  }

  private let store: Store
  private let request: Request
  private let dataset: Int64
  /// Where the rows are read.
  public let table: Table

  /// Prepares to read from `store`.
  ///
  /// - Throws: ``StoreError/notFound(table:key:)`` for a dataset that is not there, and ``Failure``.
  public init(_ store: Store, _ request: Request) throws {
    (self.store, self.request) = (store, request)
    let id = try store.connection.value(
      "SELECT id FROM dataset WHERE key = ?1", [.text(request.dataset)])
    guard case .integer(let dataset)? = id else {
      throw StoreError.notFound(table: "dataset", key: request.dataset)
    }
    self.dataset = dataset
    let filled = try Table.allCases.filter { table in
      try store.connection.value(
        "SELECT 1 FROM \(table.rawValue) WHERE dataset_id = ?1 LIMIT 1", [id ?? .null]) != nil
    }
    if let table = request.table, filled.contains(table) {
      self.table = table
    } else {
      guard let only = filled.first else { throw Failure.empty(dataset: request.dataset) }
      guard filled.count == 1 else { throw Failure.ambiguous(dataset: request.dataset) }
      table = only
    }
    let known = try Self.figures(of: table, in: store)
    guard known.contains(request.figure) else {
      throw Failure.noFigure(
        request.figure, nearest: NearestNames.of(request.figure, in: known, limit: 2),
        known: known)
    }
  }

  /// The figures that a table has: its columns of numbers, and `firms`.
  static func figures(of table: Table, in store: Store) throws -> [String] {
    let columns = try Schema(store).table(table.rawValue).columns.filter {
      $0.target == nil && $0.keyPosition == 0 && !$0.isRequired && $0.type != "TEXT"
    }.map(\.name)
    return table == .firms ? columns + ["firms"] : columns
  }

  /// The years of the dataset, rising.
  public func years() throws -> [Int] {
    try store.connection.query(
      """
      WITH RECURSIVE years (year) AS (
        SELECT min(year) FROM \(table.rawValue) WHERE dataset_id = ?1
        UNION ALL
        SELECT (SELECT min(year) FROM \(table.rawValue) WHERE dataset_id = ?1 AND year > years.year)
        FROM years WHERE years.year IS NOT NULL
      )
      SELECT year FROM years WHERE year IS NOT NULL
      """, [.integer(dataset)]
    ) { Int($0.integer(0)) }
  }

  /// The keys of the datasets that have figures by year, in order.
  public static func datasets(in store: Store) throws -> [String] {
    let filled = Table.allCases.map { table in
      "EXISTS (SELECT 1 FROM \(table.rawValue) WHERE dataset_id = dataset.id)"
    }
    return try store.connection.query(
      "SELECT key FROM dataset WHERE \(filled.joined(separator: " OR ")) ORDER BY key"
    ) { $0.text(0) }
  }

  /// The rows of some years, read on two threads where the file allows it.
  ///
  /// Where the connection has a transaction open or a statement running, as when a function of SQL
  /// asks, what that sees is read, on one thread.
  ///
  /// - Throws: ``Failure/segments(dataset:asked:there:)``.
  public func rows(years: [Int]) async throws -> [Int: FigureRows] {
    let connection = store.connection
    let isFree = !connection.isInTransaction && !connection.isRunningStatement
    // The shared lock of this transaction keeps writers from the file while others read it too.
    if isFree { try connection.execute("BEGIN") }
    defer { if isFree { try? connection.execute("COMMIT") } }
    let segment = try segment()
    let scans = try years.map { year in
      try FigureScan(request, table, dataset: dataset, year: year, segment: segment, connection)
    }
    var found: [FigureRows]
    if try isFree && canBeReadTwice() {
      let (path, halves) = (store.path, scans.map { $0.halves() })
      let later = halves.map(\.1)
      async let apart = Self.read(later, path: path)
      found = try halves.map { try $0.0.read(connection) }
      let rest = try await apart ?? later.map { try $0.read(connection) }
      for place in found.indices { found[place].append(rest[place]) }
    } else {
      found = try scans.map { try $0.read(connection) }
    }
    let rows = Dictionary(zip(years, found), uniquingKeysWith: { one, _ in one })
    try requireSegment(rows)
    return rows
  }

  /// Reads by a connection of its own; nil where there can be none at the moment.
  ///
  /// A writer that waits for the readers to end keeps others from beginning.
  private static func read(_ scans: [FigureScan], path: String) async throws -> [FigureRows]? {
    guard let connection = try? Connection(path: path, mode: .readOnly, busyTimeout: 0),
      (try? connection.execute("BEGIN; SELECT 1 FROM dataset LIMIT 1")) != nil
    else { return nil }
    return try scans.map { try $0.read(connection) }
  }

  private func canBeReadTwice() throws -> Bool {
    guard store.path != ":memory:" else { return false }
    return try store.connection.value("PRAGMA journal_mode") == .text("delete")
  }

  /// The segment whose rows are read: the one that was asked for, else that of the first row; nil
  /// where every one is, and for firms.
  private func segment() throws -> String? {
    guard table == .cells else { return nil }
    switch request.segments {
    case .every: return nil
    case .one(let name): return name
    case .only:
      return try store.connection.query(
        "SELECT segment FROM cell_year WHERE dataset_id = ?1 ORDER BY year, id LIMIT 1",
        [.integer(dataset)]
      ) { $0.text(0) }.first
    }
  }

  private func requireSegment(_ rows: [Int: FigureRows]) throws {
    guard table == .cells, request.segments != .every else { return }
    var asked: String?
    if case .one(let name) = request.segments { asked = name }
    let isWrong =
      asked == nil
      ? rows.values.contains(where: \.hasOtherSegments)
      : !rows.isEmpty && rows.values.allSatisfy { $0.count == 0 && $0.hasOtherSegments }
    guard isWrong else { return }
    let there = try store.connection.query(
      "SELECT DISTINCT segment FROM cell_year WHERE dataset_id = ?1 ORDER BY 1",
      [.integer(dataset)]
    ) { $0.text(0) }
    throw Failure.segments(dataset: request.dataset, asked: asked, there: there)
  }
}

extension FigureReader.Failure: CustomStringConvertible {
  private static func plain(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .empty(let dataset):
      "dataset '\(dataset)' has no figures by year. 'agglom list datasets' shows what there is."
    case .ambiguous(let dataset):
      "dataset '\(dataset)' has both cells and firms: choose with --from cells or --from firms."
    case .noFigure(let figure, let nearest, let known):
      "there is no figure '\(figure)'."
        + (nearest.isEmpty
          ? " Figures are: \(known.joined(separator: ", "))."
          : " Did you mean '\(nearest.joined(separator: "' or '"))'?")
    case .bounds(let figure, let lower, let upper):
      "the flags of a row say that its figure '\(figure)' lies from \(Self.plain(lower)) to "
        + "\(Self.plain(upper)), which is no interval. Correct column flags of that row."
    case .segments(let dataset, let asked, let there):
      "dataset '\(dataset)' has the segments \(there.joined(separator: ", "))"
        + (asked.map { ", and not '\($0)'" } ?? "") + ": choose one with --segment."
    }
  }
}
