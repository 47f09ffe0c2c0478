import ClusterStore
import Foundation
import SQLite
import SampleStore
import Testing

/// A program that is killed leaves a database with all of its work or none.
@Suite(.serialized) struct KillTests {
  /// How many moments of an import are tried.
  static let moments = 50
  /// How many rows it has: enough that the import lasts, few enough for a debug build.
  static let rows = 30_000

  let program: Program

  init() throws { program = try Program() }

  /// A survey of ``rows`` rows: each firm in three years, in places and trades that there are.
  private static func survey() -> String {
    let zones = ["210106", "210102", "210202", "210804", "210882", "210381", "211421", "210404"]
    let industries = ["3421", "3670", "3089", "2511", "3130", "1711", "3731", "0610"]
    var lines = ["firm,firm_name,year,zone,industry,employees,output,revenue,energy"]
    for row in 0..<rows {
      let (firm, year) = (row / 3, 2021 + row % 3)
      // A multiplicative generator spreads the figures; the same ones in every run.
      let figure = (row + 1) * 48_271 % 99_991
      lines.append(
        "kill-\(firm),示例企业\(firm),\(year),\(zones[firm % 8]),\(industries[firm / 8 % 8]),"
          + "\(figure % 900 + 1),\(figure * 100),\(figure * 97),\(figure % 77).5")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let mapping = """
    {
      "table": "firm_year",
      "dataset": {"key": "killed", "name_en": "A survey that is cut short", "kind": "synthetic"},
      "columns": [
        {"from": "firm", "to": "firm"}, {"from": "firm_name", "to": "firm.name_zh"},
        {"from": "year", "to": "year"}, {"from": "zone", "to": "zone"},
        {"from": "industry", "to": "industry"}, {"from": "employees", "to": "employees"},
        {"from": "output", "to": "output"}, {"from": "revenue", "to": "revenue"},
        {"from": "energy", "to": "energy"}
      ]
    }
    """

  /// Starts the program and kills it after `delay` seconds; nil lets it end.
  ///
  /// - Returns: Whether it was killed, and how long it ran.
  private func run(
    _ arguments: [String], killedAfter delay: Double?
  ) throws -> (isKilled: Bool, seconds: Double) {
    let process = Process()
    process.executableURL = Program.file
    process.arguments = arguments
    process.currentDirectoryURL = program.folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let start = ContinuousClock.now
    try process.run()
    if let delay {
      Thread.sleep(forTimeInterval: delay)
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }
    process.waitUntilExit()
    let time = (ContinuousClock.now - start).components
    let seconds = Double(time.seconds) + Double(time.attoseconds) / 1e18
    return (process.terminationReason == .uncaughtSignal, seconds)
  }

  /// What the database has of the import, when it is opened again: each count is all or nothing.
  private func countsAfterOpening() throws -> [Int] {
    // A reader comes first.
    _ = try Store.open(path: program.database.path)
    let store = try Store.open(path: program.database.path, mode: .readWrite)
    try StoreCheck(store).run { finding in
      #expect(finding.holds, "\(finding.rule): \(finding.examples)")
    }
    return try [
      "SELECT count(*) FROM firm_year", "SELECT count(*) FROM firm WHERE key GLOB 'kill-*'",
      "SELECT count(*) FROM dataset WHERE key = 'killed'",
      "SELECT count(*) FROM import_batch WHERE file_name = 'survey.csv'",
      "SELECT sum(last_id - first_id + 1) FROM import_row_range WHERE table_name = 'firm_year'",
      "SELECT count(*) FROM name_index WHERE entity = 'firm'",
    ].map { sql in
      guard case .integer(let count)? = try store.connection.value(sql) else { return 0 }
      return Int(count)
    }
  }

  @Test func `an import that is killed leaves all of the batch or none of it`() throws {
    defer { try? FileManager.default.removeItem(at: program.folder) }
    try SampleStore.write(Self.survey(), to: program.folder.path + "/survey.csv")
    try SampleStore.write(Self.mapping, to: program.folder.path + "/mapping.json")
    let arguments = ["import", "survey.csv", "--mapping", "mapping.json"]
    try program.addSeededDatabase()
    let duration = try run(arguments, killedAfter: nil).seconds
    let all = try countsAfterOpening()
    #expect(all.prefix(5) == [Self.rows, Self.rows / 3, 1, 1, Self.rows])
    try program.addSeededDatabase()
    let none = try countsAfterOpening()
    #expect(none.prefix(5) == [0, 0, 0, 0, 0])
    var (killed, left) = (0, [[Int]: Int]())
    for moment in 0..<Self.moments {
      let delay = duration * (Double(moment) + 0.5) / Double(Self.moments)
      let outcome = try run(arguments, killedAfter: delay)
      let counts = try countsAfterOpening()
      #expect(counts == all || counts == none, "killed after \(delay) s of \(duration) s")
      if !outcome.isKilled { #expect(counts == all) }
      killed += outcome.isKilled ? 1 : 0
      left[counts, default: 0] += 1
      if counts != none { try program.addSeededDatabase() }
    }
    // Most of the moments lie within the import, also where the machine is now faster.
    #expect(killed >= Self.moments / 2, "\(killed) were killed; \(left)")
    #expect(left[none, default: 0] >= Self.moments / 2)
  }

  /// Runs the import after the shell has done `before`, and asks it to end after `delay` seconds.
  private func importAfter(
    _ before: String, interruptedAfter delay: Double?
  ) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.currentDirectoryURL = program.folder
    process.arguments = [
      "-c", "\(before) exec \"$0\" import survey.csv --mapping mapping.json", Program.file.path,
    ]
    let messages = Pipe()
    process.standardError = messages
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    if let delay {
      Thread.sleep(forTimeInterval: delay)
      if process.isRunning { kill(process.processIdentifier, SIGINT) }
    }
    let text = messages.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  @Test func `Ctrl-C and a file that may not grow take an import back and say so`() throws {
    defer { try? FileManager.default.removeItem(at: program.folder) }
    try SampleStore.write(Self.survey(), to: program.folder.path + "/survey.csv")
    try SampleStore.write(Self.mapping, to: program.folder.path + "/mapping.json")
    try program.addSeededDatabase()
    let none = try countsAfterOpening()
    let arguments = ["import", "survey.csv", "--mapping", "mapping.json"]
    let duration = try run(arguments, killedAfter: nil).seconds
    var interrupted = 0
    for part in [0.3, 0.5, 0.7] {
      try program.addSeededDatabase()
      let outcome = try importAfter("", interruptedAfter: duration * part)
      guard outcome.status == 130 else { continue }
      interrupted += 1
      #expect(outcome.text == "Interrupted.\n")
      #expect(try countsAfterOpening() == none)
    }
    #expect(interrupted > 0)
    try program.addSeededDatabase()
    // Seven megabytes: the database is there, its growth is not to be.
    let full = try importAfter("ulimit -f 14000;", interruptedAfter: nil)
    #expect(full.status == 74, "\(full.text)")
    #expect(try countsAfterOpening() == none)
  }

  @Test func `an init that is killed leaves no half a database under the name`() throws {
    defer { try? FileManager.default.removeItem(at: program.folder) }
    let duration = try run(["init"], killedAfter: nil).seconds
    for moment in 0..<8 {
      try? FileManager.default.removeItem(at: program.database)
      let delay = duration * (Double(moment) + 0.5) / 10
      let outcome = try run(["init"], killedAfter: delay)
      // Under its name there is the whole database or nothing.
      guard FileManager.default.fileExists(atPath: program.database.path) else {
        #expect(outcome.isKilled)
        continue
      }
      #expect(try countsAfterOpening().first == 0)
      let seeds = try Store.open(path: program.database.path).connection
      #expect(try seeds.value("SELECT count(*) FROM saved_query") == .integer(42))
    }
    // What a killed one left does not stand in the way of the next.
    try? FileManager.default.removeItem(at: program.database)
    #expect(try program.run("init").status == 0)
    #expect(try program.run("check").status == 0)
  }
}
