/// What recomputing a figure shows.
public enum FigureVerdict: String, Hashable, Sendable, CaseIterable {
  /// What comes out rounds to what is printed, at the digits that are printed.
  case agrees
  /// It does not.
  case differs
  /// What is printed lies within what can be computed, or fits a number that had to be chosen for
  /// it: it is not refuted, and no more.
  case compatible
  /// The documents print no such figure, but theirs lead to it.
  case implied
  /// The arithmetic holds a number that none of the rows has which it names.
  case untraced
  /// The rows hold nothing that it could be computed from.
  case nothing = "nothing to recompute from"
  /// The rows that it should be computed from are wrong.
  case failed = "cannot be computed"
}
