import ArgumentParser
import Foundation
import SampleStore
import Testing

@testable import SurveyImport
@testable import agglom

/// What the sniffer prints is what the command takes, and it gives the same parse.
@Suite struct SnifferOptionTests {
  /// The options of an import that a shell makes of `text`.
  private func options(_ text: String) throws -> ImportRun.Options {
    let words = try Program().shell("printf '%s\\n' \(text)").output.split(separator: "\n")
    let arguments = ["import", "f.csv", "--into", "firm_year"] + words.map(String.init)
    let command = try #require(try Agglom.parseAsRoot(arguments) as? ImportCommand)
    return try command.options()
  }

  private func records(_ bytes: [UInt8], _ options: ImportRun.Options) throws -> [[String]] {
    var reader = try OpenedFile(
      InputFile(name: "f.csv", bytes: bytes), options: options
    ).reader
    let block = RecordBlock(capacity: 16)
    var records: [[String]] = []
    while try reader.fill(block) {
      records += block.records.map { block.fields[$0.fields].map { block.text($0) } }
    }
    return records
  }

  private func expectSameParse(_ bytes: [UInt8]) throws {
    let finding = try DialectSniffer.finding(bytes, isWhole: true, file: "f.csv")
    let stated = try options(finding.options)
    #expect(stated.delimiter == finding.dialect.delimiter)
    #expect(stated.isHeaderless == !finding.hasHeader)
    #expect((stated.quote ?? .usual) == finding.dialect.quote)
    #expect(try records(bytes, stated) == records(bytes, .init(table: nil)))
    // A headerless file has its columns by place, and none of its records is a header.
    let texts = try records(bytes, stated).map { TextRecord(line: 1, cells: $0) }
    guard !finding.hasHeader, let first = texts.first else { return }
    let head = try HeaderRecognition(
      texts, options: .init(skip: finding.preamble, isHeaderless: stated.isHeaderless)
    ).recognise()
    #expect(head.dataStart == finding.preamble)
    if finding.preamble == 0 { #expect(head.columns.count == first.cells.count) }
  }

  @Test(arguments: [
    "a,b,c\n1,2,3\n4,5,6\n", "a\tb\n1,5\t2\n3\t4\n", "a;b;c\n1,5;2,5;3\n4,5;5,5;6\n",
    "a|b|c\n1|x, y|3\n4|z|6\n", "1,2,3\n4,5,6\n", "x,'a,b',1\ny,'c,d',2\n",
    "a,b\n\"1;2;3\",4\n\"5;6;7\",8\n", "1,5;2,5\n3,5;4,5\n", "name\nO'Brien\nSmith\n",
    "'a''s'|'b|c'\n'd'|'e'\n", "数据\n地区;2024年\n北京;1\n天津;3\n", "a\ta\n1\t2\n", "a",
  ])
  func `what it prints of a text gives the same parse`(text: String) throws {
    try expectSameParse(Array(text.utf8))
  }

  @Test(arguments: 0..<40)
  func `what it prints of any table gives the same parse`(seed: Int) throws {
    var random = LinearGenerator(seed: UInt64(seed))
    let delimiter = [",", "\t", ";", "|"][seed % 4]
    let quote = seed % 3 == 0 ? "'" : "\""
    let words = ["a", "业", "1", "2021", "x y", "", "-", "0.5"]
    let width = Int.random(in: 2...5, using: &random)
    let lines = (0..<Int.random(in: 3...9, using: &random)).map { _ in
      (0..<width).map { _ in
        let word = words.randomElement(using: &random) ?? ""
        return Bool.random(using: &random) ? quote + word + delimiter + quote : word
      }.joined(separator: delimiter)
    }
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    // A text that is unclear is asked about, which is no finding.
    guard (try? DialectSniffer.finding(bytes, isWhole: true, file: "f.csv")) != nil else { return }
    try expectSameParse(bytes)
  }

  @Test(
    arguments: [
      ("firm;firm_name;year\nf1;'A;B';2021\nf2;'C;D';2021\n", ";", "'"),
      ("firm\tfirm_name\tyear\nf1\tA\t2021\n", "\\t", nil),
    ] as [(String, String, String?)])
  func `what the command itself prints is taken by it, word for word`(
    text: String, delimiter: String, quote: String?
  ) throws {
    let program = try Program()
    try program.addSeededDatabase()
    try SampleStore.write(text, to: program.folder.path + "/f.csv")
    let line = "agglom import f.csv --into firm_year --set dataset=qcew --dry-run"
    _ = try program.shell(
      "printf 'key,name_en,kind\\nqcew,Q,survey\\n' > d.csv; agglom import d.csv --into dataset")
    let found = try program.shell(line)
    try #require(found.status == 0, "\(found.messages)")
    let printed = try #require(
      found.messages.split(separator: "\n").first { $0.contains("cells are divided by") })
    let options = try #require(printed.split(separator: "divided by ").last).dropLast()
    #expect(
      options.contains(delimiter) && (quote.map { options.contains("--quote \"\($0)\"") } ?? true))
    let stated = try program.shell("\(line) \(options)")
    #expect(stated.status == 0)
    #expect(stated.output == found.output)
    #expect(!stated.messages.contains("divided by"))
  }
}

/// The linear congruential generator of Knuth ("The Art of Computer Programming", 2, 1997), mixed.
struct LinearGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &+ 1 }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
