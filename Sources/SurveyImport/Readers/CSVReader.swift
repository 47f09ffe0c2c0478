/// Reads delimited text, RFC 4180 and what is near it, block by block.
///
/// Lines end with LF, CRLF or a bare CR; a quoted field may hold any of them. A byte order mark is
/// passed over.
struct CSVReader {
  let file: any ByteSource
  let dialect: Dialect
  private var line = 1
  /// Bytes at the end of the last block that begin a record which goes on in the next.
  private var carried: [UInt8] = []
  private var isAtStart = true
  private var isAtEnd = false

  /// How delimited text is laid out.
  struct Dialect: Hashable, Sendable {
    var delimiter: UInt8 = UInt8(ascii: ",")
    var quote: UInt8 = UInt8(ascii: "\"")

    /// As the journal keeps it.
    var json: String {
      let sign = delimiter == 9 ? "\\t" : String(UnicodeScalar(delimiter))
      return "{\"format\": \"csv\", \"delimiter\": \"\(sign)\"}"
    }
  }

  /// The bytes that a block holds unless a record is longer.
  private static let blockSize = 1 << 18
  /// A field in quotes longer than this has lost its closing quote.
  private static let longestField = 1 << 22

  init(_ file: any ByteSource, dialect: Dialect) {
    self.file = file
    self.dialect = dialect
  }

  /// Fills `block` with the next records; false where there are no more.
  ///
  /// - Throws: ``ImportError/malformed(file:line:reason:)`` at the line of a quote that is never
  ///   closed.
  mutating func fill(_ block: RecordBlock) throws(ImportError) -> Bool {
    block.clear()
    block.grow(to: Self.blockSize + carried.count)
    unsafe block.raw.copyBytes(from: carried)
    var count = carried.count
    carried = []
    while !isAtEnd || count > 0 {
      if !isAtEnd {
        if count == block.capacity { block.grow(to: 2 * count) }
        let got = try unsafe file.read(
          into: UnsafeMutableRawBufferPointer(rebasing: block.raw[count...]))
        isAtEnd = got == 0
        count += got
      }
      var start = 0
      if isAtStart, count >= 3 || isAtEnd {
        isAtStart = false
        let isMarked =
          unsafe count >= 3 && block.raw[0] == 0xEF && block.raw[1] == 0xBB && block.raw[2] == 0xBF
        start = isMarked ? 3 : 0
      } else if isAtStart {
        continue
      }
      let end = try cut(block, from: start, to: count)
      if !block.records.isEmpty || isAtEnd {
        carried = unsafe Array(block.raw[end..<count])
        if isAtEnd { carried = [] }
        return !block.records.isEmpty
      }
      // A byte order mark must not be seen again when a long first record is cut anew.
      isAtStart = start > 0
    }
    return false
  }

  /// Cuts the bytes from `start` to `end` into records; returns where the first one begins that is
  /// not whole.
  private mutating func cut(
    _ block: RecordBlock, from start: Int, to end: Int
  ) throws(ImportError) -> Int {
    let raw = unsafe block.raw
    let (delimiter, quote) = (dialect.delimiter, dialect.quote)
    var position = start
    while position < end {
      let recordStart = position
      let firstField = block.fields.count
      var recordLines = 0
      var isBroken = false
      var isWhole = false
      var recordEnd = end
      fields: while true {
        var field: RecordBlock.Field
        if position < end, unsafe raw[position] == quote {
          let opening = position
          var hasDoubled = false
          position += 1
          while true {
            while position < end, unsafe raw[position] != quote {
              if unsafe raw[position] == 10 { recordLines += 1 }
              position += 1
            }
            guard position < end else { break }
            guard position + 1 < end, unsafe raw[position + 1] == quote else {
              break
            }
            hasDoubled = true
            position += 2
          }
          if position - opening > Self.longestField || (position >= end && isAtEnd) {
            throw .malformed(
              file: file.name, line: unsafe line + linesBefore(opening, from: recordStart, raw),
              reason: "a quoted field begins here and its quote is never closed")
          }
          // The last quote of the buffer may be the first of two.
          guard position + 1 < end || (position < end && isAtEnd) else { break fields }
          let content = opening + 1..<position
          field =
            hasDoubled
            ? block.undouble(content, quote: quote)
            : .init(start: content.lowerBound, count: content.count, isQuoted: true)
          position += 1
          while position < end {
            let byte = unsafe raw[position]
            if byte == delimiter || byte == 10 || byte == 13 { break }
            isBroken = true
            position += 1
          }
        } else {
          let fieldStart = position
          while position < end {
            let byte = unsafe raw[position]
            if byte == delimiter || byte == 10 || byte == 13 { break }
            position += 1
          }
          field = .init(start: fieldStart, count: position - fieldStart)
        }
        if position >= end {
          guard isAtEnd else { break fields }
          block.fields.append(field)
          isWhole = true
          break fields
        }
        let mark = unsafe raw[position]
        if mark == delimiter {
          block.fields.append(field)
          position += 1
          continue
        }
        // A CR at the end of the buffer may be half a CRLF.
        if mark == 13, position + 1 >= end, !isAtEnd { break fields }
        block.fields.append(field)
        recordEnd = position
        position += 1
        if mark == 13, position < end, unsafe raw[position] == 10 { position += 1 }
        recordLines += 1
        isWhole = true
        break
      }
      guard isWhole else {
        block.fields.removeSubrange(firstField...)
        return recordStart
      }
      block.records.append(
        .init(
          fields: firstField..<block.fields.count, line: line, bytes: recordStart..<recordEnd,
          isBroken: isBroken))
      line += recordLines
    }
    return position
  }

  private func linesBefore(
    _ position: Int, from start: Int, _ raw: UnsafeMutableRawBufferPointer
  ) -> Int {
    var lines = 0
    for index in start..<position where unsafe raw[index] == 10 { lines += 1 }
    return lines
  }
}
