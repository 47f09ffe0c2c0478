import Testing

@testable import SurveyImport

struct CivilDateTests {
  @Test(arguments: [
    (0, "1970-01-01"), (-1, "1969-12-31"), (58, "1970-02-28"), (59, "1970-03-01"),
    (789, "1972-02-29"), (11_016, "2000-02-29"), (11_017, "2000-03-01"), (11_323, "2001-01-01"),
    (-25_509, "1900-02-28"), (-25_508, "1900-03-01"), (-25_567, "1900-01-01"),
    (47_540, "2100-02-28"), (47_541, "2100-03-01"), (-135_081, "1600-02-29"),
    (-354_285, "1000-01-01"), (2_932_896, "9999-12-31"),
  ])
  func `days are counted from 1970, forth and back`(days: Int, date: String) {
    #expect(CivilDate(daysSince1970: days).description == date)
  }

  @Test func `each day follows the one before, through whole eras and below year 0 too`() {
    var before = CivilDate(daysSince1970: -900_001)
    for days in -900_000..<146_097 {
      let date = CivilDate(daysSince1970: days)
      let isNewMonth = before.day == CivilDate.days(in: before.month, of: before.year)
      let isNewYear = isNewMonth && before.month == 12
      let follows =
        date.day == (isNewMonth ? 1 : before.day + 1)
        && date.month == (isNewYear ? 1 : before.month + (isNewMonth ? 1 : 0))
        && date.year == before.year + (isNewYear ? 1 : 0)
      if !follows { Issue.record("\(date) after \(before)") }
      before = date
    }
  }

  @Test(arguments: [
    (1900, 28), (1904, 29), (1970, 28), (2000, 29), (2015, 28), (2016, 29), (2100, 28), (2400, 29),
    (0, 29), (-1, 28), (-4, 29),
  ])
  func `February has a day more in leap years`(year: Int, days: Int) {
    #expect(CivilDate.days(in: 2, of: year) == days)
  }

  @Test func `the other months have the same days every year`() {
    let days = [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map { CivilDate.days(in: $0, of: 2015) }
    #expect(days == [31, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
  }
}
