import Foundation
import SampleStore
import Statistics
import Testing

@testable import SurveyImport

/// Whatever the bytes are, a reader comes to an end and loses nothing in silence.
///
/// The inputs follow from seeds. `AGGLOM_FUZZ` says how many there are.
struct ReaderFuzzTests {
  private static let inputs =
    ProcessInfo.processInfo.environment["AGGLOM_FUZZ"].flatMap { Int($0) } ?? 20_000

  @Test(arguments: ReaderFuzz.Target.allCases)
  func `no bytes bring a reader down`(target: ReaderFuzz.Target) throws {
    let corpus = ReaderFuzz.corpus(for: target)
    let count = Self.inputs / ReaderFuzz.Target.allCases.count
    for seed in 0..<UInt64(count) {
      var random = SeededGenerator(seed: seed)
      let bytes = ReaderFuzz.mutated(corpus, &random)
      if let fault = ReaderFuzz.run(target, bytes, &random) {
        Issue.record("\(target), seed \(seed): \(fault): \(bytes.prefix(200))")
      }
    }
  }
}

/// What the fuzzer feeds, and what must hold.
enum ReaderFuzz {
  enum Target: String, CaseIterable, Sendable {
    case csv, json, ndjson, xlsx, sheet, transcoder, sniffer, detector, validator
  }

  /// The files that inputs are made from.
  static func corpus(for target: Target) -> [[UInt8]] {
    switch target {
    case .csv, .sniffer:
      return texts + files("suites/csv-spectrum/csvs", ".csv") + files("samples", ".csv")
    case .json, .ndjson, .validator:
      return texts + files("suites/json-test-suite/test_parsing", ".json")
    case .xlsx, .sheet: return [workbook()]
    case .transcoder, .detector: return texts + files("samples", ".csv")
    }
  }

  private static let texts: [[UInt8]] = [
    Array("a,b\r\n1,\"x\ny\"\r\"say \"\"hi\"\"\",\n,\"\"\n\"\"\"\",z".utf8),
    Array("[{\"a\":1,\"b\":\"\\u4e1a\\uD840\\uDC87\"},{\"b\":null,\"a\":[{}]}]".utf8),
    Array("{\"a\":1}\r\n{\"a\":true,\"b\":\"x\\\"\"}\n\n{\"c\":-0.5e+3}".utf8),
    [0xC6, 0xF3, 0xD2, 0xB5, 0x2C, 0xC4, 0xEA, 0x84, 0x31, 0x82, 0x36, 0x0A, 0xA6, 0xD9, 0xFF],
    Array("企业,名称;年份|x\t、，\n甲,乙;1|2\t3\n".utf8), [],
  ]

  private static func files(_ folder: String, _ ending: String) -> [[UInt8]] {
    guard let path = SampleStore.shared(folder),
      let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    else { return [] }
    return names.sorted().filter { $0.hasSuffix(ending) }.compactMap { name in
      // The first bytes do: it is the number of inputs that counts.
      (try? Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))).map { Array($0.prefix(600)) }
    }
  }

  /// A small workbook with everything that the reader knows.
  static func workbook(_ sheet: String = sheet) -> [UInt8] {
    var book = WorkbookWriter()
    book.sheets = [("S", sheet)]
    book.strings = ["<t>x</t>", "<r><t>y</t></r><rPh><t>z</t></rPh>"]
    book.formats = [(164, "yyyy-mm-dd")]
    book.styles = [0, 14, 164]
    return book.archive()
  }

  static let sheet = """
    <sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>q"</t></is></c>\
    </row><row r="2"><c r="A2" s="1"><v>42811.5</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>\
    </row></sheetData><mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C1:D1"/></mergeCells>
    """

  /// An input: one of `corpus`, changed in up to eight places.
  static func mutated(_ corpus: [[UInt8]], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = corpus.randomElement(using: &random) ?? []
    let signs =
      Array(",;|\t\"'\n\r\\{}[]:<>/&\u{0}0-9e.u".utf8) + [0xFF, 0x80, 0xEF, 0xBB, 0xBF, 0x81]
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      let length = Int.random(in: 0...min(40, bytes.count - place), using: &random)
      switch Int.random(in: 0..<7, using: &random) {
      case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1 where place < bytes.count: bytes[place] = .random(in: 0...255, using: &random)
      case 2: bytes.insert(signs.randomElement(using: &random) ?? 0, at: place)
      case 3: bytes.removeSubrange(place..<place + length)
      case 4: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
      case 5: bytes.removeSubrange(place...)
      default:
        let other = corpus.randomElement(using: &random) ?? []
        let start = Int.random(in: 0...other.count, using: &random)
        bytes.insert(contentsOf: other[start...].prefix(60), at: place)
      }
    }
    return bytes
  }

  /// What does not hold for `bytes`; nil where all does.
  static func run(_ target: Target, _ bytes: [UInt8], _ random: inout SeededGenerator) -> String? {
    let chunk = [1, 3, 17, Int.max].randomElement(using: &random) ?? 1
    let file = InputFile(name: "fuzz", bytes: bytes, chunk: chunk)
    switch target {
    case .csv: return csv(file, bytes)
    case .json: return json(file, .array, bytes)
    case .ndjson: return json(file, .lines, bytes)
    case .xlsx: return xlsx(file)
    case .sheet:
      // The text of the sheet is changed and the archive around it is whole.
      let text = mutated([Array(sheet.utf8)], &random)
      return xlsx(
        InputFile(name: "fuzz", bytes: workbook(String(decoding: text, as: UTF8.self))))
    case .transcoder: return transcoder(file, bytes, &random)
    case .sniffer:
      let first = try? DialectSniffer.finding(bytes, isWhole: true, file: "")
      let second = try? DialectSniffer.finding(bytes, isWhole: true, file: "")
      return first == second ? nil : "two answers"
    case .detector:
      _ = try? EncodingDetector.encodingOf(bytes, isWhole: random.next() & 1 == 0, file: "")
      return nil
    case .validator:
      // Behind a whole value nothing but blanks can follow.
      guard JSONScanner.validate(bytes) == nil else { return nil }
      return JSONScanner.validate(bytes + [UInt8(ascii: "]")]) == nil ? "']' is taken" : nil
    }
  }

  private static func csv(_ file: InputFile, _ bytes: [UInt8]) -> String? {
    var reader = CSVReader(file, dialect: .init())
    let block = RecordBlock(capacity: 16)
    var read: [UInt8] = []
    var lastLine = 0
    do {
      while try reader.fill(block) {
        for record in block.records {
          if record.line <= lastLine { return "line \(record.line) after \(lastLine)" }
          lastLine = record.line
          for index in record.bytes { read.append(block.raw[index]) }
          for field in block.fields[record.fields] { _ = block.text(field) }
        }
      }
    } catch { return nil }
    // Without line ends and the mark, the originals are the file.
    let isKept = { (byte: UInt8) in byte != 10 && byte != 13 }
    let whole = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    return read.filter(isKept) == whole.filter(isKept) ? nil : "bytes are lost"
  }

  private static func json(
    _ file: InputFile, _ layout: JSONReader.Layout, _ bytes: [UInt8]
  ) -> String? {
    var reader = JSONReader(file, layout: layout)
    let block = RecordBlock(capacity: 16)
    var (width, rows) = (-1, 0)
    do {
      while try reader.fill(block) {
        for record in block.records {
          if width < 0 { width = record.fields.count }
          if record.fields.count != width { return "a row of \(record.fields.count) cells" }
          for field in block.fields[record.fields] { _ = block.text(field) }
        }
        rows += block.records.count
      }
    } catch { return nil }
    guard layout == .lines else { return nil }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let lines = text.split(separator: 10).count { line in
      !line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 }
    }
    return max(0, rows - 1) == lines ? nil : "\(rows) rows of \(lines) lines"
  }

  private static func xlsx(_ file: InputFile) -> String? {
    guard var reader = try? XLSXReader(file, sheet: nil) else { return nil }
    let block = RecordBlock(capacity: 16)
    var lastLine = 0
    while (try? reader.fill(block)) == true {
      for record in block.records {
        if record.line <= lastLine { return "line \(record.line) after \(lastLine)" }
        lastLine = record.line
        if record.line > 3_000 { return nil }
      }
    }
    return nil
  }

  private static func transcoder(
    _ file: InputFile, _ bytes: [UInt8], _ random: inout SeededGenerator
  ) -> String? {
    let encoding = TextEncoding.allCases.randomElement(using: &random) ?? .gb18030
    guard encoding != .utf8,
      let small = try? Transcoder(file, from: encoding, buffer: 16),
      let large = try? Transcoder(InputFile(name: "fuzz", bytes: bytes), from: encoding)
    else { return nil }
    let size = Int.random(in: 1...40, using: &random)
    guard let read = try? TranscoderTests.all(small, size: size),
      let whole = try? TranscoderTests.all(large)
    else { return nil }
    if read != whole { return "\(encoding): chunks make a difference" }
    // With each byte that does not decode taken out, the rest is UTF-8.
    var plain: [UInt8] = []
    var index = 0
    while index < whole.count {
      if whole[index] == 0xFF {
        guard index + 2 < whole.count else { return "half a byte" }
        index += 3
      } else {
        plain.append(whole[index])
        index += 1
      }
    }
    return String(validating: plain, as: UTF8.self) == nil ? "\(encoding): not UTF-8" : nil
  }
}
