/// Reads numbers from the bytes of a cell, and refuses what would not be the same number.
enum CellParser {
  /// The bytes without spaces and tabs around them.
  static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var (start, end) = (0, bytes.count)
    while start < end, unsafe isBlank(bytes[start]) { start += 1 }
    while end > start, unsafe isBlank(bytes[end - 1]) { end -= 1 }
    return unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

  /// A whole number of 64 bits: digits with an optional sign, and zeros after a point.
  static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    var index = 0
    let isNegative = unsafe bytes.first == UInt8(ascii: "-")
    if unsafe isNegative || bytes.first == UInt8(ascii: "+") { index = 1 }
    let firstDigit = index
    var number: Int64 = 0
    while index < bytes.count, case let digit = unsafe bytes[index] &- 48, digit < 10 {
      let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, more) =
        isNegative
        ? tens.subtractingReportingOverflow(Int64(digit))
        : tens.addingReportingOverflow(Int64(digit))
      guard !overflow, !more else { return nil }
      number = sum
      index += 1
    }
    guard index > firstDigit else { return nil }
    guard index < bytes.count else { return number }
    guard unsafe bytes[index] == UInt8(ascii: "."), index + 1 < bytes.count else { return nil }
    for place in (index + 1)..<bytes.count where unsafe bytes[place] != UInt8(ascii: "0") {
      return nil
    }
    return number
  }

  /// A finite decimal number with an optional sign, point and exponent, times ten to the power of
  /// `power`; nil also where a power other than 0 cannot be had exactly here.
  static func real(_ bytes: UnsafeRawBufferPointer, power: Int = 0) -> Double? {
    var index = 0
    let isNegative = unsafe bytes.first == UInt8(ascii: "-")
    if unsafe isNegative || bytes.first == UInt8(ascii: "+") { index = 1 }
    var mantissa: UInt64 = 0
    var digits = 0
    var significant = 0
    var scale = 0
    var hasPoint = false
    while index < bytes.count {
      let byte = unsafe bytes[index]
      if byte &- 48 < 10 {
        if significant > 0 || byte != 48 { significant += 1 }
        if significant <= 18 { mantissa = mantissa * 10 + UInt64(byte &- 48) }
        digits += 1
        if hasPoint { scale += 1 }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      index += 1
    }
    guard digits > 0 else { return nil }
    // Up to 15 digits and a small power of ten the division is exact to the last bit.
    let exponent = power - scale
    if index == bytes.count, significant <= 15, (-22...22).contains(exponent) {
      let value =
        exponent < 0
        ? Double(mantissa) / powersOfTen[-exponent] : Double(mantissa) * powersOfTen[exponent]
      return isNegative ? -value : value
    }
    guard power == 0 else { return nil }
    if index < bytes.count {
      guard unsafe bytes[index] | 0x20 == UInt8(ascii: "e"), index + 1 < bytes.count else {
        return nil
      }
      var exponent = index + 1
      if unsafe bytes[exponent] == UInt8(ascii: "-") || bytes[exponent] == UInt8(ascii: "+") {
        exponent += 1
      }
      guard exponent < bytes.count else { return nil }
      for place in exponent..<bytes.count where unsafe bytes[place] &- 48 >= 10 { return nil }
    }
    let value = unsafe Double(String(decoding: bytes, as: UTF8.self))
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// Where the bytes stop being UTF-8; nil where all of them are.
  static func badByte(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var index = 0
    while index < bytes.count {
      if unsafe bytes[index] < 0x80 {
        index += 1
        continue
      }
      let length = unsafe sequenceLength(bytes, at: index)
      guard length > 0 else { return index }
      index += length
    }
    return nil
  }

  /// How many bytes the well-formed character at `index` has; 0 where there is none.
  private static func sequenceLength(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
    let first = unsafe bytes[index]
    let (length, low, high): (Int, UInt8, UInt8) =
      switch first {
      case 0xC2...0xDF: (2, 0x80, 0xBF)
      case 0xE0: (3, 0xA0, 0xBF)
      case 0xED: (3, 0x80, 0x9F)
      case 0xE1...0xEF: (3, 0x80, 0xBF)
      case 0xF0: (4, 0x90, 0xBF)
      case 0xF1...0xF3: (4, 0x80, 0xBF)
      case 0xF4: (4, 0x80, 0x8F)
      default: (0, 0, 0)
      }
    guard length > 0, index + length <= bytes.count,
      unsafe (low...high).contains(bytes[index + 1])
    else { return 0 }
    for offset in 2..<max(2, length) where unsafe bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
