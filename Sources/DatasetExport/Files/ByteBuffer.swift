/// Bytes on their way out, to which formats and dialects append.
public struct ByteBuffer: Sendable {
  /// What has been appended, and behind it room for more.
  private var storage: [UInt8] = []
  /// How many bytes there are.
  public private(set) var count = 0

  /// Makes an empty buffer.
  public init() {}

  /// What has been appended.
  public var bytes: [UInt8] { Array(storage[..<count]) }

  /// Lends what has been appended to `body`, without copying it.
  @unsafe func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    unsafe storage.withUnsafeBytes { unsafe body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }

  /// Takes everything out and keeps the room.
  public mutating func removeAll() { count = 0 }

  /// Makes room for so many bytes.
  public mutating func reserve(_ capacity: Int) {
    if capacity > storage.count {
      storage.append(contentsOf: repeatElement(0, count: capacity - storage.count))
    }
  }

  /// Appends one byte.
  public mutating func append(_ byte: UInt8) {
    if count == storage.count { grow(1) }
    storage[count] = byte
    count += 1
  }

  /// Appends text as UTF-8.
  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { unsafe append(raw: UnsafeRawBufferPointer($0)) }
  }

  /// Appends bytes.
  public mutating func append(_ more: [UInt8]) {
    unsafe more.withUnsafeBytes { unsafe append(raw: $0) }
  }

  /// Appends a whole number in decimal.
  public mutating func append(integer number: Int64) {
    unsafe append(atMost: 20) { place in
      unsafe place[0] = UInt8(ascii: "-")
      let sign = number < 0 ? 1 : 0
      return unsafe sign + Self.write(number.magnitude, at: place + sign)
    }
  }

  /// Appends bytes that lie elsewhere.
  @unsafe mutating func append(raw: UnsafeRawBufferPointer) {
    guard let start = raw.baseAddress else { return }
    unsafe append(atMost: raw.count) { place in
      unsafe UnsafeMutableRawPointer(place).copyMemory(from: start, byteCount: raw.count)
      return raw.count
    }
  }

  /// Appends bytes as `X'0aff'`, which is how SQL writes them.
  @unsafe mutating func append(hex raw: UnsafeRawBufferPointer) {
    append("X'")
    unsafe append(digits: raw)
    append(UInt8(ascii: "'"))
  }

  /// Appends bytes as hexadecimal digits.
  @unsafe mutating func append(digits raw: UnsafeRawBufferPointer) {
    unsafe append(atMost: 2 * raw.count) { place in
      for index in 0..<raw.count {
        let byte = unsafe raw[index]
        unsafe place[2 * index] = Self.hexDigit(byte >> 4)
        unsafe place[2 * index + 1] = Self.hexDigit(byte & 15)
      }
      return 2 * raw.count
    }
  }

  /// Appends the decimal digits of `number`, with zeros in front up to `width`.
  mutating func append(digits number: UInt64, width: Int = 1) {
    let length = Self.length(of: number)
    unsafe append(atMost: max(length, width)) { place in
      let zeros = max(0, width - length)
      for index in 0..<zeros { unsafe place[index] = UInt8(ascii: "0") }
      return unsafe zeros + Self.write(number, at: place + zeros)
    }
  }

  /// Takes every `byte` off the end.
  mutating func dropTrailing(_ byte: UInt8) {
    while count > 0, storage[count - 1] == byte { count -= 1 }
  }

  /// Appends up to `limit` bytes that `body` writes where it is told to, and counts.
  @inline(__always)
  @unsafe mutating func append(
    atMost limit: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int
  ) {
    if count + limit > storage.count { grow(limit) }
    let start = count
    count += unsafe storage.withUnsafeMutableBufferPointer { all in
      unsafe all.baseAddress.map { unsafe body($0 + start) } ?? 0
    }
  }

  /// Writes the decimal digits of `number`, and says how many.
  @inline(__always)
  @unsafe static func write(_ number: UInt64, at place: UnsafeMutablePointer<UInt8>) -> Int {
    let length = length(of: number)
    var (rest, end) = (number, length)
    while rest >= 10 {
      end -= 1
      unsafe place[end] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    unsafe place[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest)
    return length
  }

  /// How many decimal digits `number` has.
  @inline(__always)
  private static func length(of number: UInt64) -> Int {
    var (length, rest) = (1, number)
    while rest >= 10_000 {
      rest /= 10_000
      length += 4
    }
    return length + (rest >= 1_000 ? 3 : rest >= 100 ? 2 : rest >= 10 ? 1 : 0)
  }

  /// The hexadecimal digit of a number below 16.
  @inline(__always)
  static func hexDigit(_ number: UInt8) -> UInt8 {
    number < 10 ? UInt8(ascii: "0") + number : UInt8(ascii: "a") - 10 + number
  }

  /// Makes room for `more` bytes.
  @inline(never)
  private mutating func grow(_ more: Int) { reserve(max(count + more, 2 * storage.count, 64)) }
}

/// Whether the bytes are well-formed UTF-8.
@unsafe func isUTF8(_ raw: UnsafeRawBufferPointer) -> Bool {
  let bytes = unsafe raw.bindMemory(to: UInt8.self)
  return (try? UTF8Span(validating: unsafe bytes.span)) != nil
}
