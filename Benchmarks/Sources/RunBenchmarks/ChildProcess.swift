import Foundation

/// A program that is run to its end.
enum ChildProcess {
  /// Runs a command and gives what it wrote to standard output.
  ///
  /// - Throws: ``BenchmarkFailure`` with what it wrote where it ends with another status than 0.
  @discardableResult static func run(_ command: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw BenchmarkFailure(
        "This ended with status \(process.terminationStatus):\n"
          + command.joined(separator: " ") + "\n\(output)")
    }
    return output
  }

  /// Where a program stands on the PATH.
  static func find(_ name: String) throws(BenchmarkFailure) -> String {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") {
      return "\(folder)/\(name)"
    }
    throw BenchmarkFailure(
      "'\(name)' is needed and is not on the PATH; scripts/install-requirements installs it.")
  }
}
