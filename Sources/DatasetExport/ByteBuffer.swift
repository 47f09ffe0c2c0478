/// Bytes on their way out, to which formats and dialects append.
public struct ByteBuffer: Sendable {
  /// What has been appended.
  public private(set) var bytes: [UInt8] = []

  /// Makes an empty buffer.
  public init() {}

  /// How many bytes there are.
  public var count: Int { bytes.count }

  /// Takes everything out and keeps the room.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Makes room for so many bytes.
  public mutating func reserve(_ capacity: Int) { bytes.reserveCapacity(capacity) }

  /// Appends one byte.
  public mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Appends text as UTF-8.
  public mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends bytes.
  public mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }

  /// Appends a whole number in decimal.
  public mutating func append(integer number: Int64) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digits: number.magnitude)
  }

  /// Appends bytes that lie elsewhere.
  @unsafe mutating func append(raw: UnsafeRawBufferPointer) {
    unsafe bytes.append(contentsOf: raw)
  }

  /// Appends bytes as `X'0aff'`, which is how SQL writes them.
  @unsafe mutating func append(hex raw: UnsafeRawBufferPointer) {
    append("X'")
    unsafe append(digits: raw)
    bytes.append(UInt8(ascii: "'"))
  }

  /// Appends bytes as hexadecimal digits.
  @unsafe mutating func append(digits raw: UnsafeRawBufferPointer) {
    for index in 0..<raw.count {
      let byte = unsafe raw[index]
      bytes.append(Self.hexDigits[Int(byte >> 4)])
      bytes.append(Self.hexDigits[Int(byte & 15)])
    }
  }

  /// Appends the decimal digits of `number`, with zeros in front up to `width`.
  mutating func append(digits number: UInt64, width: Int = 1) {
    var length = 1
    var bound: UInt64 = 10
    while number >= bound {
      length += 1
      let (next, isOver) = bound.multipliedReportingOverflow(by: 10)
      if isOver { break }
      bound = next
    }
    length = max(length, width)
    let start = bytes.count
    for _ in 0..<length { bytes.append(UInt8(ascii: "0")) }
    var (rest, place) = (number, start + length)
    while rest > 0 {
      place -= 1
      bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// Takes every `byte` off the end.
  mutating func dropTrailing(_ byte: UInt8) {
    while bytes.last == byte { bytes.removeLast() }
  }

  static let hexDigits = Array("0123456789abcdef".utf8)
}

/// Whether the bytes are well-formed UTF-8.
@unsafe func isUTF8(_ raw: UnsafeRawBufferPointer) -> Bool {
  let bytes = unsafe raw.bindMemory(to: UInt8.self)
  return (try? UTF8Span(validating: unsafe bytes.span)) != nil
}
