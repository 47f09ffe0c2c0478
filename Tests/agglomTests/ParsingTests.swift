import ArgumentParser
import Testing

@testable import agglom

@Suite struct ParsingTests {
  @Test(
    arguments: [
      (["query"], "there is no statement"),
      (["query", "SELECT 1", "--list"], "only one of"),
      (["query", "SELECT 1", "--param", "x"], "'x' is not name=value"),
      (["query", "SELECT 1", "--timeout", "-1"], "--timeout"),
      (["query", "SELECT 1", "--max-rows", "-1"], "--max-rows"),
      (["query", "SELECT 1", "--format", "xml"], "xml"),
      (["find", "x", "--limit", "0"], "--limit"),
      (["list", "clusters", "--limit", "0"], "--limit"),
      (["show", "a", "b", "c"], "quote names"),
      (["show"], "key"),
      (["export", "csv"], "nothing to export"),
      (["export", "csv", "zone", "--saved", "1"], "only one of"),
      (["export", "csv", "zone", "--param", "x=1"], "no parameters"),
      (["completions", "tcsh"], "tcsh"),
    ])
  func `what is written wrongly is refused with the reason`(
    arguments: [String], reason: String
  ) throws {
    let error = try #require(throws: (any Error).self) { try Agglom.parseAsRoot(arguments) }
    #expect(Agglom.exitCode(for: error) == .validationFailure)
    #expect(Agglom.fullMessage(for: error).contains(reason))
  }

  @Test(
    arguments: [
      (["lst"], "'list'"), (["exprot", "csv"], "'export'"), (["export", "jsn"], "'json'"),
    ])
  func `a misspelt command is told with what comes near`(
    arguments: [String], suggestion: String
  ) throws {
    let error = try #require(throws: ValidationError.self) { try CommandName.check(arguments) }
    #expect(error.message.contains("Did you mean \(suggestion)"))
  }

  @Test(arguments: [["list", "lst"], ["help", "x"], ["--help"], [], ["export", "csv", "zone"]])
  func `other words are left to the parser`(arguments: [String]) throws {
    try CommandName.check(arguments)
  }

  @Test(
    arguments: [
      ["query"], ["query", ""], ["query", "--list"], ["query", "-"], ["list", "clusters"],
      ["query", "SELECT 1", "--db"], ["query", "SELECT 1", "--db", "--list"],
      ["query", "SELECT 1", "--format", "json"],
    ])
  func `only a bare statement is asked without the parser`(arguments: [String]) {
    #expect(QueryRequest(arguments).map(\.timeout) == nil)
  }

  @Test func `a bare statement is asked as the parser would`() throws {
    let parsed = try #require(try Agglom.parseAsRoot(["query", "SELECT 1"]) as? QueryCommand)
    let request = try #require(QueryRequest(["query", "SELECT 1", "--db", "x.db"]))
    #expect(request.database == "x.db")
    #expect(request.timeout == parsed.timeout)
    #expect(request.maxRows == parsed.maxRows)
    guard case .statement("SELECT 1") = request.question else {
      Issue.record("not the statement: \(request.question)")
      return
    }
  }

  @Test func `a size is read at a glance`() {
    #expect("\(ByteCount(999))" == "999 bytes")
    #expect("\(ByteCount(1_500))" == "1.5 kB")
    #expect("\(ByteCount(5_300_000))" == "5.3 MB")
    #expect("\(ByteCount(7_250_000_000))" == "7.3 GB")
  }

  @Test func `lines break at spaces and between Chinese characters`() {
    #expect(WrappedText(width: 8).lines("one two three") == ["one two", "three"])
    #expect(WrappedText(width: 8).lines("产业集群，可持续") == ["产业集", "群，可持", "续"])
    #expect(WrappedText(width: 8).lines("产业集群; x") == ["产业集", "群; x"])
    #expect(WrappedText(width: 8).lines("(产业集群)") == ["(产业集", "群)"])
    #expect(WrappedText(width: 4).lines("indivisible") == ["indivisible"])
    #expect(WrappedText(width: 4).lines("") == [""])
    #expect(WrappedText(width: 9).lines("a\nb") == ["a", "b"])
  }
}
