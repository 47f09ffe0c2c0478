/// Why text is not JSON.
struct JSONFault: Error, Hashable {
  /// The byte that does not fit.
  var offset: Int
  /// What is wrong, without a full stop.
  var reason: String
  /// Whether only the rest is missing.
  var isCut = false
}

/// Steps over JSON text, RFC 8259 to the letter, and builds nothing.
@safe struct JSONScanner {
  /// Where the scanner stands.
  var position: Int
  private let bytes: UnsafeRawBufferPointer
  private let count: Int
  /// Whether the text ends where the bytes do.
  private let isWhole: Bool
  private let checksText: Bool

  /// How deep arrays and objects may lie in each other.
  static let deepest = 1_024

  /// A string as it stands between its quotes.
  struct Text {
    var content: Range<Int>
    /// Whether there are escapes in it.
    var isEscaped = false
    /// Where half of a surrogate pair stands alone.
    var loneSurrogate: Int?
  }

  init(
    _ bytes: UnsafeRawBufferPointer, from position: Int = 0, isWhole: Bool = true,
    checksText: Bool = false
  ) {
    unsafe self.bytes = bytes
    count = bytes.count
    self.position = position
    self.isWhole = isWhole
    self.checksText = checksText
  }

  /// What keeps `bytes` from being one JSON text; nil for nothing.
  ///
  /// A byte order mark is passed over. Strings must be UTF-8 and surrogates come in pairs.
  static func validate(_ bytes: [UInt8]) -> JSONFault? {
    unsafe bytes.withUnsafeBytes { buffer in
      var scanner = unsafe JSONScanner(buffer, checksText: true)
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.position = 3 }
      do throws(JSONFault) {
        scanner.skipBlanks()
        try scanner.skipValue()
        scanner.skipBlanks()
      } catch { return error }
      guard scanner.position == bytes.count else {
        return JSONFault(offset: scanner.position, reason: "text follows the end of the value")
      }
      return nil
    }
  }

  /// The byte at the scanner's place.
  func peek() throws(JSONFault) -> UInt8 {
    guard position < count else { throw end }
    return unsafe bytes[position]
  }

  /// That the text ends here, or that more of it must be read.
  var end: JSONFault {
    JSONFault(offset: position, reason: "the text ends inside a value", isCut: !isWhole)
  }

  /// Steps over spaces, tabs and line ends.
  mutating func skipBlanks() {
    while position < count, case let byte = unsafe bytes[position],
      byte == 32 || byte == 10 || byte == 13 || byte == 9
    { position += 1 }
  }

  /// Steps over `byte`; false where another one stands.
  mutating func skip(_ byte: UInt8) throws(JSONFault) -> Bool {
    guard try peek() == byte else { return false }
    position += 1
    return true
  }

  /// A fault at the scanner's place.
  func fault(_ reason: String) -> JSONFault { JSONFault(offset: position, reason: reason) }

  /// Steps over a string, at whose opening quote the scanner stands.
  mutating func string() throws(JSONFault) -> Text {
    guard try skip(UInt8(ascii: "\"")) else { throw fault("a string is expected") }
    var text = Text(content: position..<position)
    while true {
      let byte = try peek()
      if byte == UInt8(ascii: "\"") { break }
      if byte < 0x20 { throw fault("a control character stands in a string") }
      position += 1
      guard byte == UInt8(ascii: "\\") else { continue }
      text.isEscaped = true
      let escape = try peek()
      guard "\"\\/bfnrtu".utf8.contains(escape) else { throw fault("no escape begins so") }
      position += 1
      if escape == UInt8(ascii: "u") { try skipUnit(&text) }
    }
    text.content = text.content.lowerBound..<position
    if checksText {
      if let lone = text.loneSurrogate {
        throw JSONFault(offset: lone, reason: "half of a surrogate pair stands alone")
      }
      let content = unsafe UnsafeRawBufferPointer(rebasing: bytes[text.content])
      if let bad = unsafe CellParser.badByte(content) {
        throw JSONFault(offset: text.content.lowerBound + bad, reason: "a byte is not UTF-8")
      }
    }
    position += 1
    return text
  }

  /// Steps over the four digits of a unit of UTF-16, and over the second half of a pair.
  private mutating func skipUnit(_ text: inout Text) throws(JSONFault) {
    let start = position - 2
    let unit = try fourDigits()
    guard unit & 0xF800 == 0xD800 else { return }
    let second = position
    if unit < 0xDC00, try skip(UInt8(ascii: "\\")) {
      if try skip(UInt8(ascii: "u")), try fourDigits() & 0xFC00 == 0xDC00 { return }
      // What follows is an escape of its own.
      position = second
    }
    if text.loneSurrogate == nil { text.loneSurrogate = start }
  }

  private mutating func fourDigits() throws(JSONFault) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = Self.hexadecimal(try peek()) else {
        throw fault("four hexadecimal digits must follow \\u")
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }

  /// The value of a hexadecimal digit.
  static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }

  /// Steps over a number; returns where it stands.
  mutating func number() throws(JSONFault) -> Range<Int> {
    let start = position
    _ = try skip(UInt8(ascii: "-"))
    if try skip(UInt8(ascii: "0")) {
      if let next = at(position), next &- 48 < 10 { throw fault("a number begins with 0") }
    } else {
      try digits()
    }
    if at(position) == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if let mark = at(position), mark | 0x20 == UInt8(ascii: "e") {
      position += 1
      if let sign = at(position), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        position += 1
      }
      try digits()
    }
    // Behind the last byte that has been read there may be more digits.
    if position == count, !isWhole { throw end }
    return start..<position
  }

  private func at(_ place: Int) -> UInt8? { place < count ? unsafe bytes[place] : nil }

  private mutating func digits() throws(JSONFault) {
    guard try peek() &- 48 < 10 else { throw fault("a digit is expected") }
    while let byte = at(position), byte &- 48 < 10 { position += 1 }
  }

  /// Steps over `true`, `false` or `null`; returns where it stands.
  mutating func word() throws(JSONFault) -> Range<Int> {
    let start = position
    let word: StaticString
    switch try peek() {
    case UInt8(ascii: "t"): word = "true"
    case UInt8(ascii: "f"): word = "false"
    case UInt8(ascii: "n"): word = "null"
    default: throw fault("a value is expected")
    }
    for index in 0..<word.utf8CodeUnitCount {
      let byte = unsafe word.utf8Start[index]
      guard try skip(byte) else { throw fault("a value is expected") }
    }
    return start..<position
  }

  /// Steps over a value of any kind.
  mutating func skipValue() throws(JSONFault) {
    var closers: [UInt8] = []
    values: while true {
      skipBlanks()
      let first = try peek()
      switch first {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard closers.count < Self.deepest else {
          throw fault("values lie more than \(Self.deepest) deep in each other")
        }
        position += 1
        // The closing brace or bracket is two behind the opening one in ASCII.
        closers.append(first + 2)
        skipBlanks()
        if try peek() != first + 2 {
          if first == UInt8(ascii: "{") { try skipKey() }
          continue values
        }
      case UInt8(ascii: "\""): _ = try string()
      case UInt8(ascii: "-"), 48...57: _ = try number()
      default: _ = try word()
      }
      // Here a value ends, or a container is about to.
      while let closer = closers.last {
        skipBlanks()
        guard try skip(closer) else {
          guard try skip(UInt8(ascii: ",")) else {
            throw fault("a comma or '\(Unicode.Scalar(closer))' is expected")
          }
          if closer == UInt8(ascii: "}") {
            skipBlanks()
            try skipKey()
          }
          continue values
        }
        closers.removeLast()
      }
      return
    }
  }

  private mutating func skipKey() throws(JSONFault) {
    _ = try string()
    skipBlanks()
    guard try skip(UInt8(ascii: ":")) else { throw fault("a colon is expected") }
  }

  /// The text of a string without its escapes; half of a surrogate pair becomes U+FFFD.
  func unescaped(_ text: Text) -> [UInt8] {
    guard text.isEscaped else { return unsafe Array(bytes[text.content]) }
    var result: [UInt8] = []
    result.reserveCapacity(text.content.count)
    var index = text.content.lowerBound
    while index < text.content.upperBound {
      let byte = unsafe bytes[index]
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        index += 1
        continue
      }
      let escape = unsafe bytes[index + 1]
      index += 2
      switch escape {
      case UInt8(ascii: "b"): result.append(8)
      case UInt8(ascii: "f"): result.append(12)
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "t"): result.append(9)
      case UInt8(ascii: "u"):
        var scalar = UInt32(unit(at: index))
        index += 4
        if scalar & 0xFC00 == 0xD800, index + 6 <= text.content.upperBound,
          unsafe bytes[index] == UInt8(ascii: "\\"), unsafe bytes[index + 1] == UInt8(ascii: "u"),
          case let low = unit(at: index + 2), low & 0xFC00 == 0xDC00
        {
          scalar = 0x10000 + ((scalar & 0x3FF) << 10 | UInt32(low & 0x3FF))
          index += 6
        }
        result += Array(String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8)
      default: result.append(escape)
      }
    }
    return result
  }

  private func unit(at place: Int) -> UInt16 {
    var unit: UInt16 = 0
    for index in place..<place + 4 {
      unit = unsafe unit << 4 | UInt16(Self.hexadecimal(bytes[index]) ?? 0)
    }
    return unit
  }
}
