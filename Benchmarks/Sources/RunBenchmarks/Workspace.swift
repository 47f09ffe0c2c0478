import Foundation

/// The programs, and a folder for surveys and databases that is removed at the end.
struct Workspace {
  let options: BenchmarkOptions
  let sqlite: String
  /// A database as 'agglom init' makes it.
  let seeded: String
  private let folder: String
  /// The folder with the other programs of this package.
  private let programs: String

  init(_ options: BenchmarkOptions) throws {
    self.options = options
    sqlite = try ChildProcess.find("sqlite3")
    programs = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path()
    for program in [options.agglom, programs + "MakeSurvey", programs + "ImportFloor"]
    where !FileManager.default.isExecutableFile(atPath: program) {
      throw BenchmarkFailure("'\(program)' is not built; run scripts/benchmark.")
    }
    folder = "Benchmarks/.build/work"
    seeded = folder + "/seeded.db"
    remove()
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try ChildProcess.run([options.agglom, "init", "--db", seeded])
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// Runs a command and gives what it took; one that times itself writes that to a file, whose path
  /// it gets as a last argument.
  func measure(_ command: [String], timesItself: Bool = false) throws -> Measurement {
    let result = path("measurement.txt")
    try ChildProcess.run(
      timesItself ? command + [result] : [programs + "MeasureProcess", result] + command)
    guard let measurement = Measurement(try String(contentsOfFile: result, encoding: .utf8)) else {
      throw BenchmarkFailure("'\(result)' does not hold four numbers.")
    }
    return measurement
  }

  /// A survey, which is made when it is first asked for.
  func survey(_ survey: SurveyFile) throws -> String {
    let path = path(survey.fileName)
    if !FileManager.default.fileExists(atPath: path) {
      progress("  making \(survey.fileName)")
      try ChildProcess.run(makeSurvey([String(survey.rows), path] + survey.arguments))
    }
    return path
  }

  func makeSurvey(_ arguments: [String]) -> [String] { [programs + "MakeSurvey"] + arguments }

  /// A command that runs another one with its standard output in a file.
  func writing(_ command: [String], to file: String) -> [String] {
    ["/bin/sh", "-c", "exec \"$@\" > \"$0\"", file] + command
  }

  /// A command that runs another one with a file as its standard input.
  func reading(_ command: [String], from file: String) -> [String] {
    ["/bin/sh", "-c", "exec \"$@\" < \"$0\"", file] + command
  }

  /// Where a file of the folder stands.
  func path(_ name: String) -> String { folder + "/" + name }

  /// A path in the folder, at which nothing is.
  func vacant(_ name: String) -> String {
    let path = path(name)
    for suffix in ["", "-journal", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
    return path
  }

  /// A new copy of the database that 'agglom init' made.
  func freshDatabase(_ name: String) throws -> String {
    let path = vacant(name)
    try FileManager.default.copyItem(atPath: seeded, toPath: path)
    return path
  }

  /// What the `sqlite3` shell answers, without the line's end.
  func query(_ database: String, _ sql: String) throws -> String {
    try ChildProcess.run([sqlite, "-readonly", database, sql])
      .trimmingCharacters(in: .newlines)
  }

  func agglomImport(of survey: String, into database: String) -> [String] {
    [
      options.agglom, "import", survey, "--mapping", "Benchmarks/survey.mapping.json", "--db",
      database,
    ]
  }

  func sqliteImport(of survey: String, into database: String) -> [String] {
    [sqlite, database, ".import --csv \(survey) raw"]
  }

  func floorImport(of survey: String, into database: String) -> [String] {
    [programs + "ImportFloor", database, survey]
  }

  /// Refuses a file of CSV that has another number of lines after its header.
  func requireLines(_ count: Int, in name: String) throws {
    let bytes = try Data(contentsOf: URL(filePath: path(name)))
    let lines = bytes.count { $0 == UInt8(ascii: "\n") } - 1
    guard lines == count else {
      throw BenchmarkFailure("\(path(name)) has \(lines) rows, not \(count).")
    }
  }

  /// What was measured and on what, as a sentence.
  func conditions(of table: ReadmeTable) throws -> String {
    let shell = try ChildProcess.run([sqlite, "-version"]).prefix { $0 != " " }
    var peers = "SQLite \(shell)"
    if table == .statistics, let duckDB = DuckDB(self) {
      peers += try ", DuckDB \(duckDB.version())"
    }
    let subject =
      switch table {
      case .imports: "\(grouped(options.rows)) rows of 17 columns"
      case .exports: "\(grouped(options.rows)) firm-years"
      case .statistics:
        "\(grouped(CellDatabase.rows)) cells of \(grouped(CellDatabase.zones)) zones, "
          + "\(CellDatabase.industries) industries and \(CellDatabase.years) years"
      }
    return "\(subject), \(options.rounds) rounds; \(Machine.description), \(peers)."
  }
}
