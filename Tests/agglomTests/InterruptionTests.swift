import ClusterStore
import Foundation
import SQLite
import SampleStore
import Testing

@testable import agglom

/// A signal, or the time that a query is given, ends whatever the program is at.
@Suite struct InterruptionTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
  }

  /// What a function of SQLite's own searches for hours, within one step of a statement.
  private static let endless = """
    SELECT instr(printf('%.*c', 40000000, 'a'), printf('%.*c', 20000000, 'a') || 'b')
    """

  /// Runs a line of the shell, in which `$AGGLOM` is the program and `input` a pipe without a writer,
  /// with a standard input that says nothing, and sends it `signal` after some seconds.
  private func run(
    _ line: String, _ signal: Int32 = SIGINT, after seconds: Double = 1
  ) throws -> (status: Int32, messages: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "mkfifo input; exec \(line)"]
    process.currentDirectoryURL = program.folder
    process.environment = ["PATH": "/usr/bin:/bin", "AGGLOM": Program.file.path]
    let (silence, messages) = (Pipe(), Pipe())
    process.standardInput = silence
    process.standardOutput = FileHandle.nullDevice
    process.standardError = messages
    try process.run()
    Thread.sleep(forTimeInterval: seconds)
    kill(process.processIdentifier, signal)
    // What does not end is ended here, so that the test fails and does not hang.
    let identifier = process.processIdentifier
    let watchdog = DispatchWorkItem { kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: watchdog)
    let text = messages.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    watchdog.cancel()
    #expect(process.terminationReason == .exit, "\(line) does not end")
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  @Test(arguments: [
    "\"$AGGLOM\" import - --into firm_year", "\"$AGGLOM\" import input --into firm_year",
    "\"$AGGLOM\" query -", "\"$AGGLOM\" query --file input",
    "\"$AGGLOM\" query --timeout 0 \"\(endless)\"",
    "\"$AGGLOM\" query --timeout 0 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT count(*) FROM n'",
    "\"$AGGLOM\" export csv dataset -o input",
  ])
  func `Ctrl-C ends what waits or computes`(line: String) throws {
    let result = try run(line)
    #expect(result.status == 130, "\(line): \(result.messages)")
    #expect(result.messages.hasSuffix("Interrupted.\n"))
  }

  @Test func `Ctrl-C ends an index that simulates`() throws {
    let store = try SampleStore.surveyed()
    try store.connection.run(
      "UPDATE firm SET longitude = 122 + (id * 37 % 100) / 50.0, latitude = 41 + id % 53 / 80.0")
    try FileManager.default.removeItem(at: program.database)
    try store.connection.backup(to: program.database.path)
    let result = try run(
      """
      "$AGGLOM" stats duranton-overman --dataset synthetic-liaoning --years 2022 \
      --industries section --set simulations=100000 --set weights=size
      """,
      after: 3)
    #expect(result.status == 130, "\(result.messages)")
    #expect(result.messages.hasSuffix("Interrupted.\n"))
  }

  @Test func `other signals that ask for an end are honoured likewise`() throws {
    #expect(try run("\"$AGGLOM\" query -", SIGTERM).status == 143)
    #expect(try run("\"$AGGLOM\" query -", SIGHUP).status == 129)
  }

  @Test func `a program that is to outlive its terminal does`() throws {
    // The terminal goes, and a second later the user asks for the end.
    let result = try run(
      """
      sh -c 'exec 3<&0; trap "" HUP; "$AGGLOM" query - <&3 & \
      sleep 1; kill -HUP $!; sleep 1; kill -TERM $!; wait $!'
      """, 0)
    #expect(result.status == 143, "\(result.messages)")
  }

  @Test func `Ctrl-C ends a wait for another program`() throws {
    let other = try Connection(path: program.database.path, mode: .readWrite)
    try other.execute("BEGIN EXCLUSIVE")
    for line in ["query 'SELECT 1'", "backup copy.db", "aliases add firm_year.output 产值一"] {
      let result = try run("\"$AGGLOM\" \(line)", after: 2)
      #expect(result.status == 130, "\(line): \(result.messages)")
      #expect(result.messages.components(separatedBy: "Another program").count == 2)
    }
    try other.execute("COMMIT")
  }

  @Test func `a query gives another program no longer than it has itself`() throws {
    let other = try Connection(path: program.database.path, mode: .readWrite)
    try other.execute("BEGIN EXCLUSIVE")
    let start = ContinuousClock.now
    let result = try program.run("query", "SELECT 1", "--timeout", "2")
    #expect(result.status == 75, "\(result.messages)")
    #expect(ContinuousClock.now - start < .seconds(30))
    try other.execute("COMMIT")
  }

  @Test func `the time of a query is over within one long function too`() throws {
    let result = try program.run("query", "--timeout", "1", Self.endless)
    #expect(result.status == 75)
    #expect(result.messages == "Error: \(QueryError.outOfTime(seconds: 1))\n")
  }

  @Test func `an import that is ended leaves nothing`() throws {
    let before = try Data(contentsOf: program.database)
    let result = try run("\"$AGGLOM\" import - --into dataset", SIGTERM)
    #expect(result.status == 143)
    #expect(try Data(contentsOf: program.database) == before)
    #expect(!FileManager.default.fileExists(atPath: program.database.path + "-journal"))
  }
}
