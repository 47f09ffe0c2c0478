import ArgumentParser
import Testing

@testable import agglom

@Suite struct HelpTests {
  /// Every command, with the words that lead to it.
  static let commands: [(path: String, type: any ParsableCommand.Type)] = within(
    Agglom.self, path: "agglom")

  private static func within(
    _ command: any ParsableCommand.Type, path: String
  ) -> [(path: String, type: any ParsableCommand.Type)] {
    var commands: [(path: String, type: any ParsableCommand.Type)] = [(path, command)]
    for part in command.configuration.subcommands {
      commands += within(part, path: "\(path)-\(part._commandName)")
    }
    return commands
  }

  @Test(arguments: commands.map(\.path))
  func `help is as recorded`(path: String) throws {
    let command = try #require(Self.commands.first { $0.path == path })
    let text = Agglom.helpMessage(for: command.type, columns: 80)
    try GoldenFile(name: "help-\(path).txt").expect(text + "\n")
  }

  @Test func `exit statuses are as recorded`() throws {
    try GoldenFile(name: "help-exit-codes.txt").expect(ExitStatus.help)
  }

  @Test func `help of a topic is no command's`() {
    #expect(HelpTopic.named(by: ["help", "exit-codes"]) == .exitCodes)
    #expect(HelpTopic.named(by: ["help", "list"]) == nil)
  }
}
