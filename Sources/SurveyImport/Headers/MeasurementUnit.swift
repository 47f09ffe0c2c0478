/// A unit that a header, a mapping or the codebook names, such as 万元, `10k_cny` or 吨标准煤.
struct MeasurementUnit: Hashable, Sendable {
  /// What is measured: only units of one kind are converted into each other.
  enum Dimension: String, Sendable {
    case money, persons, coal, electricity, heat, volume, mass, count, area, percent, degree, year
    /// A multiple alone, such as 万 or `thousand`, which fits what can be counted or weighed.
    case multiple
  }

  /// The unit as it was written.
  let text: String
  /// What is measured.
  let dimension: Dimension
  /// How many standard units it is: one unit of currency, person, tce, kWh, GJ, m3, t, item, km2,
  /// percent.
  let factor: UnitFactor
  /// The currencies that it can stand for, as ISO 4217 codes; empty where it names none.
  let currencies: [String]

  /// Reads the name of a unit; nil for a text that is none, or that names a ratio such as 元/人.
  init?(_ text: String) {
    let name = Self.simplified(text)
    guard let found = Self.read(name) else { return nil }
    self.text = WidthFolding.trimmed(text)
    (dimension, factor, currencies) = (found.dimension, found.factor, found.currencies)
  }

  /// What keeps a figure of one unit from being stored in another.
  struct Mismatch: Error, Hashable, Sendable, CustomStringConvertible {
    /// The unit of the file.
    let unit: String
    /// Why it does not fit.
    let reason: String
    /// A sentence for people.
    var description: String { "the unit '\(unit)' does not fit: \(reason)" }
  }

  /// What a figure of this unit is multiplied by to be stored in `target`.
  ///
  /// - Parameters:
  ///   - target: The unit of the column, as the codebook or the indicator has it.
  ///   - currency: The currency of the dataset as an ISO 4217 code; nil where it has none.
  /// - Returns: The factor, exactly.
  /// - Throws: ``Mismatch`` for a unit of another kind, and for another currency.
  func factor(
    to target: MeasurementUnit, currency: String? = nil
  ) throws(Mismatch) -> UnitFactor {
    if dimension == .multiple, ![.percent, .degree, .year].contains(target.dimension) {
      return factor.divided(by: target.factor)
    }
    guard dimension == target.dimension else {
      throw Mismatch(unit: text, reason: reason(against: target))
    }
    let allowed = target.currencies.isEmpty ? currency.map { [$0] } ?? [] : target.currencies
    if !currencies.isEmpty, !allowed.isEmpty, Set(allowed).isDisjoint(with: currencies) {
      throw Mismatch(
        unit: text,
        reason: "it is \(currencies[0]), and the dataset is in \(allowed[0]); agglom converts no "
          + "currencies")
    }
    return factor.divided(by: target.factor)
  }

  private func reason(against target: MeasurementUnit) -> String {
    switch (dimension, target.dimension) {
    case (.electricity, .coal), (.heat, .coal):
      "the column holds \(target.text), and what a \(text) is in coal depends on the year and the "
        + "convention; convert it before, or give it an indicator of its own"
    case (.mass, .volume), (.volume, .mass):
      "the column holds \(target.text), and one becomes the other only by a density that the file "
        + "does not state"
    default: "the column holds \(target.text)"
    }
  }

  /// The text without spaces, signs between words, and what leads up to the unit.
  private static func simplified(_ text: String) -> String {
    var name = WidthFolding.folded(WidthFolding.trimmed(text)).lowercased()
    for lead in ["单位:", "计量单位:", "unit:", "units:", "in "] where name.hasPrefix(lead) {
      name.removeFirst(lead.count)
    }
    var plain = ""
    for character in name where !" _-.'’^".contains(character) {
      plain += replacements[character] ?? String(character)
    }
    return plain
  }

  private static let replacements: [Character: String] = [
    "²": "2", "³": "3", "㎡": "m2", "㎥": "m3", "㎞": "km", "￥": "¥", "圆": "元", "萬": "万", "億": "亿",
    "噸": "吨", "㎏": "kg", "畝": "亩",
  ]

  private static func read(_ name: String) -> UnitName? {
    if let whole = UnitName.all[name] { return whole }
    if name.hasPrefix("人民币"), case let rest = String(name.dropFirst(3)), !rest.isEmpty,
      let unit = read(rest), unit.dimension == .money, unit.currencies.contains("CNY")
    {
      return UnitName(.money, unit.factor, ["CNY"])
    }
    for known in UnitName.byLength {
      guard let unit = UnitName.all[known], unit.multiples != .none else { continue }
      var rests: [Substring] = []
      if name.hasSuffix(known) { rests.append(name.dropLast(known.count)) }
      if unit.dimension == .money, name.hasPrefix(known) {
        rests.append(name.dropFirst(known.count))
      }
      for rest in rests {
        guard let power = multiple(rest, letters: unit.multiples == .letters) else { continue }
        var factor = unit.factor
        factor.powerOfTen += power
        return UnitName(unit.dimension, factor, unit.currencies)
      }
    }
    // A multiple alone: a number is one only in full thousands, a letter only after a number.
    let isNumber = name.utf8.allSatisfy { (48...57).contains($0) }
    let startsWithNumber = name.utf8.first.map { (48...57).contains($0) } ?? false
    guard !isNumber || name.allSatisfy({ $0 == "0" }),
      let power = multiple(name[...], letters: startsWithNumber || name == "bn")
    else { return nil }
    return UnitName(.multiple, .ten(power))
  }

  /// The power of ten that a text such as `10k`, `000`, 百万 or `thousand` stands for.
  private static func multiple(_ text: Substring, letters: Bool) -> Int? {
    guard !text.isEmpty else { return nil }
    var rest = text
    var power = 0
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty {
      let zeros = digits.first == "1" ? digits.dropFirst() : digits
      guard zeros.allSatisfy({ $0 == "0" }), zeros.count == digits.count - 1 || zeros.count >= 3
      else { return nil }
      power = zeros.count
      rest = rest.dropFirst(digits.count)
      if rest == "s" { return power }
      // Ten of something that has letters of its own cannot be told from thousands of it.
      if rest.isEmpty { return letters && power > 0 || power > 2 ? power : nil }
    }
    while !rest.isEmpty {
      guard
        let word = words.first(where: { rest.hasPrefix($0.name) && (letters || !$0.isLetter) })
      else { return nil }
      power += word.power
      rest = rest.dropFirst(word.name.count)
    }
    return power
  }

  /// The names of powers of ten, longer ones first.
  private static let words: [(name: String, power: Int, isLetter: Bool)] = [
    ("thousands", 3, false), ("thousand", 3, false), ("hundred", 2, false), ("trillion", 12, false),
    ("millions", 6, false), ("million", 6, false), ("billions", 9, false), ("billion", 9, false),
    ("thsd", 3, false), ("mln", 6, false), ("mio", 6, false), ("mrd", 9, false), ("tsd", 3, false),
    ("wan", 4, true), ("bn", 9, true), ("mn", 6, true), ("yi", 8, true), ("k", 3, true),
    ("m", 6, true), ("b", 9, true), ("十", 1, false), ("百", 2, false), ("千", 3, false),
    ("万", 4, false), ("亿", 8, false),
  ]
}
