import Testing

@testable import SurveyImport

struct EncodingDetectorTests {
  private func found(_ bytes: [UInt8], isWhole: Bool = true) throws -> TextEncoding {
    try EncodingDetector.encodingOf(bytes, isWhole: isWhole, file: "test.csv")
  }

  private func refusal(_ bytes: [UInt8]) -> String {
    do {
      return "found \(try found(bytes).rawValue)"
    } catch { return "\(error)" }
  }

  /// The words 企业名称 and 年份.
  private let chinese: [UInt8] = [
    0xC6, 0xF3, 0xD2, 0xB5, 0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xC4, 0xEA, 0xB7, 0xDD, 0x0A,
  ]

  @Test func `a byte order mark decides`() throws {
    #expect(try found([0xEF, 0xBB, 0xBF, 0xFF]) == .utf8)
    #expect(try found([0xFF, 0xFE, 0x61, 0x00]) == .utf16LittleEndian)
    #expect(try found([0xFE, 0xFF, 0x00, 0x61]) == .utf16BigEndian)
    #expect(try found([0x84, 0x31, 0x95, 0x33, 0x61]) == .gb18030)
  }

  @Test func `UTF-8 comes first, and GB18030 needs four common hanzi`() throws {
    #expect(try found(Array("企业,名称\n".utf8)) == .utf8)
    #expect(try found([]) == .utf8)
    #expect(try found(chinese) == .gb18030)
    #expect(
      refusal([0x61, 0x2C, 0xC6, 0xF3, 0xD2, 0xB5, 0x0A])
        == "test.csv:1:3: the byte C6 is not UTF-8, and with 2 common hanzi among 2 characters "
        + "there is too little to tell that it is GB18030. "
        + "Say which encoding it is with --encoding, such as --encoding gb18030.")
  }

  @Test func `a character cut at the end of a sample is no error, in the middle it is one`() throws
  {
    let text = Array("企业".utf8)
    for count in 1...5 {
      #expect(try found(Array(text[..<count]), isWhole: false) == .utf8)
    }
    #expect(throws: ImportError.self) { try found(Array(text[..<5])) }
    #expect(throws: ImportError.self) { try found([0xE4, 0xBC, 0x2C, 0x61], isWhole: false) }
    #expect(throws: ImportError.self) { try found([0x61, 0xED, 0xA0], isWhole: false) }
    #expect(try found(chinese + [0xC6], isWhole: false) == .gb18030)
  }

  @Test func `other encodings are not taken for GB18030`() {
    // Müller, Größe, Übermaß and the like in Windows-1252: most pairs are valid in GB18030.
    let german = Array("Gr\u{F6}\u{DF}e;\u{DC}berma\u{DF};M\u{FC}ller;f\u{FC}nf\n".unicodeScalars)
      .map { UInt8($0.value) }
    #expect(refusal(german).contains("not UTF-8"))
    // 企業名稱,年份,工業總產值 in Big5.
    let big5: [UInt8] = [
      0xA5, 0xF8, 0xB7, 0x7E, 0xA6, 0x57, 0xBA, 0xD9, 0x2C, 0xA6, 0x7E, 0xA5, 0xF7, 0x2C, 0xA4,
      0x75, 0xB7, 0x7E, 0xC1, 0x60, 0xB2, 0xA3, 0xAD, 0xC8, 0x0A,
    ]
    #expect(refusal(big5).contains("too little to tell"))
    // Russian words in Windows-1251.
    let russian: [UInt8] = [
      0xCF, 0xF0, 0xE5, 0xE4, 0xEF, 0xF0, 0xE8, 0xFF, 0xF2, 0xE8, 0xE5, 0x2C, 0xE3, 0xEE, 0xE4,
      0x0A,
    ]
    #expect(refusal(russian).contains("--encoding"))
  }

  @Test func `what fits nothing says the place in both`() {
    let bytes = chinese + [0x61, 0xFF, 0x0A]
    #expect(
      refusal(bytes)
        == "test.csv:1:1: the byte C6 is not UTF-8, and the byte FF in line 2 is not GB18030. "
        + "Say which encoding it is with --encoding, such as --encoding windows-1252.")
  }

  @Test func `UTF-16 without a mark is asked about`() {
    #expect(refusal(Array("a,b\nc,d\n".utf16.flatMap { [UInt8($0), 0] })).contains("utf-16le"))
    #expect(refusal(Array("a,b\nc,d\n".utf16.flatMap { [0, UInt8($0)] })).contains("utf-16be"))
  }

  @Test func `a bad byte is told with line, column and hexadecimal digits`() throws {
    let row: [UInt8] = [0xBC, 0xD7, 0x2C, 0x22, 0x0A, 0xD2, 0xD2, 0xFF, 0x80, 0x22]
    let file = InputFile(name: "test.csv", bytes: row)
    let bytes = try TranscoderTests.all(Transcoder(file, from: .gb18030))
    let bad = bytes.withUnsafeBytes { BadByte(in: $0, line: 7, encoding: .gb18030) }
    #expect(bad?.line == 8)
    #expect(bad?.column == 2)
    #expect(bad?.hex == "FF 80")
    let utf8 = [0x61, 0xC3, 0xA9, 0xFF, 0xB0, 0x41] as [UInt8]
    let raw = utf8.withUnsafeBytes { BadByte(in: $0, line: 1, encoding: .utf8) }
    #expect(raw?.column == 3)
    #expect(raw?.hex == "FF B0")
    #expect(Array("业".utf8).withUnsafeBytes { BadByte(in: $0, line: 1, encoding: .utf8) } == nil)
  }

  @Test func `the sample is read again as part of the file`() throws {
    let bytes = Array(repeating: chinese, count: 200_000).flatMap { $0 }
    let opened = try EncodingDetector.open(
      InputFile(name: "test.csv", bytes: bytes, chunk: 1 << 16), encoding: nil)
    #expect(opened.encoding == .gb18030)
    let read = try TranscoderTests.all(opened.source, size: 1 << 16)
    #expect(read.count == 200_000 * 20)
    #expect(read.suffix(20) == Array("企业名称,年份\n".utf8)[...])
  }
}
