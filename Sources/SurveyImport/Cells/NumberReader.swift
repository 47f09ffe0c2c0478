/// Reads numbers in the ways that people write them in surveys, and refuses what could be read in
/// two ways.
///
/// This is the slow path, for cells that ``CellParser`` does not take: full-width digits, separated
/// thousands, percent, 万 and 亿, negatives in brackets, and flags glued to the digits.
struct NumberReader: Sendable {
  /// What the file and the column say of their numbers.
  struct Options: Hashable, Sendable {
    /// Whether a comma stands before the fraction and a point between thousands, as declared.
    var hasDecimalComma = false
    /// The unit that the column's cells are in, by header, mapping or codebook; nil for none.
    var unit: MeasurementUnit?
    /// What `%` in a cell of a column without unit means.
    var percent = Percent.fraction

    /// What becomes of `12.5%` in a column that has no unit.
    enum Percent: Hashable, Sendable {
      /// 0.125.
      case fraction
      /// 12.5.
      case number
      /// The cell is refused.
      case refused
    }
  }

  /// A number, and the flag that stood at its end.
  struct Reading: Hashable, Sendable {
    /// The number in the unit of the column.
    var number: DecimalNumber
    /// A mark glued to the number, such as `*`, `e`, `(D)` or `①`; nil where there is none.
    var flag: String?
  }

  let options: Options

  /// Reads cells as `options` say.
  init(_ options: Options = Options()) { self.options = options }

  /// The number in the bytes of a cell.
  ///
  /// - Throws: ``CellRefusal`` with what keeps it from being one number and no other.
  func decimal(_ bytes: UnsafeRawBufferPointer) throws(CellRefusal) -> Reading {
    guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
      throw CellRefusal("it is no UTF-8", code: .encodingError)
    }
    return try decimal(text)
  }

  /// The number in the text of a cell.
  ///
  /// - Throws: ``CellRefusal`` with what keeps it from being one number and no other.
  func decimal(_ text: String) throws(CellRefusal) -> Reading {
    var rest = Substring(WidthFolding.trimmed(text))
    // A leading apostrophe is how spreadsheets mark text.
    if let first = rest.first, "'’‘＇".contains(first), rest.dropFirst().first?.isNumber == true {
      rest = rest.dropFirst()
    }
    guard !rest.isEmpty else { throw CellRefusal("it is empty") }
    if let inside = bracketed(rest) {
      let reading = try unsigned(inside)
      guard reading.flag == nil else { throw CellRefusal("it is no number") }
      return Reading(number: negated(reading.number))
    }
    var isNegative = false
    if let sign = rest.first, let folded = WidthFolding.folded(sign), "+-−".contains(folded) {
      isNegative = folded != "+"
      rest = rest.dropFirst()
    }
    var reading = try unsigned(rest)
    if isNegative { reading.number = negated(reading.number) }
    return reading
  }

  private func negated(_ number: DecimalNumber) -> DecimalNumber {
    DecimalNumber(
      isNegative: number.mantissa != 0 && !number.isNegative, mantissa: number.mantissa,
      exponent: number.exponent)
  }

  /// What stands in brackets around a whole number: `(1,234)` is a negative one.
  private func bracketed(_ text: Substring) -> Substring? {
    guard let first = text.first, let last = text.last, "(（".contains(first),
      ")）".contains(last), text.dropFirst().first.map(NumberText.isDigit) == true
    else { return nil }
    return text.dropFirst().dropLast()
  }

  private func unsigned(_ text: Substring) throws(CellRefusal) -> Reading {
    var scanner = NumberText(text, hasDecimalComma: options.hasDecimalComma)
    var number = try scanner.number()
    var scale = try scanner.multiple()
    var isScaled = scale > 0
    number = number.scaled(byPowerOfTen: scale)
    // 1亿2000万 is the sum of parts that get smaller.
    while isScaled, scanner.startsWithDigit {
      let part = try scanner.number()
      let power = try scanner.multiple()
      let limit = DecimalNumber(mantissa: 1, exponent: scale)
      let scaled = part.scaled(byPowerOfTen: power)
      guard power < scale, isSmaller(scaled, than: limit), number.exponent >= scale,
        let sum = number.adding(scaled)
      else {
        throw CellRefusal("its parts do not add up to one number; write it in digits alone")
      }
      (number, scale) = (sum, power)
      isScaled = power > 0
    }
    let hasMultiple = scanner.hasMultiple
    var rest = WidthFolding.trimmed(String(scanner.rest))
    let folded = WidthFolding.folded(rest)
    if folded.hasPrefix("%") || folded.hasPrefix("‰") {
      number = try percent(number, sign: folded.first ?? "%", hasMultiple: hasMultiple)
      rest = WidthFolding.trimmed(String(rest.dropFirst()))
    } else if let unit = MeasurementUnit(scanner.multipleText + rest),
      unit.dimension != .multiple, unit.dimension != .percent
    {
      return Reading(
        number: try converted(number, from: unit, multipleText: scanner.multipleText), flag: nil)
    } else if hasMultiple {
      try requirePlain(scanner.multipleText)
    }
    return Reading(number: number, flag: try flag(rest))
  }

  private func isSmaller(_ number: DecimalNumber, than limit: DecimalNumber) -> Bool {
    let low = min(number.exponent, limit.exponent)
    guard let first = number.mantissa.times10(number.exponent - low),
      let second = limit.mantissa.times10(limit.exponent - low)
    else { return false }
    return first < second
  }

  /// A multiple in a cell cannot be told from the one in the header where the column has one too.
  private func requirePlain(_ multiple: String) throws(CellRefusal) {
    guard let unit = options.unit else { return }
    let isPlain = unit.factor.powerOfTen == 0 && unit.factor.denominator == 1
    guard isPlain, ![.percent, .year, .degree].contains(unit.dimension) else {
      throw CellRefusal(
        "the cell counts in \(multiple) and the column in \(unit.text); write the unit behind the "
          + "number, or the number in \(unit.text) alone")
    }
  }

  private func percent(
    _ number: DecimalNumber, sign: Character, hasMultiple: Bool
  ) throws(CellRefusal) -> DecimalNumber {
    guard !hasMultiple else { throw CellRefusal("it is no number") }
    let value = sign == "%" ? number : number.scaled(byPowerOfTen: -1)
    if let unit = options.unit {
      guard unit.dimension == .percent else {
        throw CellRefusal("it is a share, and the column holds \(unit.text)")
      }
      return value.scaled(byPowerOfTen: -unit.factor.powerOfTen)
    }
    switch options.percent {
    case .fraction: return value.scaled(byPowerOfTen: -2)
    case .number: return value
    case .refused: throw CellRefusal("it is a share, and the column holds none")
    }
  }

  /// The number of a cell that states its own unit, in the unit of the column.
  private func converted(
    _ number: DecimalNumber, from unit: MeasurementUnit, multipleText: String
  ) throws(CellRefusal) -> DecimalNumber {
    guard let target = options.unit else {
      throw CellRefusal("it has the unit '\(unit.text)', and the column has none")
    }
    // The multiple is part of the unit and of the number, and counts once.
    let power = MeasurementUnit(multipleText)?.factor.powerOfTen ?? 0
    do {
      var factor = try unit.factor(to: target)
      factor.powerOfTen -= power
      guard let value = number.multiplied(by: factor) else {
        throw CellRefusal("it cannot be written in \(target.text) without rounding")
      }
      return value
    } catch let mismatch as MeasurementUnit.Mismatch {
      throw CellRefusal(mismatch.description)
    } catch let refusal as CellRefusal {
      throw refusal
    } catch {
      throw CellRefusal("\(error)")
    }
  }

  /// What stands behind a number, if it can be a mark: letters and signs, digits only in brackets.
  private func flag(_ text: String) throws(CellRefusal) -> String? {
    guard !text.isEmpty else { return nil }
    let folded = WidthFolding.folded(text)
    let isBracketed =
      folded.first == "(" && folded.last == ")" || folded.first == "[" && folded.last == "]"
    let isMark =
      folded.count <= 8
      && (isBracketed && !folded.dropFirst().dropLast().contains { "()[]".contains($0) }
        || !folded.contains { NumberText.isDigit($0) || "()[]-+/.,:'".contains($0) })
    guard isMark else { throw CellRefusal("'\(text)' follows the number") }
    return folded
  }
}

extension WidthFolding {
  /// The character that `character` stands for, if it is a single one.
  static func folded(_ character: Character) -> Character? {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
      return character
    }
    return folded(scalar).map { Character($0) }
  }
}
