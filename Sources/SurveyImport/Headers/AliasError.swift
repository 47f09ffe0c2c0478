/// Why a name of a column cannot be added or forgotten.
public enum AliasError: Error, Hashable, Sendable {
  /// Nothing of the name is left when its unit and its signs are taken off.
  case empty(alias: String)
  /// The column is one that no file fills.
  case notFilled(table: String, column: String)
  /// The name means another column; whether a user has added it.
  case taken(alias: String, table: String, meaning: String, isAdded: Bool)
  /// No such name was added to the column; those that were.
  case notAdded(alias: String, table: String, column: String, aliases: [String])
}

extension AliasError: CustomStringConvertible {
  /// What happened and what to do about it.
  public var description: String {
    switch self {
    case .empty(let alias):
      "'\(alias)' is no name of a column: it holds nothing beside a unit and signs."
    case .notFilled(let table, let column):
      "no file fills \(table).\(column), so it needs no alias."
    case .taken(let alias, let table, let meaning, let isAdded):
      "'\(alias)' means '\(meaning)' in files for \(table) already"
        + (isAdded
          ? "; forget that with 'agglom aliases remove' first."
          : "; say in a mapping file where the column goes instead.")
    case .notAdded(let alias, let table, let column, let aliases):
      "'\(alias)' was not added to \(table).\(column); "
        + (aliases.isEmpty ? "nothing was." : "\(aliases.joined(separator: ", ")) was.")
    }
  }
}
