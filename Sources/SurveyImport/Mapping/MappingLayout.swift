import ClusterStore
import FoundationEssentials

/// What a mapping says of a file's layout, for files that are no plain table with a header on top.
///
///     { "table": "observation",
///       "dataset": {"key": "nbs-province", "name_en": "...", "kind": "yearbook"},
///       "header": {"rows": [4, 4]},
///       "indicator": {"key": "population", "name_zh": "年末常住人口", "unit": "persons"},
///       "unit": "万人",
///       "subject": {"from": "地区", "table": "zone", "by": "name_zh",
///                   "among": {"kind": ["province", "municipality"]}},
///       "years": {"to": "year", "value": "value"},
///       "columns": [] }
///
/// An import does this with them, in this order:
/// 1. `header` goes to ``HeaderRecognition`` as its options, by ``headerOptions``.
/// 2. `indicator` is looked up or made by `ImportLookup.indicator(_:)`, like the dataset; a file
///    that states an indicator of its own above the table is refused where its name is another:
///    see ``problem(with:)``.
/// 3. Where the header has years side by side, the plan is built for the header of
///    ``RecognisedHeader/reshape``, and each record is bound once for each year, with the inputs of
///    `ImportPlan.reshaped(_:year:)`; a year whose figures are all blank gives no row.
/// 4. `subject`, `years`, `unit`, `decimal` and `flags` are in the inputs that ``PlanBuilder``
///    makes, and need nothing more.
extension Mapping {
  /// Where the header is.
  public struct Header: Codable, Hashable, Sendable {
    /// How many records before it are passed over; found out where nothing is said.
    public var skip: Int?
    /// Its first and last record, counted from 1.
    public var rows: [Int]?
    /// Whether there is none, so that the columns are called `column_1` and so on.
    public var none: Bool?

    /// Says where the header is.
    public init(skip: Int? = nil, rows: [Int]? = nil, none: Bool? = nil) {
      self.skip = skip
      self.rows = rows
      self.none = none
    }
  }

  /// Where years that stand side by side go.
  public struct Years: Codable, Hashable, Sendable {
    /// The column that gets the year.
    public var to: String
    /// The column that gets the figure.
    public var value: String
  }

  /// Whose figures the rows are.
  public struct Subject: Codable, Hashable, Sendable {
    /// The column of the file that names them.
    public var from: String
    /// The table that they stand in, such as `zone`.
    public var table: String
    /// The column of that table that the names stand in, such as `name_zh`; nil for `key`.
    ///
    /// A name that several rows have is rejected.
    public var by: String?
    /// The values that columns of their rows may have, such as those of `kind`.
    public var among: [String: [String]]?
  }

  /// What a mark glued to a number means.
  public enum Flag: String, Codable, Sendable {
    /// Nothing that is kept.
    case reported
    /// The value is an estimate.
    case imputed
    /// The value is withheld, though a number stands there.
    case suppressed
  }

  /// The mapping as a file for later imports.
  public var fileText: String { json + "\n" }

  /// The columns that `years` and `subject` take.
  var ownColumns: [Column] {
    var columns: [Column] = []
    if let years {
      columns.append(.init(from: YearReshape.year, to: years.to))
      columns.append(.init(from: YearReshape.value, to: years.value))
    }
    if let subject {
      var column = Column(from: subject.from, to: "subject_key")
      column.by = subject.by ?? "key"
      column.among = subject.among
      columns.append(column)
    }
    return columns
  }

  /// The columns that `indicator` and `subject` set in every row.
  var ownConstants: [String: String] {
    var constants: [String: String] = [:]
    constants["indicator"] = indicator?["key"]
    constants["subject_type"] = subject?.table
    return constants
  }

  /// What the recognition of the header is told; `rows` and `skip` from the command line come first.
  func headerOptions(
    skip: Int? = nil, rows: ClosedRange<Int>? = nil, isHeaderless: Bool = false
  ) throws(ImportError) -> HeaderRecognition.Options {
    if isHeaderless || (header?.none == true && rows == nil) {
      guard header?.rows == nil || isHeaderless else {
        throw .mapping(
          file: "mapping", reason: "\"none\" and \"rows\" of \"header\" contradict each other")
      }
      return .init(skip: skip ?? header?.skip, isHeaderless: true)
    }
    var own: ClosedRange<Int>?
    if let stated = header?.rows {
      guard let first = stated.first, let last = stated.last, (1...2).contains(stated.count),
        first >= 1, last >= first
      else {
        throw .mapping(
          file: "mapping", reason: "\"rows\" of \"header\" are its first and last record, from 1")
      }
      own = first...last
    }
    return .init(
      skip: skip ?? (rows == nil ? header?.skip : nil),
      headerRows: rows ?? (skip == nil ? own : nil))
  }

  /// What speaks against importing a file of that head with this mapping; nil for nothing.
  ///
  /// The indicator that the file names must be the one that the mapping means, and in its unit.
  func problem(with head: RecognisedHeader) -> String? {
    guard let stated = head.indicator, let indicator else { return nil }
    if let name = indicator["name_zh"] ?? indicator["name_en"],
      HeaderName.key(of: name) != HeaderName.key(of: stated.name)
    {
      return "the file shows '\(stated.name)' and the mapping is for '\(name)'"
    }
    if let unit, let printed = stated.unit, HeaderName.key(of: unit) != HeaderName.key(of: printed)
    {
      return "the file is in \(printed) and the mapping says \(unit)"
    }
    return nil
  }

  /// The mapping with what was found out about the file's head, so that it need not be again.
  func recording(_ head: RecognisedHeader) -> Mapping {
    var mapping = self
    if mapping.header == nil, head.headerRecords == 0 {
      mapping.header = Header(skip: head.skipRecords > 0 ? head.skipRecords : nil, none: true)
    }
    if mapping.header == nil, head.skipRecords > 0 || head.headerRecords > 1 {
      mapping.header = Header(
        rows: [head.skipRecords + 1, head.skipRecords + head.headerRecords])
    }
    if mapping.unit == nil { mapping.unit = head.indicator?.unit ?? head.preamble.unit }
    return mapping
  }
}
