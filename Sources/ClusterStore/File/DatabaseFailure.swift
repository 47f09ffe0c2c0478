public import SQLite

/// What kind of failure an error of SQLite stands for.
public struct DatabaseFailure: Hashable, Sendable {
  /// The kind.
  public let kind: Kind
  /// SQLite's error.
  public let error: SQLiteError

  /// The kinds of failure that do not depend on what was asked of the database.
  public enum Kind: Hashable, Sendable {
    /// Another program has locked the database.
    case busy
    /// The user, or a time limit, ended the statement.
    case interrupted
    /// There is no room on the disk.
    case full
    /// Reading or writing failed.
    case inputOutput
    /// The file cannot be opened.
    case cannotOpen
    /// The file cannot be written.
    case readOnly
    /// The file is damaged or not a database.
    case damaged
  }

  /// The failure that `error` stands for; nil where it is none of these.
  public init?(_ error: any Error) {
    switch error {
    case let error as SQLiteError: self.error = error
    case StoreError.database(let error): self.error = error
    default: return nil
    }
    switch self.error.code.primary {
    case .busy: kind = .busy
    case .interrupted: kind = .interrupted
    case .full: kind = .full
    case .inputOutput:
      kind = self.error.hasNoRoom ? .full : self.error.isFolder ? .cannotOpen : .inputOutput
    case .cannotOpen: kind = self.error.hasNoRoom ? .full : .cannotOpen
    case .readOnly: kind = .readOnly
    case .notADatabase, .corrupt: kind = .damaged
    default: return nil
    }
  }
}
