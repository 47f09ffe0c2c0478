import SQLite

/// What kind of failure an error of SQLite stands for.
public enum DatabaseFailure: Hashable, Sendable {
  /// Another program holds the database.
  case busy
  /// The user ended the statement.
  case interrupted
  /// The disk is full, or reading or writing it failed.
  case inputOutput
  /// The file cannot be opened.
  case cannotOpen
  /// The file cannot be written.
  case cannotWrite
  /// The file is damaged or no database.
  case damaged
  /// Anything else.
  case other

  /// The failure that `error` stands for; nil where it is no error of SQLite.
  public init?(_ error: any Error) {
    let failure: SQLiteError
    switch error {
    case let error as SQLiteError: failure = error
    case StoreError.database(let error): failure = error
    default: return nil
    }
    self =
      switch failure.code.primary {
      case .busy: .busy
      case .interrupted: .interrupted
      case .inputOutput, .full: .inputOutput
      case .cannotOpen: .cannotOpen
      case .readOnly: .cannotWrite
      case .notADatabase, .corrupt: .damaged
      default: .other
      }
  }
}
