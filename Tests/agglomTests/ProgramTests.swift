import Foundation
import Testing

@testable import agglom

@Suite struct ProgramTests {
  let program: Program

  init() throws {
    program = try Program()
    let made = try program.run("init", "--empty")
    try #require(made.status == 0, "\(made.messages)")
  }

  @Test func `init never touches a file that is there`() throws {
    let again = try program.run("init", "--empty")
    #expect(again.status == 73)
    #expect(again.output.isEmpty)
    #expect(again.messages.contains("agglom.db: already exists"))
  }

  @Test func `a missing database names init and is not made`() throws {
    let result = try program.run("list", "clusters", "--db", "none.db")
    #expect(result.status == 66)
    #expect(result.messages.contains("agglom init --db none.db"))
    #expect(!FileManager.default.fileExists(atPath: program.folder.path + "/none.db"))
  }

  @Test(
    arguments: [
      (["list", "clusters"], 0), (["list", "clusters", "--exit-code"], 3),
      (["find", "x", "--exit-code"], 3), (["show", "nowhere"], 1), (["list", "shoes"], 64),
      (["list", "clusters", "--zone", "nowhere"], 1), (["describe", "shoe"], 64),
      (["query", "SELEC 1"], 1), (["query", "DELETE FROM firm"], 1),
      (["query", "SELECT 1; SELECT 2"], 1),
      (["query", "SELECT :x"], 64), (["query", "--saved", "x"], 64),
      (["query", "--file", "none"], 66),
      (["export", "csv", "shoe"], 64), (["export", "csv", "firm", "-o", "/nowhere/x"], 73),
      (["backup", "/nowhere/x"], 73), (["compare", "agglom.db", "none.db"], 66),
      (["check", "--db", "/etc/passwd"], 65), (["lst"], 64), (["migrate"], 0), (["--version"], 0),
      (["help", "exit-codes"], 0), (["help", "list"], 0), (["completions", "bash"], 0),
    ] as [([String], Int32)])
  func `every ending has its status`(arguments: [String], status: Int32) throws {
    let result = try program.run(arguments)
    #expect(result.status == status, "\(result.messages)")
    // What failed tells why, and not among the results.
    if status != 0, status != 3 { #expect(result.output.isEmpty && !result.messages.isEmpty) }
  }

  @Test func `results are CSV where no terminal is`() throws {
    let result = try program.run("query", "SELECT 1 AS a, 'x,y' AS b")
    #expect(result.output == "a,b\n1,\"x,y\"\n")
    #expect(result.messages.isEmpty)
  }

  @Test(
    arguments: [
      ("json", "[\n{\"a\":1,\"a_2\":null}\n]\n"), ("ndjson", "{\"a\":1,\"a_2\":null}\n"),
      ("tsv", "a\ta\n1\t\n"), ("table", "a  a\n-  -\n1\n"),
      ("markdown", "| a | a |\n| --: | --- |\n| 1 | |\n"),
    ])
  func `a format is taken at its word`(format: String, expected: String) throws {
    let result = try program.run("query", "SELECT 1 AS a, NULL AS a", "--format", format)
    #expect(
      result.output.filter { $0 != " " } == expected.filter { $0 != " " }, "\(result.messages)")
  }

  @Test func `a statement comes from a file or the standard input too`() throws {
    try "SELECT 5 AS five".write(
      toFile: program.folder.path + "/q.sql", atomically: true, encoding: .utf8)
    #expect(try program.run("query", "--file", "q.sql").output == "five\n5\n")
    #expect(try program.run("query", "-", input: "SELECT 5 AS five").output == "five\n5\n")
  }

  @Test func `time and rows can be limited`() throws {
    let endless = "WITH RECURSIVE a (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) SELECT x FROM a"
    let stopped = try program.run("query", "SELECT max(x) FROM (\(endless))", "--timeout", "0.2")
    #expect(stopped.status == 75)
    #expect(stopped.messages.contains("--timeout"))
    let cut = try program.run("query", endless, "--max-rows", "2")
    #expect(cut.output == "x\n1\n2\n")
    #expect(cut.messages.contains("Cut after 2 rows"))
  }

  @Test func `a file is written whole and not replaced unasked`() throws {
    #expect(try program.run("export", "csv", "zone", "-o", "z.csv").status == 0)
    #expect(try program.run("export", "csv", "zone", "-o", "z.csv").status == 73)
    #expect(try program.run("export", "csv", "zone", "-o", "z.csv", "--force").status == 0)
    // Output that fails on the way leaves nothing behind.
    let infinite = try program.run("query", "SELECT 9e999 AS x", "--format", "json", "-o", "x.json")
    #expect(infinite.status == 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: program.folder.path).sorted()
    #expect(names == ["agglom.db", "z.csv"])
  }

  @Test func `a backup and a dump hold the same as the database`() throws {
    #expect(try program.run("backup", "b.db").status == 0)
    let same = try program.run("compare", "agglom.db", "b.db")
    #expect(same.status == 0)
    #expect(same.output.isEmpty)
    #expect(try program.run("optimize", "--db", "b.db").status == 0)
    #expect(try program.run("export", "sql").output.contains("CREATE TABLE cluster"))
  }

  @Test func `describe and check speak to programs too`() throws {
    let tables = try program.run("describe")
    #expect(tables.output.hasPrefix("name,kind,rows,columns,title_en,title_zh\n"))
    let column = try program.run("describe", "cluster.size_band", "--format", "ndjson")
    #expect(column.output.contains("\"values\":\"under-1bn-rmb;1-10bn-rmb;over-10bn-rmb\""))
    // An empty database lacks the codebook, which the check tells.
    let check = try program.run("check", "--format", "table")
    #expect(check.status == 1)
    #expect(check.output.contains("BROKEN  codebook-complete"))
  }

  @Test func `Ctrl-C ends a query with its own status`() throws {
    let process = Process()
    process.executableURL = Program.file
    process.currentDirectoryURL = program.folder
    let endless =
      "WITH RECURSIVE a (x) AS (SELECT 1 UNION ALL SELECT x FROM a) SELECT max(x) FROM a"
    process.arguments = ["query", endless]
    let messages = Pipe()
    process.standardError = messages
    try process.run()
    // Long enough for the program to have begun, also on a busy machine.
    Thread.sleep(forTimeInterval: 2)
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    let text = messages.fileHandleForReading.readDataToEndOfFile()
    #expect(String(decoding: text, as: UTF8.self) == "Interrupted.\n")
  }

  @Test func `a reader that goes away ends the program quietly`() throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.currentDirectoryURL = program.folder
    let many =
      "WITH RECURSIVE a (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a LIMIT 1000000) SELECT x FROM a"
    shell.arguments = [
      "-c", "{ \"$0\" query \"$1\"; echo $? > status; } | head -1", Program.file.path, many,
    ]
    let (output, messages) = (Pipe(), Pipe())
    shell.standardOutput = output
    shell.standardError = messages
    try shell.run()
    shell.waitUntilExit()
    #expect(messages.fileHandleForReading.readDataToEndOfFile().isEmpty)
    let status = try String(contentsOfFile: program.folder.path + "/status", encoding: .utf8)
    #expect(status == "0\n")
  }
}
