import ArgumentParser
import ClusterStore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where the program begins.
@main
enum Main {
  /// Runs the command that the arguments name and leaves with its exit status.
  static func main() async {
    // A reader that goes away shows as a failed write, which ends the program quietly.
    signal(SIGPIPE, SIG_IGN)
    // So does a file that may not grow: it ends a command with its message, and is rolled back.
    signal(SIGXFSZ, SIG_IGN)
    EndingSignals.handle()
    Store.prepareProcess()
    LockWait.limit(to: .seconds(600)) {
      StandardStream.error.write(
        "Another program is using the database; waiting for it (Ctrl-C ends that).\n")
    }
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let topic = HelpTopic.named(by: arguments) {
      StandardStream.output.write(topic.text)
      exit(ExitStatus.done.rawValue)
    }
    do {
      if let request = QueryRequest(arguments) {
        try request.run(on: NamedDatabase(database: request.database), to: UsualOutput())
        return
      }
      var command = try parse(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      ExitStatus.leave(with: error)
    }
  }

  /// The command that the arguments name.
  ///
  /// - Throws: The parser's refusal, or a better one where a command is misspelt.
  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    do { return try Agglom.parseAsRoot(arguments) } catch {
      if Agglom.exitCode(for: error) != .success { try CommandName.check(arguments) }
      throw error
    }
  }
}

/// A help page that belongs to no command.
enum HelpTopic: String, CaseIterable {
  /// The exit statuses.
  case exitCodes = "exit-codes"

  /// The page that `agglom help TOPIC` asks for; nil where the arguments ask for something else.
  static func named(by arguments: [String]) -> HelpTopic? {
    guard arguments.count == 2, arguments[0] == "help" else { return nil }
    return HelpTopic(rawValue: arguments[1])
  }

  /// The page.
  var text: String {
    switch self {
    case .exitCodes: ExitStatus.help
    }
  }
}

/// Tells a misspelt command, which the parser takes for a stray argument.
enum CommandName {
  /// Refuses a first word, or a second one of a command with parts, that names no command.
  static func check(_ arguments: [String]) throws {
    var command: any ParsableCommand.Type = Agglom.self
    for word in arguments {
      let parts = command.configuration.subcommands
      guard !parts.isEmpty, !word.hasPrefix("-") else { return }
      if let next = parts.first(where: { $0.names.contains(word) }) {
        command = next
        continue
      }
      if command == Agglom.self, word == "help" { return }
      // The word may be an argument of the part that is meant where none is named.
      if command.configuration.defaultSubcommand != nil { return }
      var names: [String] = []
      for part in parts { names += part.names }
      throw ValidationError(refusal(of: word, path: command._commandName, names: names))
    }
  }

  private static func refusal(of word: String, path: String, names: [String]) -> String {
    let name = path == "agglom" ? "agglom" : "agglom \(path)"
    let nearest = NearestNames.of(word, in: names, limit: 2)
    let suggestion =
      nearest.isEmpty ? "" : " Did you mean \(nearest.map { "'\($0)'" }.joined(separator: " or "))?"
    return "there is no command '\(name) \(word)'.\(suggestion) '\(name) --help' lists all."
  }
}

extension ParsableCommand {
  /// What the command is called, with its other names.
  fileprivate static var names: [String] { [_commandName] + configuration.aliases }
}
