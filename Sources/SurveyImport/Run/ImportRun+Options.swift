import ClusterStore

extension ImportRun {
  /// What can be chosen for an import.
  public struct Options: Sendable {
    /// The table, where no mapping names it.
    public var table: String?
    /// A mapping file's content; nil to go by the header.
    public var mapping: Mapping?
    /// Texts that columns of the table get in every row.
    public var constants: [String: String] = [:]
    /// What separates fields; nil to find out.
    public var delimiter: UInt8?
    /// What encloses fields; nil to find out.
    public var quote: QuoteMark?
    /// The character set; nil to find out.
    public var encoding: TextEncoding?
    /// The sheet of an Excel file, by name or number; nil for the only one.
    public var sheet: String?
    /// How many records stand before the header; nil to find out.
    public var skip: Int?
    /// The records of the header, from 1; nil to find out.
    public var headerRows: ClosedRange<Int>?
    /// Whether the file has no header; its columns are then `column_1` and so on.
    public var isHeaderless = false
    /// Whether columns that have no place are left.
    public var ignoresUnmapped = false
    /// What becomes of references to rows that are not there, by the table they point at, in columns
    /// of which the mapping does not say it.
    public var unknown: [String: Mapping.Column.Unknown] = [:]
    /// What becomes of rows that are there already; what the mapping says where it is nil.
    public var onConflict: ConflictPolicy?
    /// How much may be wrong before nothing comes in.
    public var acceptance = Acceptance()
    /// Whether nothing is to stay in the database.
    public var isDryRun = false
    /// Is told now and then how far the import has come.
    public var progress: (@Sendable (ImportProgress) -> Void)?
    /// The program's version, for the journal.
    public var version = ""

    /// How many rows a file has at least that goes in as an image.
    var largeFrom = BulkLoad.usualMinimum

    /// Takes nothing but the table.
    public init(table: String?) { self.table = table }
  }
}
