public import ClusterStore

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
  /// Rows of data in the file.
  public var read = 0
  /// Rows that were added.
  public var inserted = 0
  /// Firms that were added because rows named them.
  public var firmsAdded = 0
  /// Codes that were added to tables because rows named them, by table.
  public var referencesAdded: [String: Int] = [:]
  /// Rows left out on purpose.
  public var skipped = 0
  /// Rows that did not fit.
  public var rejected = 0
  /// Cells that were stored as withheld.
  public var suppressed = 0
  /// What was wrong with the rejected rows; a row may have several problems.
  public var rejects: [ImportJournal.Reject] = []
  /// The batches that brought in the same file before.
  public var earlier: [Int64] = []

  /// Where one column of the file goes.
  public struct ColumnUse: Hashable, Sendable {
    /// The column's name in the header.
    public var from: String
    /// The column of the table, or of the firm; nil where it is left.
    public var to: String?
    /// The type or the table that it is read as; empty where it is left.
    public var type: String
    /// The first cell that holds something.
    public var example: String
    /// Why it goes there.
    public var why: String
  }

  /// How often each code occurs among the problems, most often first.
  public var problems: [(code: String, count: Int)] {
    Dictionary(grouping: rejects, by: \.code).map { ($0.key, $0.value.count) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }
}
