/// Turns the bytes of another encoding into UTF-8, as they are read.
///
/// A byte that does not decode never becomes another character: it arrives as the byte FF, which no
/// UTF-8 has, and two hexadecimal digits, and decoding goes on at the next byte. ``BadByte`` finds
/// it in the row.
@safe final class Transcoder: ByteSource {
  var name: String { source.name }
  let encoding: TextEncoding

  private let source: any ByteSource
  private let table: CharacterTable?
  private let input: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  /// Whether units of UTF-16 have their high byte first; nil until the byte order mark is read.
  private var isBigEndian: Bool?
  /// What is decoded and did not fit into the buffer of the last read.
  private var spilled: [UInt8] = []

  /// The most bytes that one character, or one byte that is none, becomes.
  private static let longest = 8

  /// Reads `source` as `encoding`.
  ///
  /// - Throws: ``ImportError/unreadable(file:reason:)`` where the system cannot convert it.
  init(
    _ source: any ByteSource, from encoding: TextEncoding, buffer size: Int = 1 << 16
  ) throws(ImportError) {
    self.source = source
    self.encoding = encoding
    table = encoding.iconvName == nil ? nil : try CharacterTable(encoding, file: source.name)
    isBigEndian =
      encoding == .utf16BigEndian ? true : encoding == .utf16LittleEndian ? false : nil
    unsafe input = .allocate(byteCount: max(size, 16), alignment: 16)
  }

  deinit { unsafe input.deallocate() }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    if encoding == .utf8 { return try unsafe source.read(into: buffer) }
    if !spilled.isEmpty { return unsafe take(into: buffer) }
    guard buffer.count >= Self.longest else {
      spilled = try decodedWhole()
      return unsafe take(into: buffer)
    }
    while true {
      let count = try unsafe decode(into: buffer)
      if count > 0 { return count }
      guard try refill() else { return 0 }
    }
  }

  /// Moves spilled bytes into a buffer too small to decode into.
  private func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let slice = spilled.prefix(buffer.count)
    unsafe buffer.copyBytes(from: slice)
    spilled.removeFirst(slice.count)
    return slice.count
  }

  /// The next few characters; empty at the end.
  private func decodedWhole() throws(ImportError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 16)
    defer { unsafe buffer.deallocate() }
    while true {
      let count = try unsafe decode(into: buffer)
      if count > 0 { return unsafe Array(buffer[..<count]) }
      guard try refill() else { return [] }
    }
  }

  /// Reads on behind the bytes that are not decoded yet; false where there is nothing more to do.
  private func refill() throws(ImportError) -> Bool {
    guard !isAtEnd else { return start < end }
    unsafe input.copyMemory(from: UnsafeRawBufferPointer(rebasing: input[start..<end]))
    end -= start
    start = 0
    let got = try unsafe source.read(
      into: UnsafeMutableRawBufferPointer(rebasing: input[end...]))
    isAtEnd = got == 0
    end += got
    return !isAtEnd || start < end
  }

  private func decode(into output: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    guard let table else { return try unsafe decodeUnits(into: output) }
    return unsafe encoding == .gb18030 || encoding == .big5
      ? decodePairs(table, into: output) : decodeBytes(table, into: output)
  }

  /// Decodes an encoding in which each byte is a character.
  private func decodeBytes(
    _ table: CharacterTable, into output: UnsafeMutableRawBufferPointer
  ) -> Int {
    var filled = 0
    while start < end, filled + Self.longest <= output.count {
      let byte = unsafe input[start]
      let packed = table.utf8(UInt16(byte))
      filled += unsafe put(packed, else: byte, into: output, at: filled)
      start += 1
    }
    return filled
  }

  /// Decodes an encoding of ASCII, pairs of bytes, and in GB18030 groups of four.
  private func decodePairs(
    _ table: CharacterTable, into output: UnsafeMutableRawBufferPointer
  ) -> Int {
    let hasFours = encoding == .gb18030
    let limit = output.count - Self.longest
    let input = unsafe UnsafeRawBufferPointer(self.input)
    var (start, filled) = (self.start, 0)
    let end = self.end
    while start < end, filled <= limit {
      let byte = unsafe input[start]
      if byte < 0x80 {
        // Eight bytes at a time; where one of them is no ASCII, those before it count.
        while start + 8 <= end, filled <= limit {
          let eight = unsafe input.loadUnaligned(fromByteOffset: start, as: UInt64.self)
          unsafe output.storeBytes(of: eight, toByteOffset: filled, as: UInt64.self)
          let marks = eight.littleEndian & 0x8080_8080_8080_8080
          let count = marks == 0 ? 8 : marks.trailingZeroBitCount >> 3
          start += count
          filled += count
          if marks != 0 { break }
        }
        if start + 8 > end {
          while start < end, filled <= limit, case let byte = unsafe input[start], byte < 0x80 {
            unsafe output[filled] = byte
            start += 1
            filled += 1
          }
        }
        continue
      }
      var packed = CharacterTable.illegal
      var length = 2
      if byte != 0x80, byte != 0xFF {
        guard start + 1 < end || isAtEnd else { break }
        let second = start + 1 < end ? unsafe input[start + 1] : 0
        if hasFours, second &- 0x30 < 10 {
          length = 4
          guard start + 3 < end || isAtEnd else { break }
          if start + 3 < end {
            let four = unsafe input.loadUnaligned(fromByteOffset: start, as: UInt32.self)
            packed = table.utf8(four: UInt32(littleEndian: four))
          }
        } else if second >= 0x40 {
          packed = table.utf8(UInt16(byte) << 8 | UInt16(second))
        }
      }
      filled += unsafe put(packed, else: byte, into: output, at: filled)
      start += packed == CharacterTable.illegal ? 1 : length
    }
    self.start = start
    return filled
  }

  /// Decodes UTF-16.
  private func decodeUnits(
    into output: UnsafeMutableRawBufferPointer
  ) throws(ImportError) -> Int {
    var filled = 0
    while start < end, filled + Self.longest <= output.count {
      guard start + 1 < end else {
        guard isAtEnd else { break }
        let byte = unsafe input[start]
        filled += unsafe put(CharacterTable.illegal, else: byte, into: output, at: filled)
        start += 1
        break
      }
      if isBigEndian == nil { isBigEndian = try byteOrder() }
      let unit = unit(at: start)
      if unit & 0xF800 != 0xD800 {
        let packed = CharacterTable.packed(UInt32(unit))
        filled += unsafe put(packed, else: 0, into: output, at: filled)
        start += 2
        continue
      }
      guard start + 3 < end || isAtEnd else { break }
      let low = start + 3 < end ? self.unit(at: start + 2) : 0
      if unit < 0xDC00, low & 0xFC00 == 0xDC00 {
        let scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF))
        filled += unsafe put(CharacterTable.packed(scalar), else: 0, into: output, at: filled)
        start += 4
        continue
      }
      // Half a character: both of its bytes are shown, and the next unit is read for itself.
      for offset in 0..<2 {
        let byte = unsafe input[start + offset]
        filled += unsafe put(CharacterTable.illegal, else: byte, into: output, at: filled)
      }
      start += 2
    }
    return filled
  }

  private func unit(at position: Int) -> UInt16 {
    let (first, second) = unsafe (UInt16(input[position]), UInt16(input[position + 1]))
    return isBigEndian == true ? first << 8 | second : second << 8 | first
  }

  /// Reads the byte order mark of the file.
  private func byteOrder() throws(ImportError) -> Bool {
    switch unsafe (input[start], input[start + 1]) {
    case (0xFE, 0xFF): return true
    case (0xFF, 0xFE): return false
    default:
      throw .unclear(
        file: name, reason: "it has no byte order mark that says which kind of UTF-16 it is",
        remedy: "Say --encoding utf-16le or --encoding utf-16be.")
    }
  }

  /// Writes a packed character, or `byte` as FF and its two hexadecimal digits; returns its length.
  private func put(
    _ packed: UInt32, else byte: UInt8, into output: UnsafeMutableRawBufferPointer, at place: Int
  ) -> Int {
    guard packed == CharacterTable.illegal else {
      unsafe output.storeBytes(of: packed.littleEndian, toByteOffset: place, as: UInt32.self)
      return CharacterTable.count(packed)
    }
    unsafe output[place] = BadByte.escape
    unsafe output[place + 1] = BadByte.digit(byte >> 4)
    unsafe output[place + 2] = BadByte.digit(byte & 15)
    return 3
  }
}
