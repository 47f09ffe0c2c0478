import SampleStore
import Testing

@testable import SurveyImport

struct FilePatternTests {
  private func files(_ names: [String], _ arguments: [String]) throws -> FilePattern.Files {
    try SampleStore.withFolder { folder in
      for name in names { try SampleStore.write("x", to: "\(folder)/\(name)") }
      let found = try FilePattern.files(arguments.map { $0 == "-" ? $0 : "\(folder)/\($0)" })
      func short(_ paths: [String]) -> [String] {
        paths.map { $0 == "-" ? $0 : String($0.dropFirst(folder.count + 1)) }
      }
      return .init(paths: short(found.paths), left: short(found.left))
    }
  }

  @Test func `arguments keep their order, and a pattern stands for its files by name`() throws {
    let names = ["b.csv", "a10.csv", "a2.csv", "年.csv", "z.txt"]
    #expect(
      try files(names, ["z.txt", "*.csv", "-", "b.csv"]).paths
        == ["z.txt", "a10.csv", "a2.csv", "b.csv", "年.csv", "-", "b.csv"])
    #expect(try files(names, ["a[0-9].csv", "?.csv"]).paths == ["a2.csv", "b.csv", "年.csv"])
  }

  @Test func `a name that is there is no pattern`() throws {
    #expect(try files(["a[1].csv", "a1.csv"], ["a[1].csv"]).paths == ["a[1].csv"])
    #expect(try files([], ["none.csv"]).paths == ["none.csv"])
  }

  @Test func `a pattern that nothing matches is refused`() throws {
    let error = #expect(throws: ImportError.self) { try files(["a.csv"], ["*.tsv"]) }
    #expect("\(error as Any)".contains("no file matches it"))
    #expect(throws: ImportError.self) {
      try files(["a.csv.rejects.csv", "a.csv.rejects-2.csv"], ["*.csv"])
    }
  }

  @Test func `files of rejected rows are left unless they are asked for`() throws {
    let names = ["a.csv", "a.csv.rejects.csv", "a.csv.rejects-2.csv", "b.rejects-x.csv"]
    let found = try files(names, ["*.csv"])
    #expect(found.paths == ["a.csv", "b.rejects-x.csv"])
    #expect(found.left == ["a.csv.rejects-2.csv", "a.csv.rejects.csv"])
    #expect(try files(names, ["*.rejects*.csv"]).paths.count == 3)
  }
}
