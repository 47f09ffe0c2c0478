public import ClusterStore
import FoundationEssentials
import SurveyImport
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Databases and folders for tests.
public enum SampleStore {
  /// A database in memory with the schema and no rows.
  public static func empty() throws -> Store { try Store.create() }

  /// A database in memory with the seeds.
  public static func seeded() throws -> Store { try template.copiedToMemory() }

  /// A database in memory with the seeds and the synthetic survey.
  public static func surveyed() throws -> Store {
    let store = try seeded()
    var options = ImportRun.Options(table: nil)
    options.mapping = try Mapping(file: root + "/examples/mappings/synthetic-survey.json")
    _ = try ImportRun(store, options: options)
      .run(path: root + "/examples/synthetic-survey-liaoning.csv")
    return store
  }

  /// Writes a database with the seeds into a new file at `path`.
  public static func writeSeeded(to path: String) throws {
    try FileManager.default.copyItem(atPath: templatePath.get(), toPath: path)
  }

  /// The file that seeded databases are copied from: seeding takes long in a debug build.
  private static var template: Store {
    get throws { try Store.open(path: templatePath.get()) }
  }

  private static let templatePath = Result {
    let path =
      FileManager.default.temporaryDirectory.path
      + "/agglom-template-\(UInt64.random(in: 0 ... .max)).db"
    removeAtExit(path)
    try Seeder(Store.create(path: path), version: "test").seed()
    return path
  }

  /// Removes a file when the tests have ended.
  public static func removeAtExit(_ path: String) {
    leftovers.withLock { $0.append(path) }
    _ = removal
  }

  private static let leftovers = Mutex<[String]>([])

  private static let removal: Void = {
    atexit {
      for path in SampleStore.leftovers.withLock({ $0 }) {
        try? FileManager.default.removeItem(atPath: path)
      }
    }
  }()

  /// The folder of the package.
  public static var root: String {
    #filePath.components(separatedBy: "/Tests/").first ?? "."
  }

  /// A file or folder that stands beside the package on some machines; nil where it does not.
  public static func shared(_ path: String) -> String? {
    let full = root + "/../shared/" + path
    guard FileManager.default.fileExists(atPath: full) else {
      print("skipped: shared/\(path) is not on this machine")
      return nil
    }
    return full
  }

  /// Writes `text` into the file at `path`.
  public static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  /// Runs `body` with a fresh folder that is removed afterwards.
  public static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder =
      FileManager.default.temporaryDirectory.path
      + "/agglom-test-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }
}
