#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the characters of one encoding are in UTF-8: asked of iconv once each and then remembered.
@safe final class CharacterTable {
  /// A character that is not in the encoding.
  static let illegal: UInt32 = 0xFF
  private let unknown: UInt32 = 0

  private let converter: iconv_t
  private let isGB18030: Bool
  /// By two bytes, the first in the high half; one byte stands in the low half alone.
  private let known: UnsafeMutableBufferPointer<UInt32>

  /// Opens the converter of `encoding`.
  ///
  /// - Throws: ``ImportError/unreadable(file:reason:)`` where the system has no such converter.
  init(_ encoding: TextEncoding, file: String) throws(ImportError) {
    let opened = unsafe iconv_open("UTF-8", encoding.iconvName ?? "UTF-8")
    guard unsafe opened != iconv_t(bitPattern: -1), let converter = unsafe opened else {
      throw .unreadable(
        file: file, reason: "this system's iconv has no converter for \(encoding.rawValue)")
    }
    unsafe self.converter = converter
    isGB18030 = encoding == .gb18030
    unsafe known = .allocate(capacity: 1 << 16)
    unsafe known.initialize(repeating: 0)
  }

  deinit {
    unsafe iconv_close(converter)
    unsafe known.deallocate()
  }

  /// The UTF-8 of a character of one or two bytes, its first byte lowest; ``illegal`` for none.
  func utf8(_ code: UInt16) -> UInt32 {
    let found = unsafe known[Int(code)]
    if found != unknown { return found }
    let asked = code > 0xFF ? ask(UInt32(code.byteSwapped), count: 2) : ask(UInt32(code), count: 1)
    unsafe known[Int(code)] = asked
    return asked
  }

  /// The UTF-8 of a character of four bytes, its first byte lowest.
  ///
  /// `bytes` holds the first of the four lowest.
  func utf8(four bytes: UInt32) -> UInt32 {
    if isGB18030, let moved = MovedCodePoints.current(fourBytes: bytes.byteSwapped) {
      return Self.packed(moved)
    }
    return ask(bytes, count: 4)
  }

  /// Asks iconv for the character whose `count` bytes are `bytes`, the first of them lowest.
  private func ask(_ bytes: UInt32, count: Int) -> UInt32 {
    var input = bytes
    var output: UInt64 = 0
    var outputLeft = 8
    let isDone = unsafe withUnsafeMutableBytes(of: &input) { inputBytes in
      unsafe withUnsafeMutableBytes(of: &output) { outputBytes in
        var from = unsafe inputBytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = unsafe outputBytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        var inputLeft = count
        let result = unsafe iconv(converter, &from, &inputLeft, &to, &outputLeft)
        if result != 0 || inputLeft != 0 {
          unsafe iconv(converter, nil, nil, nil, nil)
          return false
        }
        return true
      }
    }
    // More than one code point does not fit, and no character of these encodings needs it.
    guard isDone, outputLeft >= 4, outputLeft < 8 else { return Self.illegal }
    let packed = UInt32(truncatingIfNeeded: output)
    guard Self.count(packed) == 8 - outputLeft else { return Self.illegal }
    guard isGB18030, let moved = MovedCodePoints.current(utf8: packed) else { return packed }
    return Self.packed(moved)
  }

  /// How many bytes a packed character has.
  static func count(_ packed: UInt32) -> Int {
    let first = packed & 0xFF
    return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  }

  /// The UTF-8 of a code point, its first byte lowest.
  static func packed(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return scalar }
    if scalar < 0x800 { return (0xC0 | scalar >> 6) | (0x80 | scalar & 0x3F) << 8 }
    if scalar < 0x10000 {
      return (0xE0 | scalar >> 12) | (0x80 | scalar >> 6 & 0x3F) << 8
        | (0x80 | scalar & 0x3F) << 16
    }
    return (0xF0 | scalar >> 18) | (0x80 | scalar >> 12 & 0x3F) << 8
      | (0x80 | scalar >> 6 & 0x3F) << 16 | (0x80 | scalar & 0x3F) << 24
  }
}
