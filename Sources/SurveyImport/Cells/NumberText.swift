/// Cuts the digits, separators and multiples from the front of a text.
struct NumberText {
  /// What has not been read yet.
  private(set) var rest: Substring
  /// Whether 万, 亿 or the like has been read.
  var hasMultiple: Bool { !multipleText.isEmpty }
  /// The multiples that have been read last.
  private(set) var multipleText = ""
  private let hasDecimalComma: Bool

  init(_ text: Substring, hasDecimalComma: Bool) {
    rest = text
    self.hasDecimalComma = hasDecimalComma
  }

  /// Whether a digit of ASCII or a full-width one.
  static func isDigit(_ character: Character) -> Bool {
    WidthFolding.folded(character).map { ("0"..."9").contains($0) && $0.isASCII } ?? false
  }

  /// Whether a number goes on here.
  var startsWithDigit: Bool { rest.first.map(Self.isDigit) ?? false }

  /// Reads digits with their separators, fraction and exponent.
  ///
  /// - Throws: ``CellRefusal`` for separators that leave open what the number is.
  mutating func number() throws(CellRefusal) -> DecimalNumber {
    let start = rest
    var groups: [String] = [""]
    var separators: [Character] = []
    while let character = rest.first {
      if let digit = WidthFolding.folded(character), Self.isDigit(character) {
        groups[groups.count - 1].append(digit)
      } else if let sign = Self.separator(character),
        rest.dropFirst().first.map(Self.isDigit) == true
          || sign == "." && !groups[0].isEmpty && !separators.contains(".")
      {
        groups.append("")
        separators.append(sign)
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    guard groups != [""] else { throw CellRefusal("it is no number") }
    let text = start[..<rest.startIndex]
    let mark: Character = hasDecimalComma ? "," : "."
    var fraction = ""
    if separators.last == mark {
      fraction = groups.removeLast()
      separators.removeLast()
    }
    try check(groups, separators, mark: mark, text: text)
    let power = exponent()
    guard let number = DecimalNumber(whole: groups.joined(), fraction: fraction) else {
      throw CellRefusal("it has more than 38 digits")
    }
    guard abs(power) < 10_000 else { throw CellRefusal("its exponent is out of range") }
    return number.scaled(byPowerOfTen: power)
  }

  private func check(
    _ groups: [String], _ separators: [Character], mark: Character, text: Substring
  ) throws(CellRefusal) {
    guard let separator = separators.first else { return }
    let other: Character = mark == "." ? "," : "."
    guard !separators.contains(mark) else {
      if separators.filter({ $0 == mark }).count == separators.count, mark == ".",
        separators.count > 0
      {
        throw CellRefusal(
          "it has several points; if they separate thousands, declare that the "
            + "file has decimal commas")
      }
      throw CellRefusal(
        "'\(text)' has its decimal mark before a separator of thousands; if the file has "
          + (mark == "." ? "decimal commas, declare it" : "decimal points, declare it"))
    }
    guard separators.allSatisfy({ $0 == separator }), separator == other || separator == " " else {
      throw CellRefusal("it mixes separators")
    }
    guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 })
    else {
      throw CellRefusal(
        "its digits are not in groups of three"
          + (separators.count == 1 && separator == ","
            ? ", so the comma may be a decimal one; declare it if it is" : ""))
    }
  }

  /// What a character separates: `,`, `.`, or a space that does not break a line.
  private static func separator(_ character: Character) -> Character? {
    switch character {
    case ",", "，": ","
    case ".", "．": "."
    case "\u{A0}", "\u{2009}", "\u{202F}", "\u{2007}": " "
    default: nil
    }
  }

  /// Reads `E+05`; a letter that no digit follows stays, since it is a flag.
  private mutating func exponent() -> Int {
    var after = rest
    guard let letter = after.first, "eEｅＥ".contains(letter) else { return 0 }
    after = after.dropFirst()
    var sign = 1
    if let first = after.first, let folded = WidthFolding.folded(first), "+-−".contains(folded) {
      sign = folded == "+" ? 1 : -1
      after = after.dropFirst()
    }
    let digits = after.prefix(while: Self.isDigit)
    guard !digits.isEmpty, let power = Int(WidthFolding.folded(String(digits))) else { return 0 }
    rest = after.dropFirst(digits.count)
    return sign * min(power, 100_000)
  }

  /// Reads 万, 亿, 千万 and the like as a power of ten; 0 where there is none.
  mutating func multiple() throws(CellRefusal) -> Int {
    let text = rest.prefix { "十百千万亿萬億".contains($0) }
    guard !text.isEmpty else { return 0 }
    guard let unit = MeasurementUnit(String(text)), unit.dimension == .multiple else {
      throw CellRefusal("'\(text)' is no multiple")
    }
    rest = rest.dropFirst(text.count)
    multipleText = String(text)
    return unit.factor.powerOfTen
  }
}
