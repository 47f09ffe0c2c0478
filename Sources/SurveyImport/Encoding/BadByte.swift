/// A byte of a row that is no character in the file's encoding.
struct BadByte: Hashable, Sendable {
  /// What ``Transcoder`` writes before the two digits of a byte that does not decode.
  static let escape: UInt8 = 0xFF

  /// The line it stands in, from 1.
  var line: Int
  /// The character of the line that it would be, from 1.
  var column: Int
  /// The byte, and those behind it that do not decode either, in hexadecimal; four at most.
  var hex: String

  /// Looks through a row, which has come out of a ``Transcoder``, or is as it was in UTF-8.
  ///
  /// Nil where all of it is text.
  ///
  /// - Parameters:
  ///   - bytes: The row's bytes.
  ///   - line: The line that it begins in.
  ///   - encoding: The encoding of the file.
  init?(in bytes: UnsafeRawBufferPointer, line: Int, encoding: TextEncoding) {
    guard let offset = unsafe CellParser.badByte(bytes) else { return nil }
    let place = unsafe Self.place(of: offset, in: bytes)
    self.line = line + place.line - 1
    column = place.column
    var shown: [String] = []
    var index = offset
    while shown.count < 4, index < bytes.count {
      let byte = unsafe bytes[index]
      if encoding == .utf8 {
        guard byte >= 0x80 else { break }
        shown.append(Self.hex(byte))
        index += 1
        // Where another character begins well, the bad ones end.
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[index...].prefix(4))
        if unsafe CellParser.badByte(rest) != 0 { break }
      } else {
        guard byte == Self.escape, index + 2 < bytes.count else { break }
        let digits = unsafe bytes[index + 1..<index + 3]
        unsafe shown.append(String(decoding: digits, as: UTF8.self))
        index += 3
      }
    }
    hex = shown.joined(separator: " ")
  }

  /// Line and column of the byte at `offset`, each from 1.
  ///
  /// A column is a character; of UTF-8 that is, so each byte that does not continue one counts.
  static func place(
    of offset: Int, in bytes: UnsafeRawBufferPointer
  ) -> (line: Int, column: Int) {
    var (line, column) = (1, 1)
    for index in 0..<min(offset, bytes.count) {
      let byte = unsafe bytes[index]
      let isLineEnd =
        unsafe byte == 10 || (byte == 13 && (index + 1 >= bytes.count || bytes[index + 1] != 10))
      if isLineEnd {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }

  /// Two upper-case hexadecimal digits.
  static func hex(_ byte: UInt8) -> String {
    String(decoding: [digit(byte >> 4), digit(byte & 15)], as: UTF8.self)
  }

  /// The upper-case hexadecimal digit of a number below 16.
  static func digit(_ number: UInt8) -> UInt8 { number < 10 ? 48 + number : 55 + number }
}
