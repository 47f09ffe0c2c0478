public import SQLite

/// What can go wrong between the program and its database file.
public enum StoreError: Error, Hashable, Sendable {
  /// There is no file at the path.
  case missing(path: String)
  /// There is a file at the path already.
  case exists(path: String)
  /// SQLite's files of a database that is gone lie where one is to be made.
  case companions(path: String, files: [String])
  /// The file is a database of something else, or no database.
  case foreign(path: String, reason: String)
  /// The file's schema is older than the program's.
  case outdated(path: String, version: Int, current: Int)
  /// The file's schema is newer than the program's.
  case newer(path: String, version: Int, current: Int)
  /// A migration that the file records is not what the program carries under that name.
  case changedMigration(path: String, name: String)
  /// A row of that key is there already.
  case duplicate(table: String, key: String)
  /// There is no row of that key.
  case notFound(table: String, key: String)
  /// A row points at one that is not there.
  case danglingReference(table: String, key: String)
  /// Other rows point at the row that would go; the tables they stand in.
  case referenced(table: String, key: String, by: [String])
  /// A value breaks a rule of the schema.
  case invalid(table: String, key: String, reason: String)
  /// Anything else that SQLite refused.
  case database(SQLiteError)
}

extension StoreError: CustomStringConvertible {
  /// What happened, where, and what to do about it.
  public var description: String {
    switch self {
    case .missing(let path):
      "\(path): there is no such database. Run 'agglom init --db \(path)' to make it."
    case .exists(let path):
      "\(path): already exists. Name another file with --db, or remove it first."
    case .companions(let path, let files): Self.companionsText(path, files)
    case .foreign(let path, let reason):
      "\(path): not an agglom database (\(reason)). Name another file with --db."
    case .outdated(let path, let version, let current):
      """
      \(path): has schema \(version), this program needs \(current). Run 'agglom migrate --db \
      \(path)'; it writes a backup beside the file first.
      """
    case .newer(let path, let version, let current):
      """
      \(path): has schema \(version), newer than this program's \(current). Use a newer agglom.
      """
    case .changedMigration(let path, let name):
      """
      \(path): was made with another text of migration '\(name)' than this program carries. Use the \
      agglom that made it, export with 'agglom export sql', and load that here.
      """
    case .duplicate(let table, let key): "\(table) '\(key)' is there already."
    case .notFound(let table, let key):
      "there is no \(table == "import_batch" ? "import" : table) '\(key)'. "
        + (table == "import_batch"
          ? "'agglom imports list' tells them." : "'agglom find' searches by name.")
    case .danglingReference(let table, let key):
      "\(table) '\(key)' refers to a row that is not there."
    case .referenced(let table, let key, let by):
      "\(table) '\(key)' must stay as it is: rows of \(by.joined(separator: ", ")) refer to it."
    case .invalid(let table, let key, let reason): "\(table) '\(key)': \(reason)."
    case .database(let error): error.description
    }
  }

  /// What to do about files that SQLite would apply to a new database at `path`.
  static func companionsText(_ path: String, _ files: [String]) -> String {
    let names = files.joined(separator: ", ")
    let (verb, pronoun) = files.count == 1 ? ("was", "it") : ("were", "them")
    return """
      \(path): \(names) \(verb) left by another database and would be applied to the new one. If you \
      still need that database, move \(pronoun) back beside it; otherwise delete \(pronoun).
      """
  }
}
