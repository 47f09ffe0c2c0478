import Foundation
import SampleStore

/// The built program, run as people run it.
struct Program {
  /// The folder it runs in, which is its own and goes with it.
  var folder: URL { scratch.url }

  private let scratch: Folder

  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "agglom-\(UUID())")
    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(at: url) }
  }

  /// What a run gave.
  struct Result {
    let status: Int32
    let output: String
    let messages: String
  }

  /// Makes a folder with nothing in it.
  init() throws {
    scratch = try Folder()
  }

  /// Runs the program with `arguments`; `input` stands on its standard input.
  func run(_ arguments: String..., input: String = "") throws -> Result {
    try run(arguments, input: input)
  }

  /// Runs the program with `arguments`; `input` stands on its standard input.
  func run(_ arguments: [String], input: String = "") throws -> Result {
    try run(Self.file, arguments, input: input)
  }

  /// Runs a line of the shell, in which `agglom` is the program.
  func shell(_ line: String) throws -> Result {
    try run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", "agglom() { '\(Self.file.path)' \"$@\"; }; \(line)"])
  }

  /// Puts a copy of the seeded database into the folder, as `agglom.db`.
  func addSeededDatabase() throws {
    try? FileManager.default.removeItem(at: database)
    try SampleStore.writeSeeded(to: database.path)
  }

  /// Where the database is.
  var database: URL { folder.appendingPathComponent("agglom.db") }

  private func run(
    _ executable: URL, _ arguments: [String], input: String = ""
  ) throws -> Result {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin"]
    let (standardInput, output, messages) = (Pipe(), Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = messages
    try process.run()
    standardInput.fileHandleForWriting.write(Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let errors = messages.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      messages: String(decoding: errors, as: UTF8.self))
  }

  /// The program that AGGLOM names, as a release build, else the one beside the tests.
  static let file: URL = {
    if let named = ProcessInfo.processInfo.environment["AGGLOM"] {
      return URL(fileURLWithPath: named)
    }
    let tests = URL(fileURLWithPath: CommandLine.arguments[0])
    return tests.deletingLastPathComponent().appendingPathComponent("agglom")
  }()
}
