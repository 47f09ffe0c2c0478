public import ClusterStore
import SQLite

/// What an import did, or would do.
public struct ImportReport: Sendable {
  /// The batch's number in the journal; nil for a dry run.
  public var batch: Int64?
  /// The file's name.
  public var file: String
  /// The table the rows went into.
  public var table: String
  /// Where each column of the file goes; nil for a column that is left.
  public var columns: [ColumnUse]
  /// The file's header as it stands there, without its line end; empty where it has none.
  public var header = ""
  /// Whether the file has no header.
  public var isHeaderless = false
  /// What separates the file's cells.
  public var delimiter = UInt8(ascii: ",")
  /// What encloses them.
  public var quote = QuoteMark.usual
  /// Rows of data in the file.
  public var read = 0
  /// Rows that were added.
  public var inserted = 0
  /// Rows that changed a row which was there.
  public var updated = 0
  /// Rows that were there already as they are.
  public var unchanged = 0
  /// Firms that were added because rows named them.
  public var firmsAdded = 0
  /// Firms among them that got a size class from their figures.
  public var firmsSized = 0
  /// Codes that were added to tables because rows named them, by table.
  public var referencesAdded: [String: Int] = [:]
  /// References that were left empty because there is no such row, by table.
  public var referencesEmptied: [String: EmptiedReferences] = [:]
  /// Rows left out on purpose, by the mapping or since the rows that are there stay.
  public var skipped = 0
  /// Those that differ from rows that are there and stay.
  public var kept = KeptRows()
  /// Rows that did not fit.
  public var rejected = 0
  /// Cells that were stored as withheld.
  public var suppressed = 0
  /// Notes below the table, which are no rows.
  public var footnotes = 0
  /// What was wrong with the first of the rejected rows, in the order of their lines.
  ///
  /// A row may have several problems. All of them are in the journal.
  public private(set) var rejects: [ImportJournal.Reject] = []
  private(set) var rejectedBytes = 0
  /// How often each code occurs among all problems.
  private(set) var problemCounts: [String: Int] = [:]
  /// What is told of cells that went in all the same.
  public var remarks = Remarks()
  /// The mapping that was used, given or found out; nil where the import did not get that far.
  public var mapping: Mapping?
  /// What was found out about the head of the file and why, a sentence each.
  public var notes: [String] = []
  /// Columns of the file that have no place and that nothing says are to be left.
  public var leftColumns: [String] = []
  /// Why a dry run would not be done; nil where it would.
  public var refusal: ImportError?
  /// The batches that brought in the same file before.
  public var earlier: [Int64] = []

  /// References to rows of one table that are not there.
  public struct EmptiedReferences: Hashable, Sendable {
    /// How many there are.
    public private(set) var count = 0
    /// The first of them, each with its line.
    public private(set) var examples: [String] = []

    /// Takes one in.
    mutating func add(_ name: String, line: Int) {
      count += 1
      if examples.count < 3 { examples.append("'\(name.shown())' in line \(line)") }
    }
  }

  /// Rows of the file that differ from rows that are there, which stay.
  public struct KeptRows: Hashable, Sendable {
    /// How many there are.
    public private(set) var count = 0
    /// The first of them, each with its line and what differs.
    public private(set) var examples: [String] = []

    /// Takes one in.
    mutating func add(_ example: @autoclosure () -> String) {
      count += 1
      if examples.count < 3 { examples.append(example()) }
    }

    /// All of it as a sentence; nil where there are none.
    public var sentence: String? {
      guard count > 0 else { return nil }
      let more = count > examples.count ? " and so on" : ""
      return "\(count) rows differ from what is there, which stays: "
        + examples.joined(separator: "; ") + more
    }
  }

  /// What became of references to rows that are not there, a sentence for each table.
  public var unknownReferences: [String] {
    referencesEmptied.sorted { $0.key < $1.key }.map { table, emptied in
      let more = emptied.count > emptied.examples.count ? " and so on" : ""
      return "\(emptied.count) references to \(table) are left empty, since it has no such row: "
        + emptied.examples.joined(separator: ", ") + more
    }
      + referencesAdded.sorted { $0.key < $1.key }.map { table, count in
        "\(count) codes were added to \(table) that it did not have"
      }
  }

  /// Where one column of the file goes.
  public struct ColumnUse: Hashable, Sendable {
    /// The column's name in the header.
    public var from: String
    /// The column of the table, or of the firm; nil where it is left.
    public var to: String?
    /// The type or the table that it is read as; empty where it is left.
    public var type: String
    /// The unit of the cells, as the file or the mapping states it; empty where none is.
    public var unit = ""
    /// What a figure is multiplied by to be stored, such as `10000` or `1/1500`; empty for a column
    /// that is left or holds no quantity.
    public var factor = ""
    /// The first cell that holds something.
    public var example: String
    /// Why it goes there.
    public var why: String
  }

  /// The most problems, and about the most bytes of their records, that are kept here.
  private static let (mostRejects, mostRejectedBytes) = (1_000, 1 << 24)

  /// Takes in a problem of a rejected row.
  mutating func add(_ reject: ImportJournal.Reject) {
    problemCounts[reject.code, default: 0] += 1
    rejects.append(reject)
    rejectedBytes += reject.original.utf8.count
    guard rejects.count > 2 * Self.mostRejects || rejectedBytes > 2 * Self.mostRejectedBytes else {
      return
    }
    keepFirstRejects()
  }

  /// Brings the problems into the order of their lines, and lets go what is too much to be kept.
  mutating func keepFirstRejects() {
    rejects.sort { $0.line < $1.line }
    var kept = 0
    rejectedBytes = 0
    while kept < min(rejects.count, Self.mostRejects), rejectedBytes <= Self.mostRejectedBytes {
      rejectedBytes += rejects[kept].original.utf8.count
      kept += 1
    }
    rejects.removeSubrange(kept...)
  }

  /// How often each code occurs among the problems, most often first.
  public var problems: [(code: String, count: Int)] {
    problemCounts.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  /// How many problems there are.
  public var problemCount: Int { problemCounts.values.reduce(0, +) }
}

extension ImportReport {
  /// A row for each column of each file, and where it goes.
  public static func columnRows(_ reports: [ImportReport]) -> ResultRows {
    ResultRows(
      columns: ["file", "column", "goes to", "unit", "factor", "read as", "example", "because of"],
      rows: reports.flatMap { report in
        report.columns.map { column in
          [
            report.file, column.from, column.to ?? "", column.unit, column.factor, column.type,
            column.example, column.why,
          ].map { Value.text($0) }
        }
      })
  }
}
