import ClusterStore
import SQLite
import SampleStore
import Testing

@testable import SurveyImport

/// A quote that is never closed costs the line it stands in, and no other.
struct UnclosedQuoteTests {
  private typealias Line = (line: Int, cells: [String], original: String, code: String?)

  private func records(_ bytes: [UInt8], chunk: Int = .max) throws -> [Line] {
    var reader = CSVReader(
      InputFile(name: "test.csv", bytes: bytes, chunk: chunk), dialect: .init())
    let block = RecordBlock(capacity: 16)
    var all: [Line] = []
    while try reader.fill(block) {
      all += block.records.map { record in
        (
          record.line, block.fields[record.fields].map { block.text($0) },
          block.original(record), record.isBroken ? block.problem(of: record).code.rawValue : nil
        )
      }
    }
    return all
  }

  @Test(arguments: [1, 4, Int.max], ["\n", "\r\n", "\r"])
  func `at the end of a file it is told at its line, and the lines after it are rows`(
    chunk: Int, end: String
  ) throws {
    let text = ["a,b", "1,\"2", "3,4", "5,6"].joined(separator: end)
    let read = try records(Array(text.utf8), chunk: chunk)
    #expect(read.map(\.line) == [1, 2, 3, 4])
    #expect(read.map(\.original) == ["a,b", "1,\"2", "3,4", "5,6"])
    #expect(read.map(\.code) == [nil, "unclosed-quote", nil, nil])
    #expect(read[1].cells == ["1", "\"2"])
  }

  @Test(arguments: [1, 4, Int.max])
  func `a record that began lines before counts them`(chunk: Int) throws {
    let read = try records(Array("\"a\nb\",\"c\nd,e\n".utf8), chunk: chunk)
    #expect(read.map(\.line) == [1, 3])
    #expect(read.map(\.original) == ["\"a\nb\",\"c", "d,e"])
  }

  @Test func `the line that is told is the one where the quote opens`() throws {
    var reader = CSVReader(
      InputFile(name: "t", bytes: Array("x\n\"a\nb\",\"c\nd\n".utf8)), dialect: .init())
    let block = RecordBlock(capacity: 16)
    var found: RecordBlock.Record?
    while found == nil, try reader.fill(block) { found = block.records.first { $0.isBroken } }
    let broken = try #require(found)
    #expect(broken.line == 2)
    #expect(
      block.problem(of: broken).reason.hasPrefix(
        "a quote opens in line 3 and is not closed up to the end of the file, through 2 lines"))
  }

  @Test func `a lone quote is a row that is rejected and no blank line`() throws {
    let read = try records(Array("a,b\n\"\n1,2".utf8))
    #expect(read.map(\.cells) == [["a", "b"], ["\""], ["1", "2"]])
    #expect(read[1].code == "unclosed-quote")
  }

  @Test(arguments: [1 << 10, 1 << 16, Int.max])
  func `in a large file it is found within a mebibyte, and nothing else is lost`(
    chunk: Int
  ) throws {
    var bytes = Array("a,b\n1,\"2\n".utf8)
    let row = Array("3,4\n".utf8)
    let rows = 700_000
    for _ in 0..<rows { bytes += row }
    let file = InputFile(name: "test.csv", bytes: bytes, chunk: chunk)
    var reader = CSVReader(file, dialect: .init())
    let block = RecordBlock(capacity: 16)
    var (count, broken, largest) = (0, [Int](), 0)
    var seenAt: Int?
    while try reader.fill(block) {
      count += block.records.count
      largest = max(largest, block.capacity)
      for record in block.records where record.isBroken {
        broken.append(record.line)
        seenAt = file.byteCount
        #expect(
          block.problem(of: record).reason.contains(
            "line 2 and is not closed in the next MiB, through 26214"))
      }
    }
    #expect(count == rows + 2)
    #expect(broken == [2])
    if chunk <= 1 << 16 {
      #expect(try #require(seenAt) < 2 << 20)
      #expect(largest <= 4 << 20)
    }
  }

  @Test func `a field of a mebibyte is whole, and one byte more is not`() throws {
    let field = [UInt8](repeating: UInt8(ascii: "x"), count: CSVReader.longestField - 1)
    let quote = UInt8(ascii: "\"")
    let whole = try records([quote] + field + Array("\",b\nc,d\n".utf8), chunk: 1 << 16)
    #expect(whole.map(\.code) == [nil, nil])
    #expect(whole[0].cells[0].utf8.count == field.count)
    let longer = Array("a,\"\n".utf8) + field + Array("\",b\nc,d\n".utf8)
    let cut = try records(longer, chunk: 1 << 16)
    #expect(
      cut.map(\.code) == [nil, nil, nil].enumerated().map { $0 == 0 ? "unclosed-quote" : $1 })
    #expect(cut.map(\.line) == [1, 2, 3])
  }

  @Test func `a line that has no end either is an error, long before the end of the file`() throws {
    var bytes = Array("a,b\n1,\"2".utf8)
    bytes += [UInt8](repeating: UInt8(ascii: "x"), count: 20_000_000)
    let file = InputFile(name: "test.csv", bytes: bytes, chunk: 1 << 16)
    var reader = CSVReader(file, dialect: .init())
    let block = RecordBlock(capacity: 16)
    let error = #expect(throws: ImportError.self) { while try reader.fill(block) {} }
    #expect(
      error
        == .malformed(
          file: "test.csv", line: 2,
          reason: "a quote opens here, and neither it nor the line ends within 1 MiB"))
    #expect(file.byteCount < 4_000_000)
  }

  @Test func `text behind a closing quote tells how many lines went into the record`() throws {
    var reader = CSVReader(
      InputFile(name: "t", bytes: Array("a,b\n1,\"2\n3,4\n5,\"6\",7\n".utf8)), dialect: .init())
    let block = RecordBlock(capacity: 16)
    #expect(try reader.fill(block))
    let broken = try #require(block.records.last)
    #expect(broken.line == 2 && block.records.count == 2)
    #expect(block.problem(of: broken).reason.contains("takes 3 lines"))
  }

  @Test func `an import rejects its line and takes the others`() throws {
    let store = try SampleStore.seeded()
    try store.connection.run(
      "INSERT INTO dataset (key, name_en, kind) VALUES ('s', 'Survey', 'survey')")
    var options = ImportRun.Options(table: "firm_year")
    options.constants = ["dataset": "s"]
    let report = try ImportRun(store, options: options).run(
      name: "t.csv", text: "firm,firm_name,year\nf1,A,2021\nf2,\"B,2021\nf3,C,2021\n")
    #expect([report.read, report.inserted, report.rejected] == [3, 2, 1])
    #expect(report.rejects.map(\.line) == [3])
    #expect(report.rejects.map(\.code) == ["unclosed-quote"])
    #expect(report.rejects[0].original == "f2,\"B,2021")
    // It is no note below the table either.
    let note = try ImportRun(store, options: options).run(
      name: "t.csv", text: "firm,firm_name,year\nf1,A,2022\n\"注：x\n")
    #expect([note.read, note.rejected, note.footnotes] == [2, 1, 0])
    let header = #expect(throws: ImportError.self) {
      try ImportRun(store, options: options).run(name: "t.csv", text: "firm,\"year\nf1,2021\n")
    }
    #expect(header?.description.hasPrefix("t.csv:1: a quote opens in line 1 ") == true)
  }
}
