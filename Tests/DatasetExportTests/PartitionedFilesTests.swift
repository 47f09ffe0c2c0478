import Foundation
import Testing

@testable import DatasetExport

@Suite struct PartitionedFilesTests {
  private func written(
    _ rows: [(year: Int64, text: String)], by column: String?, limit: Int = 1 << 20
  ) throws -> [String: String] {
    let scratch = try ScratchFolder()
    let path = scratch.file("out")
    try OutputFolder.write(to: path) { folder in
      var files = PartitionedFiles(in: folder, at: "data/t", by: column, limit: limit)
      for row in rows {
        let sink = try files.sink(for: row.year)
        sink.buffer.append(row.text)
        try sink.flush()
      }
      try files.commit()
    }
    var texts: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path)
    where name.hasSuffix(".csv") {
      texts[name] = try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }
    return texts
  }

  @Test func `rows of a year lie in its folder`() throws {
    let texts = try written([(2019, "a\n"), (2021, "b\n"), (2019, "c\n")], by: "year")
    #expect(
      texts == [
        "data/t/year=2019/part-00000.csv": "a\nc\n", "data/t/year=2021/part-00000.csv": "b\n",
      ])
  }

  @Test func `rows without years lie together`() throws {
    #expect(try written([(0, "a\n"), (0, "b\n")], by: nil) == ["data/t/part-00000.csv": "a\nb\n"])
  }

  @Test func `a file that has grown large is followed by another`() throws {
    let texts = try written(
      [(2019, "one\n"), (2020, "x\n"), (2019, "two\n"), (2019, "three\n")], by: "year", limit: 4)
    #expect(
      texts == [
        "data/t/year=2019/part-00000.csv": "one\n", "data/t/year=2019/part-00001.csv": "two\n",
        "data/t/year=2019/part-00002.csv": "three\n", "data/t/year=2020/part-00000.csv": "x\n",
      ])
  }

  @Test func `more years than a process may open files for lie in a file or more each`() throws {
    let rows = (0..<2).flatMap { turn in
      (1800..<2050).map { (year: Int64($0), text: "\(turn)\n") }
    }
    let texts = try written(rows, by: "year")
    var joined: [String: String] = [:]
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      joined[String(name.prefix(16)), default: ""] += text
    }
    #expect(joined.count == 250)
    #expect(joined.values.allSatisfy { $0 == "0\n1\n" })
  }

  @Test func `a table without rows has a file without lines`() throws {
    #expect(try written([], by: "year") == ["data/t/part-00000.csv": ""])
  }
}
