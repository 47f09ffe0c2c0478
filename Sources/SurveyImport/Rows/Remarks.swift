/// What is told of cells that went in all the same: how many there are of each column, and the first.
///
/// A row that repeats another one is refused only by the database and counts here.
public struct Remarks: Hashable, Sendable {
  /// The cells of one column.
  public struct Group: Hashable, Sendable {
    /// The file's name of the column.
    public var column: String
    /// How many cells there are.
    public var count: Int
    /// The line that the first one's record begins in.
    public var line: Int
    /// The first one's text.
    public var text: String
    /// What is told of the first one, in a sentence.
    public var reason: String

    /// All of it as one sentence.
    public var sentence: String {
      let cells = count == 1 ? "1 code of" : "\(count) codes of"
      return "\(cells) '\(column)' went to the zones that had them in other years than theirs; "
        + "the first is '\(text.shown())' in line \(line): \(reason)"
    }
  }

  /// A group for each column that there is something to tell of.
  public private(set) var groups: [Group] = []

  /// Begins with nothing.
  public init() {}

  mutating func note(_ remark: ColumnReader.Remark, line: Int) {
    add(
      Group(
        column: remark.label, count: 1, line: line, text: remark.text, reason: remark.reason))
  }

  /// Adds those of a later part of the file.
  mutating func add(_ later: Remarks) {
    for group in later.groups { add(group) }
  }

  private mutating func add(_ group: Group) {
    if let place = groups.firstIndex(where: { $0.column == group.column }) {
      groups[place].count += group.count
    } else {
      groups.append(group)
    }
  }
}
