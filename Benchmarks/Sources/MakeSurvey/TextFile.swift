import Foundation

/// A file of text that is written through iconv, in any encoding it knows.
@safe struct TextFile: ~Copyable {
  private let path: String
  private let file: UnsafeMutablePointer<FILE>
  /// Nil for UTF-8, which needs no conversion.
  private let converter: iconv_t?
  /// Whole lines that wait to be written.
  private var pending: [UInt8] = []

  private static let partSize = 1 << 20

  init(path: String, encoding: String) throws(SurveyFailure) {
    let needsNone = encoding.uppercased() == "UTF-8"
    let converter = unsafe needsNone ? nil : iconv_open(encoding, "UTF-8")
    if let converter = unsafe converter, Int(bitPattern: converter) == -1 {
      throw SurveyFailure("iconv does not know the encoding '\(encoding)'.")
    }
    guard let file = unsafe fopen(path, "w") else {
      throw SurveyFailure("'\(path)' cannot be written.")
    }
    self.path = path
    unsafe self.converter = converter
    unsafe self.file = file
    pending.reserveCapacity(Self.partSize + 1000)
  }

  /// Adds a whole line.
  mutating func write(_ line: [UInt8]) throws(SurveyFailure) {
    pending += line
    if pending.count >= Self.partSize { try flush() }
  }

  /// Writes what is left; nothing may be written after it.
  consuming func close() throws(SurveyFailure) {
    try flush()
    if let converter = unsafe converter { unsafe iconv_close(converter) }
    guard unsafe fclose(file) == 0 else { throw SurveyFailure("'\(path)' cannot be written.") }
  }

  private mutating func flush() throws(SurveyFailure) {
    let part = try converted()
    guard unsafe fwrite(part, 1, part.count, file) == part.count else {
      throw SurveyFailure("'\(path)' cannot be written.")
    }
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func converted() throws(SurveyFailure) -> [UInt8] {
    guard let converter = unsafe converter else { return pending }
    // No encoding takes more than twice the bytes of UTF-8, save those with four for each letter.
    var result = [UInt8](repeating: 0, count: pending.count * 4 + 16)
    var room = result.count
    let failed = unsafe pending.withUnsafeMutableBytes { input in
      unsafe result.withUnsafeMutableBytes { output in
        var from = unsafe input.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = unsafe output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var left = input.count
        return unsafe iconv(converter, &from, &left, &to, &room) == -1
      }
    }
    if failed { throw SurveyFailure("A name cannot be written in that encoding.") }
    return Array(result.prefix(result.count - room))
  }
}
