/// What becomes of a row of the file that is there already: one with its key or, in a table without
/// keys, with the same values in the columns that tell rows apart.
///
/// A row that has nothing to change is unchanged under every policy but `fail`.
public enum ConflictPolicy: String, CaseIterable, Codable, Hashable, Sendable {
  /// The row of the file is rejected.
  case fail
  /// The row that is there stays.
  case skip
  /// The row that is there takes the values of the file; cells that are empty leave what is there, and
  /// suppressed ones do not.
  case update
  /// The same, where the file was modified after the one that the row last came from; otherwise the
  /// row stays. A row that no import brought stays too, since nothing tells how old it is.
  case newest
}
