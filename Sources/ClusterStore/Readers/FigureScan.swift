import SQLite

/// The reading of one figure of one year, over a range of row ids.
struct FigureScan: Sendable {
  private let request: FigureReader.Request
  private let table: FigureReader.Table
  private let dataset: Int64
  private let year: Int
  /// The segment whose rows are read; nil for those of every one.
  private let segment: String?
  private var ids: (first: Int64, last: Int64)
  /// Whether rows are read as they stand in the table, and not looked up by the index one by one.
  let isInTableOrder: Bool
  /// For how many rows room is made at once; that of a half serves the whole, put behind it.
  private let room: Int

  /// Prepares to read the rows of a year.
  init(
    _ request: FigureReader.Request, _ table: FigureReader.Table, dataset: Int64, year: Int,
    segment: String?, _ connection: Connection
  ) throws {
    (self.request, self.table, self.dataset, self.year) = (request, table, dataset, year)
    self.segment = segment
    let ends = try ["min", "max"].map { end -> Int64 in
      let id = try connection.value(
        "SELECT \(end)(id) FROM \(table.rawValue) WHERE dataset_id = ?1 AND year = ?2",
        [.integer(dataset), .integer(Int64(year))])
      if case .integer(let id)? = id { return id }
      return 0
    }
    ids = (ends[0], ends[1])
    isInTableOrder = try Self.areMostRows(ids, table, [dataset, Int64(year)], connection)
    // Ids may be far apart, and yet all that were tried be there.
    let width = ids.last.subtractingReportingOverflow(ids.first)
    room = isInTableOrder && !width.overflow ? Int(min(width.partialValue, 1 << 20)) : 0
  }

  /// Whether most ids of a range are rows of the dataset and year, as 64 of them tell.
  ///
  /// A step to the next row then costs less than an entry of the index and the row that it leads to.
  /// Either way finds the same rows in the same order.
  private static func areMostRows(
    _ ids: (first: Int64, last: Int64), _ table: FigureReader.Table, _ datasetAndYear: [Int64],
    _ connection: Connection
  ) throws -> Bool {
    let found = try connection.value(
      """
      WITH RECURSIVE place (number) AS (
        SELECT 0 UNION ALL SELECT number + 1 FROM place WHERE number < 63
      )
      SELECT count(*) FROM place CROSS JOIN \(table.rawValue) ON id = ?3 + (?4 - ?3) * number / 63
      WHERE +dataset_id = ?1 AND +year = ?2
      """, (datasetAndYear + [ids.first, ids.last]).map { .integer($0) })
    guard case .integer(let count)? = found else { return false }
    return count >= 48
  }

  /// The same rows in two parts.
  func halves() -> (FigureScan, FigureScan) {
    // Half of each bound, so that nothing goes beyond what a number holds.
    let middle = ids.first / 2 + ids.last / 2 + (ids.first & ids.last & 1)
    var (first, second) = (self, self)
    guard middle < ids.last else {
      // There is one id, and none behind it.
      second.ids = (1, 0)
      return (first, second)
    }
    first.ids = (ids.first, middle)
    second.ids = (middle + 1, ids.last)
    return (first, second)
  }

  /// Reads the rows.
  func read(_ connection: Connection) throws -> FigureRows {
    var rows = FigureRows()
    rows.reserve(room, withFirms: request.readsFirms)
    let isCells = table == .cells
    let figure =
      request.figure == "firms" && !isCells ? "1" : DatabaseOutline.quoted(request.figure)
    let firm = !request.readsFirms ? "NULL" : isCells ? "firms" : "firm_id"
    let isOfSegment = !isCells ? "1" : segment == nil ? "segment" : "segment = ?5"
    // The sign keeps SQLite from the index.
    let sign = isInTableOrder ? "+" : ""
    let statement = try connection.prepare(
      """
      SELECT zone_id, industry_id, \(figure), flags, \(firm), \(isOfSegment) FROM \(table.rawValue)
      WHERE \(sign)dataset_id = ?1 AND \(sign)year = ?2 AND id BETWEEN ?3 AND ?4
      """)
    try statement.bind(
      [dataset, Int64(year), ids.first, ids.last].map { .integer($0) }
        + (isCells ? segment.map { [.text($0)] } ?? [] : []))
    var flags = FigureFlags(figure: request.figure)
    let readsSegments = isCells && segment == nil
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

  private static func number(of name: String, among names: inout [String]) -> UInt16 {
    if let last = names.last, last == name { return UInt16(names.count - 1) }
    if let known = names.firstIndex(of: name) { return UInt16(known) }
    // More segments than two bytes count do not occur in any survey; they would share the last.
    if names.count < 65_536 { names.append(name) }
    return UInt16(names.count - 1)
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
