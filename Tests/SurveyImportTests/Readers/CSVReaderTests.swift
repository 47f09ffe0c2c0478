import Foundation
import SampleStore
import Statistics
import Testing

@testable import SurveyImport

struct CSVReaderTests {
  /// The records of `text`, read `chunk` bytes at a time.
  private func records(
    _ text: String, chunk: Int = .max, delimiter: Character = ","
  ) throws -> [[String]] {
    try records(Array(text.utf8), chunk: chunk, delimiter: delimiter).map(\.cells)
  }

  private func records(
    _ bytes: [UInt8], chunk: Int = .max, delimiter: Character = ","
  ) throws -> [(line: Int, cells: [String], original: String, isBroken: Bool)] {
    var reader = CSVReader(
      InputFile(name: "test.csv", bytes: bytes, chunk: chunk),
      dialect: .init(delimiter: delimiter.asciiValue ?? 44))
    let block = RecordBlock(capacity: 16)
    var all: [(line: Int, cells: [String], original: String, isBroken: Bool)] = []
    while try reader.fill(block) {
      all += block.records.map { record in
        (
          record.line, block.fields[record.fields].map { block.text($0) },
          block.original(record), record.isBroken
        )
      }
    }
    return all
  }

  @Test(arguments: [1, 2, 3, 7, Int.max])
  func `quotes, embedded line ends and every kind of line end are read at any chunk size`(
    chunk: Int
  ) throws {
    let text = "a,b\r\n1,\"x\ny\"\r\"say \"\"hi\"\"\",\n,\"\"\n\"\"\"\",z"
    #expect(
      try records(text, chunk: chunk) == [
        ["a", "b"], ["1", "x\ny"], ["say \"hi\"", ""], ["", ""], ["\"", "z"],
      ])
  }

  @Test(arguments: [1, 5, Int.max])
  func `lines are counted through quoted line ends`(chunk: Int) throws {
    let lines = try records(Array("a\n\"1\n2\n3\"\nb\r\nc\rd".utf8), chunk: chunk).map(\.line)
    #expect(lines == [1, 2, 5, 6, 7])
  }

  @Test(arguments: [1, 2, Int.max])
  func `a byte order mark is passed over`(chunk: Int) throws {
    #expect(try records("\u{FEFF}a,b\n1,2\n", chunk: chunk) == [["a", "b"], ["1", "2"]])
  }

  @Test func `a NUL inside a cell stays`() throws {
    #expect(try records("a\u{0}b,c\n") == [["a\u{0}b", "c"]])
  }

  @Test func `text behind a closing quote marks the record, and it alone`() throws {
    let marks = try records(Array("a,b\n\"1\"x,2\n\"3\",4\n".utf8)).map(\.isBroken)
    #expect(marks == [false, true, false])
  }

  @Test func `a quote inside an unquoted cell is text`() throws {
    #expect(try records("5\" pipe,b\n") == [["5\" pipe", "b"]])
  }

  @Test func `the original of a record is what stands in the file`() throws {
    let records = try records(Array("a,b\r\n\"x \"\"y\"\"\", 2\r\n".utf8))
    #expect(records[1].original == "\"x \"\"y\"\"\", 2")
  }

  @Test(arguments: 0..<200)
  func `what a careful writer writes is read back, at any chunk size`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let alphabet = ["a", "业", "\"", ",", "\n", "\r\n", " ", "\t", "é", "\u{0}", "1"]
    let rows = (0..<Int.random(in: 1...12, using: &random)).map { _ in
      (0..<3).map { _ in
        (0..<Int.random(in: 0...6, using: &random))
          .map { _ in alphabet.randomElement(using: &random) ?? "" }.joined()
      }
    }
    let text = rows.map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
    }.joined(separator: "\n")
    let chunk = Int.random(in: 1...40, using: &random)
    #expect(try records(text, chunk: chunk) == rows)
  }

  @Test func `csv-spectrum reads right`() throws {
    guard let folder = SampleStore.shared("suites/csv-spectrum") else { return }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/csvs").sorted()
    #expect(names.count == 12)
    for name in names {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/csvs/" + name)))
      let stem = name.replacing(".csv", with: "")
      let json = try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: folder + "/json/\(stem).json")))
      let expected = try #require(
        json as? [[String: String]] ?? (json as? [String: String]).map { [$0] })
      let read = try records(bytes, chunk: 5).map(\.cells)
      let header = try #require(read.first)
      let rows = read.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
      // The suite's own pair of this name has another phone number in each of its two files.
      if stem == "location_coordinates" {
        let column = "Location Coordinates"
        #expect(rows.map { $0[column] } == expected.map { $0[column] })
      } else {
        #expect(rows == expected, "\(name)")
      }
    }
  }

  @Test func `the files of rust-csv read without loss`() throws {
    guard let folder = SampleStore.shared("suites/rust-csv-data/examples") else { return }
    let expectations = ["smallpop.csv": 11, "uspop.csv": 101]
    for (name, expected) in expectations
    where FileManager.default.fileExists(atPath: "\(folder)/data/\(name)") {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/data/\(name)")))
      #expect(try records(bytes, chunk: 64).count == expected, "\(name)")
    }
  }
}
