import ArgumentParser
import ClusterStore

/// `agglom check`: looks for damage and for rows that break a rule of the domain.
///
/// - Output: one row for each rule, with how often it is broken and the first cases.
/// - Exit status: 0 where every rule holds, else 1.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Look for damage and for rows that break a rule.",
    discussion: """
      Checks the file's integrity, every foreign key, and the rules of the domain that SQL \
      constraints do not hold: keys of subjects, the codebook, the index of names, the import \
      journal, flags of figures, and the trees of zones and industries.
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var findings: [StoreCheck.Finding] = []
    try StoreCheck(store.openForCheck()).run { findings.append($0) }
    if output.isReadByPeople {
      try output.write(text: findings.map(Self.lines).joined())
    } else {
      try output.write(StoreCheck.rows(findings))
    }
    let broken = findings.count { !$0.holds }
    guard broken == 0 else {
      StandardStream.error.write(
        "\(store.path): \(broken) of \(findings.count) rules broken.\n")
      throw ExitStatus.failed
    }
    StandardStream.error.write("\(store.path): sound; \(findings.count) rules hold.\n")
  }

  /// One line for a rule, and one for each case that breaks it.
  static func lines(_ finding: StoreCheck.Finding) -> String {
    let head = finding.holds ? "ok      " : "BROKEN  "
    var text = "\(head)\(finding.rule): \(finding.meaning)\n"
    guard !finding.holds else { return text }
    for example in finding.examples { text += "          \(example)\n" }
    if finding.count > finding.examples.count {
      text += "          and \(finding.count - finding.examples.count) more\n"
    }
    return text
  }
}
