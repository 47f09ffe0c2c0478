import Foundation
import Statistics
import Testing

/// The table of indices, peers and agreement, which `scripts/agreement` prints.
@Suite struct AgreementTests {
  @Test func `every index is listed, with what was compared`() throws {
    guard PeerCase.folder != nil else { return }
    let table = try Agreement.all()
    #expect(table.map { $0.index.name } == IndexCatalog.all.map { $0.name })
    #expect(
      table.allSatisfy {
        $0.line.split(separator: "\t", omittingEmptySubsequences: false).count == 12
      })
    let gini = try #require(table.first { $0.index.name == "gini" })
    #expect(gini.peers.contains("REAT gini") && gini.cases >= 8 && gini.values >= gini.cases)
    #expect((gini.exact.difference ?? 1) < 1e-12 && gini.exact.tolerance < 1e-5)
    let entropy = try #require(table.first { $0.index.name == "entropy" })
    #expect((entropy.rounded.difference ?? 0) > 1e-6 && entropy.rounded.tolerance > 1e-5)
    #expect(gini.avoided == ["REAT-gini-weighted-order"])
    let files = try coveredCases.keys.map { try PeerCase.function(of: $0) }
    #expect(Set(table.flatMap { $0.peers }) == Set(files))
    if let path = ProcessInfo.processInfo.environment["AGREEMENT_FILE"] {
      let lines = [Agreement.columns] + table.map { $0.line }
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
    }
  }

  @Test func `what was written lists every index, and the README every family`() throws {
    let root = #filePath.components(separatedBy: "/Tests/")[0]
    func table(_ file: String) throws -> [Substring] {
      let text = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
      let parts = text.components(separatedBy: "<!-- agreement -->\n")
      let inside = try #require(parts.count == 2 ? parts.last : nil, "\(file) lacks the mark")
      #expect(inside.contains("<!-- /agreement -->\n"))
      return inside.components(separatedBy: "<!-- /agreement -->")[0].split(separator: "\n")
    }
    let indices = try table("AGREEMENT.md")
    for index in IndexCatalog.all {
      #expect(indices.count { $0.hasPrefix("| \(index.title) |") } == 1, "\(index.title)")
    }
    let families = try table("README.md")
    for family in IndexCatalog.Family.allCases {
      #expect(families.count { $0.hasPrefix("| \(family.rawValue) |") } == 1, "\(family)")
    }
  }

  @Test(arguments: [
    (0, "0"), (2.22e-16, "2.2e-16"), (1e-12, "1e-12"), (0.00051, "5.1e-4"), (0.5, "5e-1"),
    (9.99e-9, "1e-8"), (1, "1"), (37, "3.7e1"),
  ])
  func `differences are written with two digits`(number: Double, text: String) {
    #expect(Agreement.text(number) == text)
  }
}
