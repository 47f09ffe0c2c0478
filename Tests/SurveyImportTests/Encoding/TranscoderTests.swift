import Foundation
import SampleStore
import Testing

@testable import SurveyImport

struct TranscoderTests {
  /// The bytes of `source`, read into a buffer of `size`.
  static func all(_ source: any ByteSource, size: Int = 1 << 12) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 1)
    defer { buffer.deallocate() }
    while case let count = try source.read(into: buffer), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }

  private func text(
    _ bytes: [UInt8], from encoding: TextEncoding, chunk: Int = .max, size: Int = 1 << 12
  ) throws -> String {
    let file = InputFile(name: "test.csv", bytes: bytes, chunk: chunk)
    let bytes = try Self.all(Transcoder(file, from: encoding, buffer: 16), size: size)
    return try #require(String(validating: bytes, as: UTF8.self))
  }

  @Test(arguments: [1, 2, 3, 5, Int.max], [1, 2, 7, 8, 9, 64])
  func `a character cut by the end of a chunk is whole`(chunk: Int, size: Int) throws {
    // 甲, 乙 and 丂 in two bytes, 㐂 in four, and ASCII between them.
    let bytes: [UInt8] = [
      0xBC, 0xD7, 0x2C, 0xD2, 0xD2, 0x81, 0x40, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68,
      0x69, 0x81, 0x39, 0xEF, 0x31, 0x0A,
    ]
    let expected = "甲,乙丂abcdefghi\u{3402}\n"
    #expect(try text(bytes, from: .gb18030, chunk: chunk, size: size) == expected)
  }

  @Test(arguments: [1, 3, Int.max], [1, 5, 100])
  func `UTF-16 of either order is read, with surrogates`(chunk: Int, size: Int) throws {
    let sentence = "业,a\u{20087}\n"
    let units = Array(sentence.utf16)
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(try text(little, from: .utf16LittleEndian, chunk: chunk, size: size) == sentence)
    #expect(try text(big, from: .utf16BigEndian, chunk: chunk, size: size) == sentence)
    #expect(
      try text([0xFE, 0xFF] + big, from: .utf16, chunk: chunk, size: size)
        == "\u{FEFF}" + sentence)
    #expect(throws: ImportError.self) { try text(little, from: .utf16) }
  }

  @Test func `encodings of one byte and Big5 are read`() throws {
    #expect(try text([0xFC, 0x80], from: .windows1252) == "ü€")
    #expect(try text([0xEF, 0xF0], from: .windows1251) == "пр")
    #expect(try text([0xFC, 0xA4], from: .latin1) == "ü¤")
    #expect(try text([0xA4, 0xA4, 0xA4, 0xE5, 0x2C], from: .big5) == "中文,")
  }

  @Test(arguments: [1, 4, Int.max], [1, 3, 64])
  func `a byte that does not decode is shown, and what follows is read`(
    chunk: Int, size: Int
  ) throws {
    let bytes: [UInt8] = [0x61, 0xFF, 0xBC, 0xD7, 0xB0, 0x2C, 0x80, 0xBC]
    let file = InputFile(name: "test.csv", bytes: bytes, chunk: chunk)
    let read = try Self.all(Transcoder(file, from: .gb18030), size: size)
    let expected =
      [0x61, 0xFF] + Array("FF甲".utf8) + [0xFF] + Array("B0,".utf8) + [0xFF] + Array("80".utf8)
      + [0xFF] + Array("BC".utf8)
    #expect(read == expected)
  }

  @Test func `half a surrogate pair and half a unit are shown`() throws {
    let file = InputFile(name: "test.csv", bytes: [0x00, 0xD8, 0x61, 0x00, 0x62])
    #expect(
      try Self.all(Transcoder(file, from: .utf16LittleEndian))
        == [0xFF, 0x30, 0x30, 0xFF, 0x44, 0x38, 0x61, 0xFF, 0x36, 0x32])
  }

  @Test func `both spellings of the code points that moved arrive as the current one`() throws {
    let pairs: [([UInt8], [UInt8]?, UInt32)] = [
      ([0xA6, 0xD9], [0x84, 0x31, 0x82, 0x36], 0xFE10),
      ([0xA6, 0xDB], [0x84, 0x31, 0x82, 0x37], 0xFE11),
      ([0xA6, 0xDA], [0x84, 0x31, 0x82, 0x38], 0xFE12),
      ([0xA6, 0xDC], [0x84, 0x31, 0x82, 0x39], 0xFE13),
      ([0xA6, 0xDD], [0x84, 0x31, 0x83, 0x30], 0xFE14),
      ([0xA6, 0xDE], [0x84, 0x31, 0x83, 0x31], 0xFE15),
      ([0xA6, 0xDF], [0x84, 0x31, 0x83, 0x32], 0xFE16),
      ([0xA6, 0xEC], [0x84, 0x31, 0x83, 0x33], 0xFE17),
      ([0xA6, 0xED], [0x84, 0x31, 0x83, 0x34], 0xFE18),
      ([0xA6, 0xF3], [0x84, 0x31, 0x83, 0x35], 0xFE19),
      ([0xFE, 0x59], [0x82, 0x35, 0x90, 0x37], 0x9FB4),
      ([0xFE, 0x61], [0x82, 0x35, 0x90, 0x38], 0x9FB5),
      ([0xFE, 0x66], [0x82, 0x35, 0x90, 0x39], 0x9FB6),
      ([0xFE, 0x67], [0x82, 0x35, 0x91, 0x30], 0x9FB7),
      ([0xFE, 0x6D], [0x82, 0x35, 0x91, 0x31], 0x9FB8),
      ([0xFE, 0x7E], [0x82, 0x35, 0x91, 0x32], 0x9FB9),
      ([0xFE, 0x90], [0x82, 0x35, 0x91, 0x33], 0x9FBA),
      ([0xFE, 0xA0], [0x82, 0x35, 0x91, 0x34], 0x9FBB),
      ([0xFE, 0x51], [0x95, 0x32, 0x90, 0x31], 0x20087),
      ([0xFE, 0x52], [0x95, 0x32, 0x90, 0x33], 0x20089),
      ([0xFE, 0x53], [0x95, 0x32, 0x97, 0x30], 0x200CC),
      ([0xFE, 0x6C], [0x95, 0x36, 0xB9, 0x37], 0x215D7),
      ([0xFE, 0x76], [0x96, 0x30, 0xBA, 0x35], 0x2298F),
      ([0xFE, 0x91], [0x96, 0x35, 0xB6, 0x30], 0x241FE),
      ([0xA8, 0xBC], [0x81, 0x35, 0xF4, 0x37], 0x1E3F),
    ]
    #expect(pairs.count == MovedCodePoints.all.count)
    for (two, four, scalar) in pairs {
      let expected = String(Unicode.Scalar(scalar).map(Character.init) ?? "?")
      #expect(try text(two, from: .gb18030) == expected, "\(two)")
      if let four { #expect(try text(four, from: .gb18030) == expected, "\(four)") }
      #expect(MovedCodePoints.all.contains { $0.current == scalar })
    }
  }

  @Test func `code points for private use that moved are found in UTF-8`() {
    for (privateUse, current) in MovedCodePoints.all {
      #expect(MovedCodePoints.current(utf8: CharacterTable.packed(privateUse)) == current)
      #expect(MovedCodePoints.current(utf8: CharacterTable.packed(current)) == nil)
    }
  }

  @Test func `each hanzi of two bytes is what Swift calls it`() throws {
    // All of GB2312's first level, in one go and against a converter that asks anew each time.
    var bytes: [UInt8] = []
    for lead in UInt8(0xB0)...0xD7 {
      for trail in UInt8(0xA1)...0xF9 { bytes += [lead, trail] }
    }
    let read = try text(bytes, from: .gb18030)
    #expect(read.unicodeScalars.count == bytes.count / 2)
    #expect(read.hasPrefix("啊阿埃挨哎唉哀皑癌蔼"))
    #expect(read.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) })
    #expect(Set(read.unicodeScalars).count == bytes.count / 2)
  }

  @Test(arguments: [
    "nbs_province_01.csv", "nbs_province_05.csv", "nbs_province_09.csv",
    "listed_companies_2017_gbk.csv",
  ])
  func `a file as it comes is found to be GB18030, and all of it decodes`(name: String) throws {
    guard let path = SampleStore.shared("samples/" + name) else { return }
    let opened = try EncodingDetector.open(InputFile(path: path), encoding: nil)
    #expect(opened.encoding == .gb18030)
    let bytes = try Self.all(opened.source)
    let read = try #require(String(validating: bytes, as: UTF8.self))
    #expect(read.contains(name.hasPrefix("nbs") ? "北京市" : "绝味"))
    #expect(!read.unicodeScalars.contains { $0 == "\u{FFFD}" })
  }

  @Test func `names of encodings are taken however they are written`() {
    #expect(TextEncoding(name: "GBK") == .gb18030)
    #expect(TextEncoding(name: "UTF_8") == .utf8)
    #expect(TextEncoding(name: "Windows-1252") == .windows1252)
    #expect(TextEncoding(name: "cp1251") == .windows1251)
    #expect(TextEncoding(name: "ISO-8859-1") == .latin1)
    #expect(TextEncoding(name: "utf-16LE") == .utf16LittleEndian)
    #expect(TextEncoding(name: "ebcdic") == nil)
    for name in TextEncoding.names { #expect(TextEncoding(name: name)?.rawValue == name) }
  }
}
