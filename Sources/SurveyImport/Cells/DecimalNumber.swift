/// A decimal number as it is written, without rounding: a mantissa times a power of ten.
struct DecimalNumber: Hashable, Sendable {
  /// Whether the number is below zero.
  var isNegative = false
  /// The digits as a whole number, at most 38 of them.
  var mantissa: UInt128
  /// The power of ten that the mantissa is multiplied by.
  var exponent: Int

  /// A whole number.
  init(_ number: Int64) {
    isNegative = number < 0
    mantissa = UInt128(number.magnitude)
    exponent = 0
  }

  /// Takes the parts, and leaves zeros at the end of the mantissa to the exponent.
  init(isNegative: Bool = false, mantissa: UInt128, exponent: Int) {
    var (mantissa, exponent) = (mantissa, exponent)
    while mantissa != 0, mantissa % 10 == 0 {
      mantissa /= 10
      exponent += 1
    }
    self.isNegative = isNegative
    self.mantissa = mantissa
    self.exponent = mantissa == 0 ? 0 : exponent
  }

  /// The digits of `whole` and, after the point, of `fraction`, which hold digits of ASCII alone;
  /// nil for more than 38 significant digits.
  init?(isNegative: Bool = false, whole: some StringProtocol, fraction: some StringProtocol) {
    var digits = (String(whole) + String(fraction)).drop { $0 == "0" }
    var exponent = -fraction.utf8.count
    while digits.last == "0" {
      digits.removeLast()
      exponent += 1
    }
    guard digits.utf8.count <= 38 else { return nil }
    self.init(
      isNegative: isNegative, mantissa: UInt128(digits) ?? 0,
      exponent: digits.isEmpty ? 0 : exponent)
  }

  /// The number times a power of ten, exactly.
  func scaled(byPowerOfTen power: Int) -> DecimalNumber {
    DecimalNumber(isNegative: isNegative, mantissa: mantissa, exponent: exponent + power)
  }

  /// The number times a factor; nil where that is no decimal number of at most 38 digits.
  func multiplied(by factor: UnitFactor) -> DecimalNumber? {
    var (product, overflow) = mantissa.multipliedReportingOverflow(by: UInt128(factor.numerator))
    var power = exponent + factor.powerOfTen
    let divisor = UInt128(factor.denominator)
    // A quotient that ends does so after as many digits as the divisor has bits at most.
    for _ in 0..<64 where !overflow && product % divisor != 0 {
      (product, overflow) = product.multipliedReportingOverflow(by: 10)
      power -= 1
    }
    guard !overflow, product % divisor == 0 else { return nil }
    return DecimalNumber(
      isNegative: isNegative, mantissa: product / divisor, exponent: power)
  }

  /// The sum; nil where it has more than 38 digits.
  func adding(_ other: DecimalNumber) -> DecimalNumber? {
    guard isNegative == other.isNegative else { return nil }
    let low = min(exponent, other.exponent)
    guard let first = mantissa.times10(exponent - low),
      let second = other.mantissa.times10(other.exponent - low)
    else { return nil }
    let (sum, overflow) = first.addingReportingOverflow(second)
    guard !overflow else { return nil }
    return DecimalNumber(isNegative: isNegative, mantissa: sum, exponent: low)
  }

  /// The floating-point number nearest to this times `factor`.
  ///
  /// - Throws: ``CellRefusal`` where it is too great, or so small that it would become zero.
  func double(times factor: UnitFactor = .one) throws(CellRefusal) -> Double {
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: UInt128(factor.numerator))
    guard !overflow else { throw CellRefusal("it has too many digits") }
    var (digits, rest) = product.quotientAndRemainder(dividingBy: UInt128(factor.denominator))
    var text = "\(digits)"
    var power = exponent + factor.powerOfTen
    // Digits after the division, and one more that stands for all that follow them.
    var count = 0
    while rest != 0, count < 40 {
      (digits, rest) = (rest * 10).quotientAndRemainder(dividingBy: UInt128(factor.denominator))
      text += "\(digits)"
      power -= 1
      count += 1
    }
    if rest != 0 {
      text += "1"
      power -= 1
    }
    guard let value = Double("\(isNegative ? "-" : "")\(text)e\(power)"), value.isFinite,
      value != 0 || mantissa == 0
    else { throw CellRefusal("it is out of the range of numbers that can be stored") }
    return mantissa == 0 ? 0 : value
  }

  /// This times `factor` as a whole number of 64 bits.
  ///
  /// - Throws: ``CellRefusal`` where it is no whole number, or too great.
  func integer(times factor: UnitFactor = .one) throws(CellRefusal) -> Int64 {
    guard let product = multiplied(by: factor) else {
      throw CellRefusal("it is no whole number in the unit of the column")
    }
    if product.mantissa == 0 { return 0 }
    guard product.exponent >= 0 else {
      throw CellRefusal(
        factor == .one
          ? "it is no whole number" : "it is no whole number in the unit of the column")
    }
    guard let magnitude = product.mantissa.times10(product.exponent),
      let positive = UInt64(exactly: magnitude)
    else { throw CellRefusal("it is greater than a whole number of 64 bits can be") }
    if isNegative, positive == Int64.min.magnitude { return .min }
    guard let value = Int64(exactly: positive) else {
      throw CellRefusal("it is greater than a whole number of 64 bits can be")
    }
    return isNegative ? -value : value
  }
}

extension UInt128 {
  /// This times ten to the power of `power`; nil where it is too great.
  func times10(_ power: Int) -> UInt128? {
    guard power >= 0, power < 40 else { return self == 0 ? 0 : nil }
    var product = self
    for _ in 0..<power {
      let (next, overflow) = product.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      product = next
    }
    return product
  }
}
