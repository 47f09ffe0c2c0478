import Foundation
import SQLite
import Testing

/// Two programs at one database.
@Suite struct LockWaitTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
  }

  /// Holds the database in `transaction` for `seconds`, and meanwhile runs the program.
  private func run(
    _ arguments: [String], while transaction: String, seconds: Double
  ) throws -> Program.Result {
    let other = try Connection(path: program.database.path, mode: .readWrite)
    try other.execute(transaction)
    let handed = Handed(connection: other)
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) {
      try? handed.connection.execute("COMMIT")
    }
    return try program.run(arguments)
  }

  /// A connection that one thread after the other works on.
  private struct Handed: @unchecked Sendable { let connection: Connection }

  @Test func `an export waits for a program that writes, says so, and has what it wrote`() throws {
    let result = try run(
      ["export", "csv", "dataset"],
      while: """
        BEGIN EXCLUSIVE;
        INSERT INTO dataset (key, name_en, kind) VALUES ('late', 'Written meanwhile', 'synthetic')
        """, seconds: 2)
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.output.contains("Written meanwhile"))
    #expect(result.messages.contains("Another program is using the database; waiting for it"))
  }

  @Test func `a program that writes waits for one that reads`() throws {
    let result = try run(
      ["aliases", "add", "firm_year.output", "本厂产值"],
      while: "BEGIN; SELECT count(*) FROM firm", seconds: 2)
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages.contains("waiting for it"))
    #expect(try program.run("aliases", "list").output.contains("本厂产值"))
  }

  @Test func `who needs not wait is told nothing`() throws {
    let result = try run(
      ["export", "csv", "dataset"], while: "BEGIN IMMEDIATE", seconds: 0.1)
    #expect(result.status == 0)
    #expect(!result.messages.contains("waiting"))
  }
}
