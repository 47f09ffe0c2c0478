#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The character sets that formats of text can be written in.
public enum OutputEncoding: String, CaseIterable, Sendable {
  /// UTF-8, which holds every character.
  case utf8 = "utf-8"
  /// The Chinese national standard, which holds every character too.
  case gb18030
  /// Its predecessor, of Chinese characters in wide use alone.
  case gbk
}

/// Turns UTF-8 into another character set, by the system's iconv.
@safe final class CharacterEncoder {
  /// What people call the character set.
  let name: String
  private let converter: iconv_t

  /// Opens the converter.
  ///
  /// - Throws: ``ExportError/noEncoding(_:)`` where the system has none.
  init(_ encoding: OutputEncoding) throws(ExportError) {
    name = encoding.rawValue.uppercased()
    let opened = unsafe iconv_open(name, "UTF-8")
    guard unsafe opened != iconv_t(bitPattern: -1), let converter = unsafe opened else {
      throw .noEncoding(name)
    }
    unsafe self.converter = converter
  }

  deinit { unsafe iconv_close(converter) }

  /// Appends `text` in the character set; false, and nothing is appended, where it lacks a character.
  func append(_ text: [UInt8], to output: inout ByteBuffer) -> Bool {
    guard !text.isEmpty else { return true }
    var text = text
    // No character takes more than twice its bytes in UTF-8.
    var room = [UInt8](repeating: 0, count: 2 * text.count)
    var (textLeft, roomLeft) = (text.count, room.count)
    let isDone = unsafe text.withUnsafeMutableBytes { textBytes in
      unsafe room.withUnsafeMutableBytes { roomBytes in
        var from = unsafe textBytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = unsafe roomBytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let result = unsafe iconv(converter, &from, &textLeft, &to, &roomLeft)
        guard result == 0, textLeft == 0 else {
          unsafe iconv(converter, nil, nil, nil, nil)
          return false
        }
        return true
      }
    }
    guard isDone else { return false }
    output.append(Array(room[..<(room.count - roomLeft)]))
    return true
  }

  /// The first character of `text` that the character set lacks; nil where it holds them all.
  func missing(in text: [UInt8]) -> String? {
    var unused = ByteBuffer()
    guard !append(text, to: &unused) else { return nil }
    guard let valid = String(validating: text, as: UTF8.self) else { return "text is not UTF-8" }
    let scalar = valid.unicodeScalars.first {
      !append(Array(String($0).utf8), to: &unused)
    }
    return scalar.map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      return "text holds '\(scalar)' (U+\(number))"
    }
  }
}
