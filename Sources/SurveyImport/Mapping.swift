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
  /// Columns of the table that hold the same text in every row.
  public var constants: [String: String]?
  /// Which rows are taken: those that fit one of these, each a list of allowed texts by column.
  public var rows: [[String: [String]]]?
  /// Texts of a cell that mean that there is no value; the empty cell where nothing is said.
  public var missing: [String]?
  /// Texts of a cell that mean that the value is withheld.
  public var suppressed: [String]?

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

    static let keys: Set = [
      "from", "to", "scheme", "values", "missing", "unknown", "suppressed",
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
    let outline = try decoder.decode(Outline.self, from: json)
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

/// The names that a mapping file uses, read before it so that a misspelt one is not passed over.
private struct Outline: Decodable {
  var names: Set<String> = []
  var columnNames: Set<String> = []

  struct Unknown: Error, CustomStringConvertible {
    let names: [String]
    let known: [String]
    var description: String {
      "'\(names.joined(separator: "', '"))' is nothing that a mapping has; it has "
        + known.joined(separator: ", ")
    }
  }

  struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    names = Set(container.allKeys.map(\.stringValue))
    guard names.contains("columns") else { return }
    var columns = try container.nestedUnkeyedContainer(forKey: Name(stringValue: "columns"))
    while !columns.isAtEnd {
      let column = try columns.nestedContainer(keyedBy: Name.self)
      columnNames.formUnion(column.allKeys.map(\.stringValue))
    }
  }

  func refuseUnknown() throws {
    let known: Set = [
      "table", "dataset", "columns", "constants", "rows", "missing", "suppressed",
    ]
    for (used, known) in [(names, known), (columnNames, Mapping.Column.keys)] {
      let unknown = used.subtracting(known)
      guard unknown.isEmpty else {
        throw Unknown(names: unknown.sorted(), known: known.sorted())
      }
    }
  }
}
