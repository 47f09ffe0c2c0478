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
    var quote = QuoteMark.usual

    /// As the journal keeps it.
    var json: String {
      let mark =
        switch quote {
        case .usual: ""
        case .absent: ", \"quote\": null"
        case .byte(let byte): ", \"quote\": \(Self.json(byte))"
        }
      return "{\"format\": \"csv\", \"delimiter\": \(Self.json(delimiter))\(mark)}"
    }

    private static func json(_ byte: UInt8) -> String {
      if byte == 9 { return "\"\\t\"" }
      let isPlain = byte > 31 && byte != 34 && byte != 92
      let digits = String(byte, radix: 16)
      return isPlain
        ? "\"\(text(byte))\"" : "\"\\u00\(digits.count < 2 ? "0" : "")\(digits)\""
    }

    /// What says on the command line how the file is laid out.
    var options: String {
      let mark =
        switch quote {
        case .usual: ""
        case .absent: " --quote none"
        case .byte(let byte): " --quote \(Self.argument(byte))"
        }
      return "--delimiter \(Self.argument(delimiter))\(mark)"
    }

    private static func argument(_ byte: UInt8) -> String {
      byte == UInt8(ascii: "'") ? "\"'\"" : byte == 9 ? "'\\t'" : "'\(text(byte))'"
    }

    private static func text(_ byte: UInt8) -> String { String(UnicodeScalar(byte)) }
  }

  /// The bytes that a block holds unless a record is longer.
  private static let blockSize = 1 << 18
  /// A field in quotes longer than this has lost its closing quote.
  static let longestField = 1 << 20

  init(_ file: any ByteSource, dialect: Dialect) {
    self.file = file
    self.dialect = dialect
  }

  /// Fills `block` with the next records; false where there are no more.
  ///
  /// A quote that is not closed before the end of the file, or within a mebibyte, makes a broken
  /// record of the line it stands in, and the next line begins a record of its own.
  ///
  /// - Throws: ``ImportError/malformed(file:line:reason:)`` where that line itself has no end within a
  ///   mebibyte, or a record is too long or has too many cells.
  mutating func fill(_ block: RecordBlock) throws(ImportError) -> Bool {
    block.clear()
    block.grow(to: Self.blockSize + carried.count)
    unsafe block.raw.copyBytes(from: carried)
    var count = carried.count
    carried = []
    var isLong = false
    while !isAtEnd || count > 0 {
      // What a long record has left over is cut first.
      if !isAtEnd, isLong || count < Self.blockSize {
        try read(into: block, &count, isLong: isLong)
      }
      var start = 0
      if isAtStart, count >= 3 || isAtEnd {
        isAtStart = false
        start = block.markLength(of: count)
      } else if isAtStart {
        continue
      }
      let end = try cut(block, from: start, to: count)
      if !block.records.isEmpty || isAtEnd {
        carried = unsafe Array(block.raw[end..<count])
        return !block.records.isEmpty
      }
      guard count < RecordBlock.longestRecord else {
        throw .malformed(
          file: file.name, line: line,
          reason: "a record begins that is too long: it does not end within 64 MiB")
      }
      isLong = true
      // A byte order mark must not be seen again when a long first record is cut anew.
      isAtStart = start > 0
    }
    return false
  }

  /// Reads some bytes; of a long record so many that there are twice as many of it, so that it is not
  /// cut anew for every few.
  private mutating func read(
    into block: RecordBlock, _ count: inout Int, isLong: Bool
  ) throws(ImportError) {
    let room = isLong ? 2 * count : count + Self.blockSize
    block.grow(to: room)
    repeat {
      let got = try unsafe file.read(
        into: UnsafeMutableRawBufferPointer(rebasing: block.raw[count..<room]))
      isAtEnd = got == 0
      count += got
    } while isLong && !isAtEnd && count < room
  }

  /// Cuts the bytes from `start` to `end` into records; returns where the first one begins that is
  /// not whole.
  private mutating func cut(
    _ block: RecordBlock, from start: Int, to end: Int
  ) throws(ImportError) -> Int {
    let raw = unsafe block.raw
    // The fields are gathered outside the block, which is not asked for each of them whether it may be
    // changed.
    var fields: [RecordBlock.Field] = []
    swap(&fields, &block.fields)
    defer { swap(&fields, &block.fields) }
    let delimiter = dialect.delimiter
    // No byte is -1: nothing then encloses a field.
    let quote = dialect.quote.byte.map(Int.init) ?? -1
    var position = start
    while position < end, fields.count < RecordBlock.fieldsOfBlock {
      let recordStart = position
      let firstField = fields.count
      var recordLines = 0
      var isBroken = false
      var isWhole = false
      var problem: RecordBlock.Problem?
      var recordEnd = end
      cells: while true {
        var field: RecordBlock.Field
        if position < end, unsafe Int(raw[position]) == quote {
          let opening = position
          var hasDoubled = false
          position += 1
          while true {
            while position < end, unsafe Int(raw[position]) != quote {
              if unsafe raw[position] == 10 { recordLines += 1 }
              position += 1
            }
            guard position < end else { break }
            guard position + 1 < end, unsafe Int(raw[position + 1]) == quote else {
              break
            }
            hasDoubled = true
            position += 2
          }
          if position - opening > Self.longestField || (position >= end && isAtEnd) {
            recordEnd = try unsafe endOfLine(opening, from: recordStart, to: end, raw)
            fields.append(.init(start: opening, count: recordEnd - opening))
            recordLines = unsafe lines(in: recordStart..<opening, raw) + 1
            position = unsafe afterLineEnd(recordEnd, to: end, raw)
            isWhole = true
            let last = min(end, opening + Self.longestField)
            problem = unsafe Self.unclosed(
              line: line + recordLines - 1, lines: lines(in: opening..<last, raw),
              isAtEnd: last == end)
            break cells
          }
          // The last quote of the buffer may be the first of two.
          guard position + 1 < end || (position < end && isAtEnd) else { break cells }
          let content = opening + 1..<position
          field =
            hasDoubled
            ? block.undouble(content, quote: UInt8(quote))
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
          guard isAtEnd else { break cells }
          fields.append(field)
          isWhole = true
          break cells
        }
        let mark = unsafe raw[position]
        if mark == delimiter {
          fields.append(field)
          guard fields.count - firstField < RecordBlock.mostFields else {
            throw .malformed(
              file: file.name, line: line,
              reason: "a record begins that has more than \(RecordBlock.mostFields) cells")
          }
          position += 1
          continue
        }
        // A CR at the end of the buffer may be half a CRLF.
        if mark == 13, position + 1 >= end, !isAtEnd { break cells }
        fields.append(field)
        recordEnd = position
        position = unsafe afterLineEnd(position, to: end, raw)
        recordLines += 1
        isWhole = true
        break
      }
      guard isWhole else {
        fields.removeSubrange(firstField...)
        return recordStart
      }
      block.records.append(
        .init(
          fields: firstField..<fields.count, line: line, bytes: recordStart..<recordEnd,
          isBroken: isBroken))
      if let problem {
        block.breakLastRecord(problem)
      } else if isBroken, recordLines > 1 {
        block.breakLastRecord(Self.scattered(lines: recordLines))
      }
      line += recordLines
    }
    return position
  }

  /// Where the line ends in which a quote opens that is never closed.
  private func endOfLine(
    _ opening: Int, from start: Int, to end: Int, _ raw: UnsafeMutableRawBufferPointer
  ) throws(ImportError) -> Int {
    let bound = min(end, opening + Self.longestField)
    for index in opening..<bound where unsafe raw[index] == 10 || raw[index] == 13 { return index }
    guard bound == end, isAtEnd else {
      throw .malformed(
        file: file.name, line: unsafe line + lines(in: start..<opening, raw),
        reason: "a quote opens here, and neither it nor the line ends within 1 MiB")
    }
    return end
  }

  /// Where the next line begins after one that ends at `position`.
  private func afterLineEnd(
    _ position: Int, to end: Int, _ raw: UnsafeMutableRawBufferPointer
  ) -> Int {
    guard position < end else { return end }
    let isPair = unsafe raw[position] == 13 && position + 1 < end && raw[position + 1] == 10
    return position + (isPair ? 2 : 1)
  }

  private func lines(in range: Range<Int>, _ raw: UnsafeMutableRawBufferPointer) -> Int {
    var lines = 0
    for index in range where unsafe raw[index] == 10 { lines += 1 }
    return lines
  }

  /// Says of a record that a quote is missing from the lines that follow.
  private static func unclosed(line: Int, lines: Int, isAtEnd: Bool) -> RecordBlock.Problem {
    let place = isAtEnd ? "up to the end of the file" : "in the next MiB"
    return .init(
      code: .unclosedQuote,
      reason:
        "a quote opens in line \(line) and is not closed \(place), through \(lines) lines; those after "
        + "it are read as rows of their own")
  }

  /// Says of a record with text behind a closing quote that it takes several lines.
  private static func scattered(lines: Int) -> RecordBlock.Problem {
    .init(
      code: .cellError,
      reason:
        "text follows the closing quote of a cell, and the record takes \(lines) lines: a quote "
        + "may be missing in its first line")
  }
}
