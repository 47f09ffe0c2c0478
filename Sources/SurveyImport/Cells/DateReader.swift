/// Reads dates in the ways that Chinese and international surveys write them.
struct DateReader: Sendable {
  /// What the column says of its dates.
  struct Options: Hashable, Sendable {
    /// Whether a plain number is the day count of a spreadsheet, as the column or its format says.
    var takesSerials = false
    /// Whether the spreadsheet counts days from 1904 and not from 1900.
    var countsFrom1904 = false
    /// Whether `0` means that there is no date.
    var zeroIsMissing = false
  }

  /// A date as far as it is known.
  struct PartialDate: Hashable, Sendable {
    /// The year, 1000 to 2999.
    var year: Int
    /// The month, 1 to 12; nil where only the year is given.
    var month: Int?
    /// The day of the month, from 1; nil where it is not given.
    var day: Int?
  }

  let options: Options

  /// Reads cells as `options` say.
  init(_ options: Options = Options()) { self.options = options }

  /// The date in the text of a cell; nil for `0` where that means that there is none.
  ///
  /// - Throws: ``CellRefusal`` for a day that no calendar has and for a text that is no date.
  func date(_ text: String) throws(CellRefusal) -> PartialDate? {
    let folded = WidthFolding.folded(WidthFolding.trimmed(text))
    if options.zeroIsMissing, folded == "0" { return nil }
    if let serial = try serial(folded) { return serial }
    guard let parts = Self.parts(folded) else {
      throw CellRefusal("it is no date such as 2015-03-05, 2015年3月5日 or 20150305")
    }
    return try Self.checked(parts)
  }

  /// The year in a cell that holds a year and nothing more: `2015`, `2015年`, `2015年度`, `FY2015`.
  static func year(_ text: String) throws(CellRefusal) -> Int {
    let folded = WidthFolding.folded(WidthFolding.trimmed(text)).uppercased()
    var digits = Substring(folded)
    if digits.hasPrefix("FY") { digits = digits.dropFirst(2) }
    for end in ["年度", "年"] where digits.hasSuffix(end) {
      digits = digits.dropLast(end.count)
      break
    }
    digits = Substring(WidthFolding.trimmed(String(digits)))
    guard digits.utf8.count == 4, let year = number(digits), (1000...2999).contains(year) else {
      throw CellRefusal("it is no year such as 2015 or 2015年")
    }
    return year
  }

  /// Numbers of year, month and day with nothing between them but the signs of one style.
  private static func parts(_ text: String) -> [Int]? {
    if text.utf8.count == 8, let number = number(text[...]) {
      return [number / 10_000, number / 100 % 100, number % 100]
    }
    if text.contains("年") { return chinese(text) }
    for sign in ["-", "/", "."] as [Character] {
      let pieces = text.split(separator: sign, omittingEmptySubsequences: false)
      guard (2...3).contains(pieces.count) else { continue }
      let numbers = pieces.compactMap { number($0) }
      guard numbers.count == pieces.count, pieces[0].count == 4,
        pieces.dropFirst().allSatisfy({ $0.count <= 2 })
      else { return nil }
      return numbers
    }
    return text.utf8.count == 4 ? number(text[...]).map { [$0] } : nil
  }

  private static func chinese(_ text: String) -> [Int]? {
    var rest = text[...]
    var numbers: [Int] = []
    for signs in ["年", "月", "日号"] {
      guard !rest.isEmpty else { break }
      guard let place = rest.firstIndex(where: { signs.contains($0) }),
        let number = number(Substring(WidthFolding.trimmed(String(rest[..<place]))))
      else { return nil }
      numbers.append(number)
      rest = rest[rest.index(after: place)...]
    }
    return rest.isEmpty ? numbers : nil
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 8, text.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(text)
  }

  private static func checked(_ parts: [Int]) throws(CellRefusal) -> PartialDate {
    let date = PartialDate(
      year: parts[0], month: parts.count > 1 ? parts[1] : nil,
      day: parts.count > 2 ? parts[2] : nil)
    guard (1000...2999).contains(date.year) else {
      throw CellRefusal("there is no year \(date.year) from 1000 to 2999")
    }
    guard let month = date.month else { return date }
    guard (1...12).contains(month) else { throw CellRefusal("there is no month \(month)") }
    guard let day = date.day else { return date }
    guard day >= 1, day <= CivilDate.days(in: month, of: date.year) else {
      throw CellRefusal("\(date.year)-\(month) has no day \(day)")
    }
    return date
  }

  /// The day that a spreadsheet counts as a number; a time of day after the point must be none.
  private func serial(_ text: String) throws(CellRefusal) -> PartialDate? {
    guard options.takesSerials else { return nil }
    var digits = text[...]
    if let point = digits.firstIndex(of: "."),
      digits[point...].dropFirst().allSatisfy({ $0 == "0" })
    {
      digits = digits[..<point]
    }
    guard let count = Self.number(digits), (1...200_000).contains(count) else { return nil }
    guard let date = ExcelDate.day(count, is1904: options.countsFrom1904) else {
      throw CellRefusal("serial 60 is 29 February 1900, a day that only spreadsheets have")
    }
    return PartialDate(year: date.year, month: date.month, day: date.day)
  }
}
