/// Cuts JSON objects into the fields of a table whose columns are keys.
struct JSONRows {
  /// The keys, in order of appearance.
  private(set) var columns: [[UInt8]] = []
  private var places: [[UInt8]: Int] = [:]
  /// By column the object that had it last, to find keys that stand twice.
  private var lastSeen: [Int] = []
  private var objects = 0

  /// Takes the keys of an object, at whose brace the scanner stands, and steps over it.
  mutating func collectKeys(_ scanner: inout JSONScanner) throws(JSONFault) {
    var keys: [[UInt8]] = []
    try members(&scanner) { key, scanner throws(JSONFault) in
      keys.append(scanner.unescaped(key))
      try scanner.skipValue()
    }
    // One more than may be is enough to be refused.
    for key in keys where columns.count <= RecordBlock.mostFields && places[key] == nil {
      places[key] = columns.count
      columns.append(key)
      lastSeen.append(0)
    }
  }

  /// Steps over an object and gives each key, its colon passed, to `body`, which takes the value.
  private func members(
    _ scanner: inout JSONScanner,
    _ body: (JSONScanner.Text, inout JSONScanner) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    guard try scanner.skip(UInt8(ascii: "{")) else { throw scanner.fault("'{' is expected") }
    scanner.skipBlanks()
    if try scanner.skip(UInt8(ascii: "}")) { return }
    while true {
      scanner.skipBlanks()
      let key = try scanner.string()
      scanner.skipBlanks()
      guard try scanner.skip(UInt8(ascii: ":")) else {
        throw scanner.fault("a colon is expected")
      }
      scanner.skipBlanks()
      try body(key, &scanner)
      scanner.skipBlanks()
      if try scanner.skip(UInt8(ascii: "}")) { return }
      guard try scanner.skip(UInt8(ascii: ",")) else {
        throw scanner.fault("a comma or '}' is expected")
      }
    }
  }

  /// Appends a header of the keys to `block`.
  func appendHeader(to block: RecordBlock) {
    let first = block.fields.count
    for column in columns { block.fields.append(block.keep(column)) }
    block.records.append(.init(fields: first..<block.fields.count, line: 0, bytes: 0..<0))
  }

  /// Appends a record of empty fields.
  func appendEmpty(to block: RecordBlock, line: Int, bytes: Range<Int>) {
    let first = block.fields.count
    for _ in columns { block.fields.append(.init(start: 0, count: 0)) }
    block.records.append(.init(fields: first..<block.fields.count, line: line, bytes: bytes))
  }

  /// Appends the object at whose brace the scanner stands as a record.
  ///
  /// Where the scanner throws, nothing has been appended.
  mutating func append(
    to block: RecordBlock, line: Int, _ scanner: inout JSONScanner
  ) throws(JSONFault) {
    let start = scanner.position
    let first = block.fields.count
    for _ in columns { block.fields.append(.init(start: 0, count: 0)) }
    objects += 1
    var next = 0
    var problem: RecordBlock.Problem?
    do throws(JSONFault) {
      // Closures that change `self` cannot be handed to its own methods: these are copies.
      var lastSeen = self.lastSeen
      let object = objects
      try members(&scanner) { key, scanner throws(JSONFault) in
        let column = column(of: key, scanner, near: next, in: block)
        if let column {
          next = column + 1
          if lastSeen[column] == object, problem == nil {
            problem = .init(code: .duplicateLabel, reason: "a key stands twice in one object")
          }
          lastSeen[column] = object
        } else if problem == nil {
          let name = String(decoding: scanner.unescaped(key), as: UTF8.self).shown()
          problem = .init(
            code: .extraCell, reason: "the key '\(name)' is in none of the first objects")
        }
        let (field, trouble) = try value(&scanner, block)
        if let column { block.fields[first + column] = field }
        if problem == nil { problem = trouble }
      }
      self.lastSeen = lastSeen
    } catch {
      block.fields.removeSubrange(first...)
      throw error
    }
    block.records.append(
      .init(
        fields: first..<block.fields.count, line: line, bytes: start..<scanner.position))
    if let problem { block.breakLastRecord(problem) }
  }

  /// The column of a key, looked for first where it stood in the objects before.
  private func column(
    of key: JSONScanner.Text, _ scanner: JSONScanner, near guess: Int, in block: RecordBlock
  ) -> Int? {
    if !key.isEscaped, guess < columns.count, columns[guess].count == key.content.count {
      let bytes = unsafe UnsafeRawBufferPointer(rebasing: block.raw[key.content])
      if unsafe columns[guess].elementsEqual(bytes) { return guess }
    }
    let name = scanner.unescaped(key)
    return places[name]
  }

  /// Takes a value as a field, and what is wrong with it.
  private func value(
    _ scanner: inout JSONScanner, _ block: RecordBlock
  ) throws(JSONFault) -> (RecordBlock.Field, RecordBlock.Problem?) {
    let empty = RecordBlock.Field(start: 0, count: 0)
    switch try scanner.peek() {
    case UInt8(ascii: "\""):
      let text = try scanner.string()
      var field = RecordBlock.Field(
        start: text.content.lowerBound, count: text.content.count, isQuoted: true)
      guard text.isEscaped else { return (field, nil) }
      if text.loneSurrogate != nil {
        return (
          empty, .init(code: .encodingError, reason: "half of a surrogate pair stands alone")
        )
      }
      field = block.keep(scanner.unescaped(text))
      field.isQuoted = true
      return (field, nil)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      try scanner.skipValue()
      return (empty, .init(code: .typeError, reason: "an object or array stands in a cell"))
    case UInt8(ascii: "-"), 48...57:
      let range = try scanner.number()
      return (.init(start: range.lowerBound, count: range.count), nil)
    case UInt8(ascii: "n"):
      _ = try scanner.word()
      return (empty, nil)
    default:
      let range = try scanner.word()
      return (.init(start: range.lowerBound, count: range.count), nil)
    }
  }
}
