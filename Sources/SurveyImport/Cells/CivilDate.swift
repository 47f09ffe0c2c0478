/// A day of the Gregorian calendar, which is carried on to the days before there was one.
struct CivilDate: Hashable, Sendable, CustomStringConvertible {
  /// The year; the year before 1 is 0.
  let year: Int
  /// The month, 1 to 12.
  let month: Int
  /// The day of the month, from 1.
  let day: Int

  /// The day that lies `days` days after 1 January 1970, or before it where `days` is below 0.
  ///
  /// - Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013, `civil_from_days`.
  init(daysSince1970 days: Int) {
    // The calendar repeats every 400 years of 146,097 days; such an era begins on 1 March, so that
    // the leap day is the last of a year.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  }

  /// How many days `month`, 1 to 12, has in `year`.
  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether `year` has a 29 February.
  private static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400)
  }

  /// The day as `YYYY-MM-DD`, for years from 1000 to 9999.
  var description: String { "\(year)-\(Self.twoDigits(month))-\(Self.twoDigits(day))" }

  /// A number from 0 to 99 with a zero in front where it has one digit, as in days and hours.
  static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
