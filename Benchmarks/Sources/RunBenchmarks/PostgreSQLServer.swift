import Foundation

/// A PostgreSQL of its own in a temporary folder, reached by a socket there.
///
/// It does not wait for the disk, so that it loads as fast as it can.
struct PostgreSQLServer {
  static let version = 15

  private let folder: String
  private let process = Process()
  private static let programs = "/usr/lib/postgresql/\(version)/bin"

  /// Starts it; nil where PostgreSQL of that version is not installed.
  init?() throws {
    let files = FileManager.default
    guard files.isExecutableFile(atPath: "\(Self.programs)/initdb"),
      (try? ChildProcess.find("psql")) != nil
    else { return nil }
    // The path of a socket has at most 107 bytes.
    folder = files.temporaryDirectory.path() + "agglom-\(UUID().uuidString.prefix(8))"
    try files.createDirectory(atPath: folder, withIntermediateDirectories: false)
    do {
      if getuid() == 0 {
        try files.setAttributes([.ownerAccountName: "postgres"], ofItemAtPath: folder)
      }
      try ChildProcess.run(
        Self.command(
          "initdb", "-D", "\(folder)/data", "-U", "postgres", "-A", "trust", "-E", "UTF8",
          "--no-locale", "-N"))
      let command = try Self.command(
        "postgres", "-D", "\(folder)/data", "-k", folder, "-c", "listen_addresses=", "-c",
        "fsync=off")
      process.executableURL = URL(filePath: command[0])
      process.arguments = Array(command.dropFirst())
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      try waitUntilReady()
    } catch {
      stop()
      throw error
    }
  }

  /// Ends it; nothing of it stays.
  func stop() {
    if process.isRunning {
      // PostgreSQL takes this as the wish to end without waiting for clients.
      process.interrupt()
      process.waitUntilExit()
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Makes an empty database in place of the last, and gives the options by which `psql` reaches it.
  func newDatabase() throws -> [String] {
    let name = "benchmark"
    let server = options(of: "postgres")
    try query(
      "SET client_min_messages = warning", "DROP DATABASE IF EXISTS \(name)", options: server)
    try query("CREATE DATABASE \(name)", options: server)
    return options(of: name)
  }

  /// What statements answer, without the line's end.
  @discardableResult
  func query(_ statements: String..., options: [String]) throws -> String {
    try ChildProcess.run(
      [ChildProcess.find("psql"), "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1"] + options
        + statements.flatMap { ["-c", $0] }
    ).trimmingCharacters(in: .newlines)
  }

  private func options(of database: String) -> [String] {
    ["-h", folder, "-U", "postgres", "-d", database]
  }

  /// Waits up to ten seconds until it answers.
  private func waitUntilReady() throws {
    for _ in 0..<100 {
      if (try? query("SELECT 1", options: options(of: "postgres"))) != nil { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
    throw BenchmarkFailure("PostgreSQL \(Self.version) did not start in \(folder).")
  }

  /// A program of PostgreSQL, run as a user that it runs for, which root is not.
  private static func command(
    _ program: String, _ arguments: String...
  ) throws(BenchmarkFailure) -> [String] {
    let command = ["\(programs)/\(program)"] + arguments
    guard getuid() == 0 else { return command }
    return [
      try ChildProcess.find("setpriv"), "--reuid=postgres", "--regid=postgres", "--clear-groups",
    ] + command
  }
}
