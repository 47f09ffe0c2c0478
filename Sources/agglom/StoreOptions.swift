import ArgumentParser
import ClusterAnalysis
import ClusterStore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Which database a command works on.
struct StoreOptions: ParsableArguments, DatabaseChoice {
  @Option(
    name: .customLong("db"),
    help: ArgumentHelp(
      "The database file (default: that of AGGLOM_DB, else ./agglom.db).", valueName: "file"),
    completion: .file())
  var database: String?
}

/// The database that a command works on where nothing or no more than a file is said of it.
struct NamedDatabase: DatabaseChoice {
  var database: String?
}

/// What says which database a command works on.
protocol DatabaseChoice {
  /// The file that was named; nil where none was.
  var database: String? { get }
}

extension DatabaseChoice {
  /// The file: the one named, else the one of the environment, else the usual one.
  var path: String {
    if let database { return database }
    let fromEnvironment = unsafe getenv("AGGLOM_DB").map { unsafe String(cString: $0) }
    if let fromEnvironment, !fromEnvironment.isEmpty { return fromEnvironment }
    return "agglom.db"
  }

  /// The database, for reading alone.
  func open() throws -> Store { noted(try Store.open(path: path)) }

  /// The database, for a look at all that it must keep.
  func openForCheck() throws -> Store { noted(try StoreCheck.open(path: path)) }

  /// The database, for reading and writing.
  func openForWriting() throws -> Store {
    LastResort.ruleOut()
    return noted(try Store.openForWriting(path: path))
  }

  /// The database, for statements of unknown origin, which may call the statistics.
  ///
  /// - Parameter offersAtOnce: Whether the functions of statistics are there from the beginning, and
  ///   not only once a statement names what is not there.
  /// - Returns: The guarded database.
  /// - Throws: Where the file cannot be opened, or is no database of the program.
  func openForQueries(offersAtOnce: Bool = true) throws -> QuerySession {
    var session = try QuerySession(path: path)
    if offersAtOnce {
      try SQLStatistics.register(on: session)
    } else {
      let plain = session
      session.offerFunctions = { try SQLStatistics.register(on: plain) }
    }
    _ = noted(session.store)
    return session
  }

  /// Takes note of the database that the command works on: messages name it, and who may not read it
  /// may not read either what is written from it.
  private func noted(_ store: Store) -> Store {
    unsafe DatabaseMessage.database = store.path
    if let permissions = store.permissions {
      let mask = umask(0o077)
      _ = umask(mask | ~mode_t(permissions) & 0o077)
    }
    return store
  }
}
