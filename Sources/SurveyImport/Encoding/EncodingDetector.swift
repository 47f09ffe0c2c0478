/// Finds the encoding of a file from its first bytes, and refuses to guess.
///
/// A byte order mark decides; then strict UTF-8; then GB18030, where all of the sample fits and
/// enough common hanzi are in it.
enum EncodingDetector {
  /// How much of a file is looked at.
  static let sampleSize = 1 << 20
  /// How many common hanzi make GB18030 sure enough.
  ///
  /// Of the pairs that are hanzi in GB2312, 13.8 % are also valid UTF-8, so that four hanzi are
  /// mistaken for it with a probability of 0.0004.
  static let leastHanzi = 4

  /// Finds the encoding of `file`, and opens a source of all of its bytes in UTF-8.
  ///
  /// - Parameters:
  ///   - file: The file, not read yet.
  ///   - encoding: The encoding where it is known; nil to find it.
  /// - Returns: What a reader reads, and the encoding for the journal.
  /// - Throws: ``ImportError/unclear(file:reason:remedy:)`` where it cannot be told.
  static func open(
    _ file: any ByteSource, encoding: TextEncoding?
  ) throws(ImportError) -> (source: any ByteSource, encoding: TextEncoding) {
    if let encoding {
      return encoding == .utf8
        ? (file, encoding) : (try Transcoder(file, from: encoding), encoding)
    }
    let sampled = try SampledInput(file, count: sampleSize)
    let found = try encodingOf(sampled.sample, isWhole: sampled.isWhole, file: file.name)
    return found == .utf8 ? (sampled, found) : (try Transcoder(sampled, from: found), found)
  }

  /// The encoding that `sample` is in.
  ///
  /// - Throws: ``ImportError/unclear(file:reason:remedy:)`` that says what was seen.
  static func encodingOf(
    _ sample: [UInt8], isWhole: Bool, file: String
  ) throws(ImportError) -> TextEncoding {
    if let marked = marked(sample) { return marked }
    if let order = zeroBytes(sample) {
      throw .unclear(
        file: file, reason: "every other byte of it is zero, as in UTF-16 without a mark",
        remedy: "Say --encoding \(order.rawValue) if that is so.")
    }
    let bad = unsafe sample.withUnsafeBytes { bytes -> (offset: Int, place: (Int, Int))? in
      guard let offset = unsafe CellParser.badByte(bytes),
        unsafe isWhole || !isCut(bytes, at: offset)
      else { return nil }
      return unsafe (offset, BadByte.place(of: offset, in: bytes))
    }
    guard let bad else { return .utf8 }
    let seen = "\(file):\(bad.place.0):\(bad.place.1)"
    let byte = BadByte.hex(sample[bad.offset])
    var hanzi = HanziCount()
    if let wrong = try hanzi.count(sample, isWhole: isWhole, file: file) {
      throw .unclear(
        file: seen,
        reason:
          "the byte \(byte) is not UTF-8, and the byte \(BadByte.hex(sample[wrong])) "
          + "in line \(line(of: wrong, in: sample)) is not GB18030",
        remedy: "Say which encoding it is with --encoding, such as --encoding windows-1252.")
    }
    guard hanzi.isEnough else {
      throw .unclear(
        file: seen,
        reason:
          "the byte \(byte) is not UTF-8, and with \(hanzi.common) common hanzi among "
          + "\(hanzi.all) characters there is too little to tell that it is GB18030",
        remedy: "Say which encoding it is with --encoding, such as --encoding gb18030.")
    }
    return .gb18030
  }

  /// The encoding that a byte order mark says.
  private static func marked(_ sample: [UInt8]) -> TextEncoding? {
    if sample.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if sample.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if sample.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    return sample.starts(with: [0x84, 0x31, 0x95, 0x33]) ? .gb18030 : nil
  }

  /// UTF-16 of the order in which nearly half of the bytes would be zero; nil where they are not.
  private static func zeroBytes(_ sample: [UInt8]) -> TextEncoding? {
    var zeros = [0, 0]
    let length = min(sample.count, 4_096)
    for index in 0..<length where sample[index] == 0 { zeros[index & 1] += 1 }
    guard length >= 8, zeros[0] + zeros[1] > length / 5 else { return nil }
    if zeros[1] > 8 * zeros[0] { return .utf16LittleEndian }
    return zeros[0] > 8 * zeros[1] ? .utf16BigEndian : nil
  }

  /// Whether the sample ends inside a character that begins at `offset`.
  private static func isCut(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    let left = bytes.count - offset
    let first = unsafe bytes[offset]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(first), left < length else { return false }
    guard left > 1 else { return true }
    // What is there must be the beginning of a character: fill it up and look again.
    var whole = unsafe Array(bytes[offset...])
    whole += Array(repeating: 0x80, count: length - left)
    return unsafe whole.withUnsafeBytes { unsafe CellParser.badByte($0) == nil }
  }

  private static func line(of offset: Int, in sample: [UInt8]) -> Int {
    unsafe sample.withUnsafeBytes { unsafe BadByte.place(of: offset, in: $0).line }
  }

  /// What a text is made of if it is GB18030.
  struct HanziCount {
    /// The hanzi of the first level of GB2312, the 3,755 common ones.
    var common = 0
    /// Hanzi, letters and signs of GB2312.
    var plain = 0
    /// All characters but ASCII.
    var all = 0

    /// Whether the text is surely Chinese: bytes of other encodings fall outside GB2312 too often.
    var isEnough: Bool { common >= leastHanzi && plain * 4 >= all * 3 && common * 4 >= all }

    /// Counts; returns the offset of the first byte that does not fit, nil where all do.
    mutating func count(
      _ sample: [UInt8], isWhole: Bool, file: String
    ) throws(ImportError) -> Int? {
      let table = try CharacterTable(.gb18030, file: file)
      var index = 0
      while index < sample.count {
        let byte = sample[index]
        if byte < 0x80 {
          index += 1
          continue
        }
        let second = index + 1 < sample.count ? sample[index + 1] : 0
        let length = (0x30...0x39).contains(second) ? 4 : 2
        if index + length > sample.count, !isWhole, byte != 0x80, byte != 0xFF {
          return nil
        }
        guard byte != 0x80, byte != 0xFF, index + length <= sample.count else { return index }
        let packed: UInt32
        if length == 4 {
          packed = table.utf8(
            four: UInt32(byte) | UInt32(second) << 8 | UInt32(sample[index + 2]) << 16
              | UInt32(sample[index + 3]) << 24)
        } else {
          guard second >= 0x40 else { return index }
          packed = table.utf8(UInt16(byte) << 8 | UInt16(second))
          if second >= 0xA1 {
            if (0xB0...0xD7).contains(byte) { common += 1 }
            if (0xA1...0xA3).contains(byte) || (0xB0...0xF7).contains(byte) { plain += 1 }
          }
        }
        guard packed != CharacterTable.illegal else { return index }
        all += 1
        index += length
      }
      return nil
    }
  }
}
