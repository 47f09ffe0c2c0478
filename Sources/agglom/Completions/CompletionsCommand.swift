import ArgumentParser

/// `agglom completions`: what makes a shell complete agglom's commands and options.
///
/// - Output: a script for the shell.
/// - Exit status: 0; 64 for another shell.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Print a completion script for a shell.",
    discussion: """
      Put the script where the shell looks for it:
        agglom completions bash > ~/.local/share/bash-completion/completions/agglom
        agglom completions zsh > ~/.zfunc/_agglom
        agglom completions fish > ~/.config/fish/completions/agglom.fish
      """)

  @Argument(help: "The shell: bash, zsh or fish.")
  var shell: Shell

  func run() throws {
    StandardStream.output.write(Agglom.completionScript(for: shell.parsed) + "\n")
  }

  /// A shell that can complete.
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    var parsed: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }
}
