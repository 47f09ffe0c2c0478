/// How numbers with a fraction are written: the fewest digits that give back the same number.
extension ByteBuffer {
  /// Appends a real; a whole one below 10^15 without a point where `isPlain`.
  ///
  /// - Parameters:
  ///   - number: Any number; an infinity is `Infinity` or `-Infinity`.
  ///   - isPlain: Whether 1234 may stand for 1234.0.
  public mutating func append(_ number: Double, isPlain: Bool) {
    guard number.isFinite else {
      append(number < 0 ? "-Infinity" : "Infinity")
      return
    }
    guard !appendShort(number, isPlain: isPlain) else { return }
    append(number.description)
  }

  /// Appends a real with at most so many significant digits; those before the point are all written,
  /// as is a whole number.
  mutating func append(_ number: Double, digits: Int) {
    let size = number.magnitude
    guard number.isFinite, size < 1e15, size.rounded(.towardZero) != size else {
      append(number, isPlain: true)
      return
    }
    let exact = Decimal(number.description)
    var (whole, exponent) = (exact.digits, exact.exponent)
    // The number is whole * 10^exponent: digits are dropped behind the point, half of one upwards.
    let excess = min("\(whole)".utf8.count - digits, -exponent)
    if excess > 0 {
      var scale: UInt64 = 1
      for _ in 0..<excess { scale *= 10 }
      (whole, exponent) = ((whole + scale / 2) / scale, exponent + excess)
    }
    // What is left has so few digits that it is the shortest text of the number it reads as.
    append(Double("\(number < 0 ? "-" : "")\(whole)e\(exponent)") ?? number, isPlain: true)
  }

  /// Appends a finite real with an exponent, by which engines that know decimal fractions tell it
  /// from one.
  mutating func append(exponential number: Double) {
    guard !appendShort(number, isPlain: true) else { return append("e0") }
    let text = number.description
    append(text)
    if !text.utf8.contains(UInt8(ascii: "e")) { append("e0") }
  }

  /// Appends a real as a SQL expression that any SQLite reads as the same number, bit by bit.
  ///
  /// SQLite reads a decimal fraction through a longer number and rounds twice, so that a few of
  /// the shortest texts come out one step off. Those are written as a quotient or product of
  /// whole numbers, which is exact.
  mutating func append(sqlReal number: Double) {
    guard number.isFinite else {
      append(number < 0 ? "-9e999" : "9e999")
      return
    }
    guard !appendShort(number, isPlain: false) else { return }
    let text = number.description
    if Decimal(text).isReadRight { append(text) } else { append(exact: number) }
  }

  /// Appends a number that is whole or has at most four decimals; false for any other.
  ///
  /// Two decimals of at most 15 digits are never the same number, so that this is the shortest.
  private mutating func appendShort(_ number: Double, isPlain: Bool) -> Bool {
    let size = number.magnitude
    guard size < 1e15 else { return false }
    var (whole, fraction, places) = (UInt64(size), UInt64(0), isPlain ? 0 : 1)
    if Double(whole) != size {
      let isSmall = size < 1e11
      let scale = isSmall ? 1e4 : 1e2
      let scaled = UInt64(size * scale + 0.5)
      guard size < 1e13, Double(scaled) / scale == size else { return false }
      (whole, fraction) =
        isSmall
        ? scaled.quotientAndRemainder(dividingBy: 10_000)
        : scaled.quotientAndRemainder(dividingBy: 100)
      places = isSmall ? 4 : 2
      while fraction.isMultiple(of: 10) {
        fraction /= 10
        places -= 1
      }
    }
    unsafe append(atMost: 24) { place in
      // A zero can be negative: SQLite keeps that in a column of no type.
      unsafe place[0] = UInt8(ascii: "-")
      var end = number.sign == .minus ? 1 : 0
      unsafe end += Self.write(whole, at: place + end)
      guard places > 0 else { return end }
      unsafe place[end] = UInt8(ascii: ".")
      for index in stride(from: end + places, to: end, by: -1) {
        unsafe place[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: fraction % 10)
        fraction /= 10
      }
      return end + 1 + places
    }
    return true
  }

  /// Appends `number` as its significand, a whole number, times or over powers of two.
  private mutating func append(exact number: Double) {
    // Parentheses, so that the sign binds as it does in a literal.
    append("(")
    if number < 0 { append(UInt8(ascii: "-")) }
    let size = number.magnitude
    var exponent = Int(size.exponent) - 52
    // A subnormal number has fewer digits; its unit is the smallest number there is.
    if size.isSubnormal { exponent = -1074 }
    let unit = Double(sign: .plus, exponent: exponent, significand: 1)
    append(digits: UInt64(size / unit))
    append(".0")
    let mark = UInt8(ascii: exponent < 0 ? "/" : "*")
    var left = exponent.magnitude
    while left > 0 {
      let power = min(left, 62)
      append(mark)
      append(digits: 1 << UInt64(power))
      append(".0")
      left -= power
    }
    append(")")
  }
}

/// A decimal number as whole digits and a power of ten.
private struct Decimal {
  var digits: UInt64 = 0
  var exponent = 0

  /// Reads what `Double.description` writes.
  init(_ text: String) {
    var (isFraction, isExponent, isNegative, power) = (false, false, false, 0)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"): isExponent = true
      case UInt8(ascii: "-"): isNegative = isExponent
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = Int(byte - UInt8(ascii: "0"))
        if isExponent {
          power = power * 10 + digit
        } else {
          digits = digits * 10 + UInt64(digit)
          if isFraction { exponent -= 1 }
        }
      default: break
      }
    }
    exponent += isNegative ? -power : power
    while digits > 0, digits.isMultiple(of: 10) {
      digits /= 10
      exponent += 1
    }
  }

  /// Whether a reader that computes with 64 bits, and then rounds to the 53 of a double, is right.
  ///
  /// It is where the number does not lie close to the middle between two doubles. Close is here a
  /// 256th of their distance; the reader's own error is below a 1,000th.
  var isReadRight: Bool {
    guard digits > 0 else { return true }
    var quotient: UInt128
    switch exponent {
    case 0...27:
      let (product, isOver) = UInt128(digits).multipliedReportingOverflow(by: Self.five(exponent))
      guard !isOver else { return false }
      quotient = product
    case -27..<0:
      let numerator = UInt128(digits)
      quotient = (numerator << UInt128(numerator.leadingZeroBitCount)) / Self.five(-exponent)
    default: return false
    }
    let extra = 128 - quotient.leadingZeroBitCount - 53
    guard extra > 0 else { return true }
    if extra < 9 { quotient <<= 9 }
    let width = UInt128(extra < 9 ? extra + 9 : extra)
    let rest = quotient & ((1 << width) - 1)
    let half: UInt128 = 1 << (width - 1)
    return (rest > half ? rest - half : half - rest) > half >> 7
  }

  private static func five(_ power: Int) -> UInt128 {
    var result: UInt128 = 1
    for _ in 0..<power { result *= 5 }
    return result
  }
}
