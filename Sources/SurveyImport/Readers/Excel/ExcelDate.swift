/// Dates as Excel keeps them: days since an epoch, told from other numbers by their format.
enum ExcelDate {
  /// Whether a number format shows a date or a time of day; a span of hours is neither.
  static func isDate(format code: String) -> Bool {
    var isEscaped = false
    var isQuoted = false
    var bracket: [Character]?
    var shows = false
    for character in code.lowercased() {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isQuoted = character != "\""
      } else if let inside = bracket {
        guard character == "]" else {
          bracket?.append(character)
          continue
        }
        // [h] and the like count hours beyond a day.
        if let first = inside.first, "hms".contains(first),
          inside.allSatisfy({ $0 == first })
        {
          return false
        }
        bracket = nil
      } else {
        switch character {
        case "\\", "_", "*": isEscaped = true
        case "\"": isQuoted = true
        case "[": bracket = []
        case ";": return shows
        case "y", "m", "d", "h", "s": shows = true
        default: break
        }
      }
    }
    return shows
  }

  /// Whether a number format without a code of its own shows a date or a time of day.
  ///
  /// - Source: ECMA-376, part 1, 18.8.30, with the formats of the Chinese and Japanese editions.
  static func isDate(builtIn id: Int) -> Bool {
    switch id {
    case 14...22, 27...36, 45, 47, 50...58: true
    default: false
    }
  }

  /// A serial number as `YYYY-MM-DD`, with `THH:MM:SS` where it has a time, or as a time alone.
  ///
  /// Nil where it is no date. Day 60 of the 1900 system, the 29th of a February that had 28 days,
  /// comes out as such, for the checks behind to refuse.
  static func text(_ serial: [UInt8], is1904: Bool) -> [UInt8]? {
    guard let number = Double(String(decoding: serial, as: UTF8.self)), number >= 0,
      number < 2_958_466
    else { return nil }
    let total = Int((number * 86_400).rounded())
    let (day, second) = (total / 86_400, total % 86_400)
    var text = ""
    if day > 0 || (is1904 && second == 0) {
      text = self.day(day, is1904: is1904)?.description ?? "1900-02-29"
      if second == 0 { return Array(text.utf8) }
      text += "T"
    }
    let time = [second / 3_600, second / 60 % 60, second % 60].map(CivilDate.twoDigits)
    text += time.joined(separator: ":")
    return Array(text.utf8)
  }

  /// The day that a whole serial number counts, from 1 for 1 January 1900 or 0 for 1 January 1904.
  ///
  /// Nil for day 60 of the 1900 system, which is the 29th of a February that had 28 days.
  static func day(_ serial: Int, is1904: Bool) -> CivilDate? {
    if is1904 { return CivilDate(daysSince1970: serial - 24_107) }
    guard serial != 60 else { return nil }
    return CivilDate(daysSince1970: serial - (serial < 60 ? 25_568 : 25_569))
  }
}
