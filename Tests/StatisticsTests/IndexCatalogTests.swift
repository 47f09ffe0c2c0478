import Foundation
import Statistics
import Testing

struct IndexCatalogTests {
  static let sources =
    #filePath.components(separatedBy: "/Tests/")[0] + "/Sources/Statistics"

  @Test(arguments: IndexCatalog.Family.allCases)
  func `every index has its file in the folder of its family and its line in the catalogue`(
    family: IndexCatalog.Family
  ) throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: "\(Self.sources)/\(family.rawValue.capitalized)")
    let listed = family.indices.map { "\($0)" }
    #expect(Set(files) == Set(listed.map { "\($0).swift" }))
    #expect(Set(listed).count == listed.count)
  }

  @Test func `a description leaves nothing out and names nothing twice`() {
    for entry in IndexCatalog.all {
      for text in [entry.title, entry.formula, entry.range, entry.unit, entry.convention] {
        #expect(!text.isEmpty && text == text.trimmingCharacters(in: .whitespaces))
      }
      #expect(entry.name.allSatisfy { $0.isLowercase || $0 == "-" }, "\(entry.name)")
      #expect(entry.source.contains(/, (18|19|20)\d\d/), "\(entry.name): \(entry.source)")
    }
    #expect(Set(IndexCatalog.all.map { $0.name }).count == IndexCatalog.all.count)
    #expect(Set(IndexCatalog.all.map { $0.title }).count == IndexCatalog.all.count)
  }

  @Test(arguments: IndexCatalog.Family.allCases)
  func `the comment of an index tells its range, unit and source`(family: IndexCatalog.Family)
    throws
  {
    for index in family.indices {
      let path = "\(Self.sources)/\(family.rawValue.capitalized)/\(index).swift"
      let comment = try String(contentsOfFile: path, encoding: .utf8)
        .components(separatedBy: "public struct")[0]
      #expect(comment.contains("- Source:"), "\(index)")
      guard !["StrongCluster", "ClusterStars"].contains("\(index)") else { continue }
      #expect(comment.contains("- Unit:"), "\(index)")
    }
  }
}
