/// Reads JSON objects as records, block by block: an array of them, or one on each line.
///
/// The first record is a header, at line 0: the keys of the first objects, in order of appearance.
/// An object that lacks one has an empty field, and so has a null. Numbers stay as they are
/// written.
struct JSONReader {
  /// How the objects follow each other.
  enum Layout: Sendable {
    /// In one array.
    case array
    /// Each on a line of its own.
    case lines
  }

  let file: any ByteSource
  let layout: Layout
  private var rows = JSONRows()
  private var state = State.start
  private var isAtEnd = false
  /// Bytes of the last block that are not used yet.
  private var carried: [UInt8] = []
  /// The line at ``counted``.
  private var line = 1
  /// How many bytes of the block the lines are counted of.
  private var counted = 0
  /// Where in the block that line begins; below 0 where it did so in an earlier block.
  private var lineStart = 0

  private enum State { case start, opened, first, item, separator, closed }

  /// The bytes that a block holds unless an object is longer.
  private static let blockSize = 1 << 18
  /// How many objects the header is taken from.
  private static let headObjects = 100
  /// The most bytes of a file that are kept to see so many.
  private static let longestHead = 1 << 22

  init(_ file: any ByteSource, layout: Layout) {
    self.file = file
    self.layout = layout
  }

  /// As the journal keeps it.
  var json: String { layout == .array ? "{\"format\": \"json\"}" : "{\"format\": \"ndjson\"}" }

  /// Fills `block` with the next records; false where there are no more.
  ///
  /// - Throws: ``ImportError/malformed(file:line:reason:)`` where an array is not one of JSON, or
  ///   where no object can be read at all.
  mutating func fill(_ block: RecordBlock) throws(ImportError) -> Bool {
    block.clear()
    block.grow(to: Self.blockSize + carried.count)
    unsafe block.raw.copyBytes(from: carried)
    var count = carried.count
    // A block that has grown is not filled again with many small objects.
    var room = max(Self.blockSize, count)
    carried = []
    while true {
      try read(into: block, &count, upTo: room)
      if state == .start {
        guard begin(block, count) else {
          room *= 2
          block.grow(to: room)
          continue
        }
      }
      let used = try layout == .array ? cutArray(block, count) : cutLines(block, count)
      if !block.records.isEmpty || isAtEnd {
        try refuseWithoutKeys(block)
        carried = unsafe Array(block.raw[used..<count])
        advance(block, to: used)
        counted -= used
        lineStart -= used
        return !block.records.isEmpty
      }
      if used > 0 {
        advance(block, to: used)
        unsafe block.raw.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: block.raw[used..<count]))
        count -= used
        counted -= used
        lineStart -= used
      }
      if count == room {
        guard room < RecordBlock.longestRecord else {
          throw malformed(
            JSONFault(offset: 0, reason: "an object does not end within 64 MiB"), block)
        }
        room *= 2
        block.grow(to: room)
      }
    }
  }

  /// Counts the lines up to `offset`.
  private mutating func advance(_ block: RecordBlock, to offset: Int) {
    while counted < offset {
      if unsafe block.raw[counted] == 10 {
        line += 1
        lineStart = counted + 1
      }
      counted += 1
    }
  }

  private mutating func malformed(_ fault: JSONFault, _ block: RecordBlock) -> ImportError {
    advance(block, to: fault.offset)
    return .malformed(
      file: file.name, line: line,
      reason: "column \(fault.offset - lineStart + 1): \(fault.reason)")
  }

  /// Refuses a file in which there are values and no keys to make a header of, or too many.
  private func refuseWithoutKeys(_ block: RecordBlock) throws(ImportError) {
    guard rows.columns.count <= RecordBlock.mostFields else {
      throw .malformed(
        file: file.name, line: 1,
        reason: "the first objects have more than \(RecordBlock.mostFields) keys")
    }
    guard rows.columns.isEmpty, let first = block.records.first else { return }
    throw .malformed(
      file: file.name, line: first.line,
      reason: first.isBroken ? block.problem(of: first).reason : "the object has no keys")
  }

  /// Reads until the block has `room` bytes or the file is at its end.
  private mutating func read(
    into block: RecordBlock, _ count: inout Int, upTo room: Int
  ) throws(ImportError) {
    while !isAtEnd, count < room {
      let got = try unsafe file.read(
        into: UnsafeMutableRawBufferPointer(rebasing: block.raw[count..<room]))
      isAtEnd = got == 0
      count += got
    }
  }

  private func scanner(_ block: RecordBlock, from: Int, to end: Int, isWhole: Bool) -> JSONScanner {
    unsafe JSONScanner(
      UnsafeRawBufferPointer(rebasing: block.raw[..<end]), from: from, isWhole: isWhole)
  }

  // MARK: The head

  /// Takes the keys of the first objects; false where more must be read to see enough of them.
  ///
  /// What is wrong with them is found when the records are cut.
  private mutating func begin(_ block: RecordBlock, _ count: Int) -> Bool {
    let mark = block.markLength(of: count)
    rows = JSONRows()
    let isEnough =
      layout == .array
      ? collectFromArray(block, mark, count)
      : collectFromLines(block, mark, count)
    guard isEnough || isAtEnd || count >= Self.longestHead else { return false }
    state = .opened
    // The mark becomes blanks.
    for index in 0..<mark { unsafe block.raw[index] = 32 }
    lineStart = mark
    if !rows.columns.isEmpty { rows.appendHeader(to: block) }
    return true
  }

  /// Whether there are enough objects, or something is wrong.
  private mutating func collectFromArray(_ block: RecordBlock, _ start: Int, _ count: Int) -> Bool {
    var scanner = scanner(block, from: start, to: count, isWhole: isAtEnd)
    do throws(JSONFault) {
      scanner.skipBlanks()
      guard try scanner.skip(UInt8(ascii: "[")) else { return true }
      for _ in 0..<Self.headObjects {
        scanner.skipBlanks()
        if try scanner.peek() == UInt8(ascii: "{") {
          try rows.collectKeys(&scanner)
        } else {
          try scanner.skipValue()
        }
        scanner.skipBlanks()
        guard try scanner.skip(UInt8(ascii: ",")) else { return true }
      }
    } catch { return !error.isCut }
    return true
  }

  /// Whether there are enough lines.
  private mutating func collectFromLines(_ block: RecordBlock, _ start: Int, _ count: Int) -> Bool {
    var place = start
    var lines = 0
    while lines < Self.headObjects {
      guard place < count, let end = lineEnd(block, place, count) else { return false }
      var scanner = scanner(block, from: place, to: end, isWhole: true)
      scanner.skipBlanks()
      if scanner.position < end {
        try? rows.collectKeys(&scanner)
        lines += 1
      }
      place = end + 1
    }
    return true
  }

  // MARK: The records

  /// Cuts the bytes of an array into records; returns how many of them are used up.
  private mutating func cutArray(
    _ block: RecordBlock, _ count: Int
  ) throws(ImportError) -> Int {
    var scanner = scanner(block, from: 0, to: count, isWhole: isAtEnd)
    var used = 0
    do throws(JSONFault) {
      while block.fields.count < RecordBlock.fieldsOfBlock {
        scanner.skipBlanks()
        advance(block, to: scanner.position)
        used = scanner.position
        switch state {
        case .start, .opened:
          if isAtEnd, scanner.position == count { return used }
          guard try scanner.skip(UInt8(ascii: "[")) else {
            throw scanner.fault("an array of objects is expected, which begins with '['")
          }
          state = .first
        case .first where try scanner.skip(UInt8(ascii: "]")): state = .closed
        case .closed:
          guard scanner.position == count else {
            throw scanner.fault("text follows the end of the array")
          }
          return used
        case .separator:
          if try scanner.skip(UInt8(ascii: "]")) {
            state = .closed
          } else if try scanner.skip(UInt8(ascii: ",")) {
            state = .item
          } else {
            throw scanner.fault("a comma or ']' is expected")
          }
        case .first, .item:
          let start = scanner.position
          if try scanner.peek() == UInt8(ascii: "{") {
            try rows.append(to: block, line: line, &scanner)
          } else {
            try scanner.skipValue()
            rows.appendEmpty(to: block, line: line, bytes: start..<scanner.position)
            block.breakLastRecord(.init(code: .typeError, reason: "it is not an object"))
          }
          state = .separator
        }
        used = scanner.position
      }
      return used
    } catch {
      guard !error.isCut else { return used }
      throw malformed(error, block)
    }
  }

  /// Cuts lines into records; returns how many bytes are used up.
  private mutating func cutLines(_ block: RecordBlock, _ count: Int) throws(ImportError) -> Int {
    var place = 0
    while block.fields.count < RecordBlock.fieldsOfBlock, place < count,
      let end = lineEnd(block, place, count)
    {
      var scanner = scanner(block, from: place, to: end, isWhole: true)
      scanner.skipBlanks()
      let start = scanner.position
      if start < end {
        do throws(JSONFault) {
          try rows.append(to: block, line: line, &scanner)
          scanner.skipBlanks()
          if scanner.position < end {
            block.breakLastRecord(
              .init(code: .cellError, reason: "text follows the end of the object"))
          }
        } catch {
          rows.appendEmpty(to: block, line: line, bytes: start..<end)
          block.breakLastRecord(
            .init(code: .cellError, reason: "column \(error.offset - place + 1): \(error.reason)")
          )
        }
        if let last = block.records.indices.last { block.records[last].bytes = start..<end }
      }
      place = min(end + 1, count)
      advance(block, to: place)
    }
    return place
  }

  /// Where the line that begins at `start` ends; nil where its end is not read yet.
  private func lineEnd(_ block: RecordBlock, _ start: Int, _ count: Int) -> Int? {
    var end = start
    while end < count, unsafe block.raw[end] != 10 { end += 1 }
    return end < count || isAtEnd ? end : nil
  }
}
