import FoundationEssentials

/// Which column of a file goes where, as a mapping file says it in JSON.
///
///     { "table": "cell_year",
///       "dataset": {"key": "qcew", "name_en": "...", "kind": "register", "currency": "USD"},
///       "columns": [
///         {"from": "area_fips", "to": "zone", "scheme": "fips", "unknown": "add"},
///         {"from": "own_code", "to": "segment", "values": {"0": "total", "5": "private"}},
///         {"from": "emplvl", "to": "employees", "suppressed": {"disclosure_code": ["N"]}}],
///       "constants": {"note": "annual averages"},
///       "rows": [{"own_code": ["0", "5"]}],
///       "missing": ["", "N/A"], "suppressed": ["(D)"] }
public struct Mapping: Codable, Hashable, Sendable {
  /// The table that the rows go into.
  public var table: String
  /// The dataset that they belong to; made where it is not there.
  public var dataset: [String: String]?
  /// The columns that are taken; the others are left.
  public var columns: [Column]
  /// Columns of the file that are known and left on purpose; `--strict` refuses those that are left
  /// and not named here.
  public var leave: [String]?
  /// Columns of the table that hold the same text in every row.
  public var constants: [String: String]?
  /// Which rows are taken: those that fit one of these, each a list of allowed texts by column.
  public var rows: [[String: [String]]]?
  /// Texts of a cell that mean that there is no value; the empty cell where nothing is said.
  public var missing: [String]?
  /// Texts of a cell that mean that the value is withheld.
  public var suppressed: [String]?
  /// Where the header is; found out where nothing is said.
  public var header: Header?
  /// What an `observation` file shows, where no column says so; made where it is not there.
  public var indicator: [String: String]?
  /// Where years that stand side by side go, and their figures.
  public var years: Years?
  /// Whose figures the rows of an `observation` file are.
  public var subject: Subject?
  /// The unit of all columns that state none of their own, as 单位：万元 above a table says it.
  public var unit: String?
  /// What stands before a fraction: `.`, or `,` where it is declared.
  public var decimal: String?
  /// What marks glued to numbers mean: `reported`, `imputed` or `suppressed` by mark; a mark that is
  /// not here rejects its row.
  public var flags: [String: Flag]?

  /// Whether firms that are added get size classes from their figures, by the rules of 2017
  /// (统计上大中小微型企业划分办法); they do where nothing is said.
  public var sizes: Sizes?
  /// What becomes of rows that are there already; they are rejected where nothing is said.
  public var onConflict: ConflictPolicy?

  private enum CodingKeys: String, CodingKey {
    case table, dataset, columns, leave, constants, rows, missing, suppressed, header, indicator
    case years, subject, unit, decimal, flags, sizes
    case onConflict = "on_conflict"
  }

  /// Where the size classes of new firms come from.
  public enum Sizes: String, Codable, Sendable {
    /// The figures of the latest year that settles them.
    case derived
    /// Nowhere.
    case none
  }

  /// One column of the file and where it goes.
  public struct Column: Codable, Hashable, Sendable {
    /// The column's name in the file's header.
    public var from: String
    /// The table's column, without `_id` for a reference; `firm.name_zh` for a column of the firm.
    public var to: String
    /// For a reference: the scheme that the codes belong to.
    public var scheme: String?
    /// What each text of the file becomes; another text is rejected.
    public var values: [String: String]?
    /// Texts that mean that there is no value, on top of those of the whole mapping.
    public var missing: [String]?
    /// What becomes of a code that is not there; its row is rejected where nothing is said.
    public var unknown: Unknown?
    /// The value is withheld where a column of the same row holds one of these texts.
    public var suppressed: [String: [String]]?
    /// The unit of the cells, such as 万元, before that of the header; empty for none.
    public var unit: String?
    /// For a reference: the column of the table pointed at that the cells are names of, such as
    /// `name_zh`; key or code where nothing is said.
    public var by: String?
    /// For `by`: the values that columns of the row pointed at may have.
    public var among: [String: [String]]?
    /// What `12.5%` is stored as; `fraction` where nothing is said and the column has no unit.
    public var percent: Percent?
    /// For a column of years: that the cells are dates, whose month and day are left.
    public var date: DateKind?
    /// What the cells are held to; that of the column where nothing is said.
    public var check: Check?

    /// Takes a column as it stands.
    public init(from: String, to: String) {
      self.from = from
      self.to = to
    }

    /// What becomes of a code that is not there.
    public enum Unknown: String, Codable, Sendable {
      /// The row does not go in.
      case reject
      /// The cell counts as empty.
      case null
      /// A row with that code is added to the table it points at.
      case add
    }

    /// How a percentage is stored.
    public enum Percent: String, Codable, Sendable {
      /// 12.5% as 0.125.
      case fraction
      /// 12.5% as 12.5.
      case number
    }

    /// How dates are written.
    public enum DateKind: String, Codable, Sendable {
      /// As text, such as 2015年3月 or 20150305.
      case text
      /// As a spreadsheet counts days, from 1900.
      case serial
      /// As a spreadsheet counts days, from 1904.
      case serial1904 = "serial-1904"
    }

    /// What cells are held to beside the schema.
    public enum Check: String, Codable, Sendable {
      /// A unified social credit code or a registration number with its check character right, which
      /// is what a column of a firm's credit code is held to where nothing is said.
      case creditCode = "credit-code"
      /// Nothing.
      case none
    }

    static let keys: Set = [
      "from", "to", "scheme", "values", "missing", "unknown", "suppressed", "unit", "by", "among",
      "percent", "date", "check",
    ]
  }

  /// Takes `columns` into `table` as they stand.
  public init(table: String, columns: [Column]) {
    self.table = table
    self.columns = columns
  }

  /// Reads a mapping file.
  ///
  /// - Throws: ``ImportError/mapping(file:reason:)`` for a file that cannot be read, is no JSON, or
  ///   says something that a mapping does not have.
  public init(file: String) throws(ImportError) {
    let input = try InputFile(path: file)
    var bytes: [UInt8] = []
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { unsafe block.deallocate() }
    while case let count = try unsafe input.read(into: block), count > 0 {
      unsafe bytes.append(contentsOf: block[..<count])
    }
    do {
      try self.init(json: Data(bytes))
    } catch let error as DecodingError {
      throw .mapping(file: file, reason: Self.sentence(error))
    } catch {
      throw .mapping(file: file, reason: "\(error)")
    }
  }

  private init(json: Data) throws {
    let decoder = JSONDecoder()
    let outline = try decoder.decode(MappingOutline.self, from: json)
    try outline.refuseUnknown()
    self = try decoder.decode(Mapping.self, from: json)
  }

  /// The mapping as JSON, in a fixed order.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  private static func sentence(_ error: DecodingError) -> String {
    func place(_ context: DecodingError.Context) -> String {
      context.codingPath.isEmpty
        ? "" : " at " + context.codingPath.map(\.stringValue).joined(separator: ".")
    }
    return switch error {
    case .keyNotFound(let key, let context): "'\(key.stringValue)' is missing\(place(context))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "a value is of the wrong kind\(place(context)): \(context.debugDescription)"
    case .dataCorrupted(let context): "it is no JSON: \(context.debugDescription)"
    @unknown default: "\(error)"
    }
  }
}
