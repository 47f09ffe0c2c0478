import SQLite

/// The reading of one figure of one year, over a range of row ids.
struct FigureScan: Sendable {
  private let request: FigureReader.Request
  private let table: FigureReader.Table
  private let dataset: Int64
  private let year: Int
  private var ids: ClosedRange<Int64> = Int64.min...Int64.max

  init(
    _ request: FigureReader.Request, _ table: FigureReader.Table, dataset: Int64, year: Int
  ) {
    (self.request, self.table, self.dataset, self.year) = (request, table, dataset, year)
  }

  /// The same rows in two parts.
  func halves(_ connection: Connection) throws -> (FigureScan, FigureScan) {
    let ends = try ["min", "max"].map { end -> Int64 in
      let id = try connection.value(
        "SELECT \(end)(id) FROM \(table.rawValue) WHERE dataset_id = ?1 AND year = ?2",
        [.integer(dataset), .integer(Int64(year))])
      if case .integer(let id)? = id { return id }
      return 0
    }
    let middle = ends[0] + (ends[1] - ends[0]) / 2
    var (first, second) = (self, self)
    first.ids = Int64.min...middle
    second.ids = middle + 1...Int64.max
    return (first, second)
  }

  /// Reads the rows.
  func read(_ connection: Connection) throws -> FigureRows {
    var rows = FigureRows()
    let isCells = table == .cells
    let figure =
      request.figure == "firms" && !isCells ? "1" : DatabaseOutline.quoted(request.figure)
    let firm = !request.readsFirms ? "NULL" : isCells ? "firms" : "firm_id"
    var segment = "1"
    var values: [Value] = [
      .integer(dataset), .integer(Int64(year)), .integer(ids.lowerBound), .integer(ids.upperBound),
    ]
    if isCells {
      switch request.segments {
      case .only: segment = "segment = \(firstSegment)"
      case .one(let name):
        segment = "segment = ?5"
        values.append(.text(name))
      case .every: segment = "segment"
      }
    }
    let statement = try connection.prepare(
      """
      SELECT zone_id, industry_id, \(figure), flags, \(firm), \(segment) FROM \(table.rawValue)
      WHERE dataset_id = ?1 AND year = ?2 AND id BETWEEN ?3 AND ?4
      """)
    try statement.bind(values)
    var flags = FigureFlags(figure: request.figure)
    let readsSegments = isCells && request.segments == .every
    while try statement.step() {
      let row = statement.row
      if readsSegments {
        rows.segments.append(Self.number(of: row.text(5), among: &rows.segmentNames))
      } else if isCells, row.integer(5) == 0 {
        rows.hasOtherSegments = true
        continue
      }
      rows.zones.append(row.integer(0))
      rows.industries.append(row.integer(1))
      if request.readsFirms { rows.firms.append(row.isNull(4) ? -1 : row.integer(4)) }
      let isNull = row.isNull(2)
      if isNull || !row.isNull(3) {
        let status =
          row.isNull(3) ? FigureFlags.Status() : try flags.status(row.text(3), connection)
        if isNull { rows.unknown[rows.count] = status.unknown ?? .missing }
        if status.isImputed { rows.imputed.insert(rows.count) }
      }
      rows.values.append(isNull ? .nan : row.real(2))
    }
    return rows
  }

  /// The segment of the first row.
  private var firstSegment: String {
    "(SELECT segment FROM cell_year WHERE dataset_id = ?1 ORDER BY year, id LIMIT 1)"
  }

  private static func number(of name: String, among names: inout [String]) -> UInt8 {
    if let last = names.last, last == name { return UInt8(names.count - 1) }
    if let known = names.firstIndex(of: name) { return UInt8(known) }
    // More segments than a byte counts do not occur in any survey; they would share the last.
    if names.count < 256 { names.append(name) }
    return UInt8(names.count - 1)
  }
}

/// What column `flags` says of one figure, each text read once.
struct FigureFlags {
  /// What is said.
  struct Status {
    /// Why the figure is unknown; nil where it is not said to be.
    var unknown: FigureRows.Unknown?
    /// Whether the figure was imputed.
    var isImputed = false
  }

  private let figure: String
  private var known: [String: Status] = [:]

  init(figure: String) { self.figure = figure }

  /// What a text says of the figure.
  mutating func status(_ text: String, _ connection: Connection) throws -> Status {
    if let status = known[text] { return status }
    let found = try connection.query(
      """
      WITH said (word) AS (SELECT ?1 -> ?2)
      SELECT CASE json_type(word) WHEN 'object' THEN word ->> '$.status' ELSE word ->> '$' END,
        CASE json_type(word) WHEN 'object' THEN word ->> '$.lower' END,
        CASE json_type(word) WHEN 'object' THEN word ->> '$.upper' END
      FROM said WHERE word IS NOT NULL
      """, [.text(text), .text("$.\"\(figure)\"")]
    ) { (word: $0.text(0), lower: $0.optionalReal(1), upper: $0.optionalReal(2)) }
    var status = Status()
    if let said = found.first {
      switch said.word {
      case "suppressed":
        let lower = said.lower ?? 0
        if let upper = said.upper, !(lower <= upper) {
          throw FigureReader.Failure.bounds(figure: figure, lower: lower, upper: upper)
        }
        status.unknown = .suppressed(lower: lower, upper: said.upper)
      case "missing": status.unknown = .missing
      case "imputed": status.isImputed = true
      default: break
      }
    }
    known[text] = status
    return status
  }
}
