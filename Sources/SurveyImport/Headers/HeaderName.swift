/// The name of a column, taken apart: what it says, and the unit that stands with it.
///
/// `工业总产值（万元）`, `output_10k_cny`, `Umsatz [TEUR]` and `employees, persons` each hold a unit, which
/// is split off only where it is a unit that ``MeasurementUnit`` knows; anything else stays.
struct HeaderName: Hashable, Sendable {
  /// The name as it stands in the file, without the unit.
  let text: String
  /// The name without the unit, as names are compared: see ``key(of:)``.
  let key: String
  /// The whole name with the unit, as names are compared.
  let wholeKey: String
  /// The unit's text; nil where the name holds none.
  let unit: String?

  /// Takes the name of a column apart.
  init(_ header: String) {
    let plain = WidthFolding.trimmed(Self.withPlainBrackets(WidthFolding.folded(header)))
    wholeKey = Self.key(of: plain)
    let parts = Self.bracketed(plain) ?? Self.afterComma(plain) ?? Self.afterWords(plain)
    unit = parts?.unit
    text = parts?.name ?? WidthFolding.trimmed(header)
    key = parts.map { Self.key(of: $0.name) } ?? wholeKey
  }

  /// The name in lower case and narrow letters, its words joined by `_`; spaces, hyphens, brackets
  /// and other signs between words are all the same.
  static func key(of name: String) -> String {
    withPlainBrackets(WidthFolding.folded(name)).lowercased()
      .split { " _-()[]{}<>,.;:/、，。；：·\"'*#?!".contains($0) }.joined(separator: "_")
  }

  private static func withPlainBrackets(_ text: String) -> String {
    String(text.map { opening.contains($0) ? "(" : closing.contains($0) ? ")" : $0 })
  }

  private static let opening: Set<Character> = ["[", "【", "〔", "〈", "《", "「", "{", "〖"]
  private static let closing: Set<Character> = ["]", "】", "〕", "〉", "》", "」", "}", "〗"]

  private typealias Parts = (name: String, unit: String)

  /// The unit in brackets at the end, alone or beside other words: `总产值(当年价, 万元)`.
  private static func bracketed(_ name: String) -> Parts? {
    guard name.last == ")" else { return nil }
    var depth = 0
    guard
      let start = name.indices.reversed().first(where: { index in
        depth += name[index] == ")" ? 1 : name[index] == "(" ? -1 : 0
        return depth == 0
      }), start > name.startIndex
    else { return nil }
    let inside = name[name.index(after: start)...].dropLast()
    let pieces = inside.split { ",;、".contains($0) }.map { WidthFolding.trimmed(String($0)) }
    let units = pieces.filter { MeasurementUnit($0) != nil }
    guard units.count == 1, let unit = units.first else { return nil }
    let others = pieces.filter { $0 != unit }
    let lead = WidthFolding.trimmed(String(name[..<start]))
    let rest = others.isEmpty ? "" : "(" + others.joined(separator: ",") + ")"
    return (lead + rest, withoutLead(unit))
  }

  /// The unit after the last comma: `employees, persons`.
  private static func afterComma(_ name: String) -> Parts? {
    guard let comma = name.lastIndex(where: { ",、".contains($0) }), comma > name.startIndex else {
      return nil
    }
    let unit = WidthFolding.trimmed(String(name[name.index(after: comma)...]))
    guard isSplitOff(unit) else { return nil }
    return (WidthFolding.trimmed(String(name[..<comma])), unit)
  }

  /// The unit after a space or underscore, as many words as belong to it: `assets_bn_rmb`.
  private static func afterWords(_ name: String) -> Parts? {
    let places = name.indices.filter { " _".contains(name[$0]) && $0 > name.startIndex }
    for place in places {
      let unit = String(name[name.index(after: place)...])
      guard isSplitOff(unit) else { continue }
      let lead = name[..<place].prefix(upTo: name[..<place].endIndex)
      return (WidthFolding.trimmed(String(lead)), unit)
    }
    guard let sign = name.last, "%‰".contains(sign), name.count > 1 else { return nil }
    return (WidthFolding.trimmed(String(name.dropLast())), String(sign))
  }

  /// Whether a word outside of brackets is a unit: `year` and a multiple alone may be a name.
  private static func isSplitOff(_ text: String) -> Bool {
    guard let unit = MeasurementUnit(text) else { return false }
    return ![.year, .degree, .multiple].contains(unit.dimension)
  }

  private static func withoutLead(_ unit: String) -> String {
    guard let colon = unit.firstIndex(of: ":") else { return unit }
    return WidthFolding.trimmed(String(unit[unit.index(after: colon)...]))
  }
}
