import Testing

@testable import SurveyImport

struct DateReaderTests {
  private typealias PartialDate = DateReader.PartialDate

  @Test(
    arguments: [
      ("2015年3月", 2015, 3, nil), ("2015年3月5日", 2015, 3, 5), ("２０１５年３月５日", 2015, 3, 5),
      ("20170317", 2017, 3, 17), ("2015-03", 2015, 3, nil), ("2015/3/5", 2015, 3, 5),
      ("2015.3.5", 2015, 3, 5), ("2015-03-05", 2015, 3, 5), ("2015", 2015, nil, nil),
      ("2015年", 2015, nil, nil), ("2016-02-29", 2016, 2, 29), ("2015年03月05号", 2015, 3, 5),
    ] as [(String, Int, Int?, Int?)])
  func `a date is read as far as it is known`(text: String, year: Int, month: Int?, day: Int?)
    throws
  {
    #expect(try DateReader().date(text) == PartialDate(year: year, month: month, day: day))
  }

  @Test(
    arguments: [
      ("2015-13", "no month 13"), ("2015-02-30", "no day 30"), ("2015-02-29", "no day 29"),
      ("20171317", "no month 13"), ("20170300", "no day 0"), ("0", "no date"),
      ("5/3/2015", "no date"),
      ("03-05-2015", "no date"), ("15.3.5", "no date"), ("2015年3", "no date"), ("", "no date"),
      ("2015-3-5 10:00", "no date"), ("42078", "no date"), ("0999", "no year"),
      ("2015年三月", "no date"),
    ])
  func `what is no day of the calendar is refused`(text: String, part: String) {
    let error = #expect(throws: CellRefusal.self) { try DateReader().date(text) }
    #expect(error?.reason.contains(part) == true, "\(text): \(error?.reason ?? "")")
  }

  @Test func `zero is no date where the column says so`() throws {
    #expect(try DateReader(.init(zeroIsMissing: true)).date("0") == nil)
  }

  @Test func `days of spreadsheets are counted only where that is said`() throws {
    let reader = DateReader(.init(takesSerials: true))
    #expect(try reader.date("42078") == PartialDate(year: 2015, month: 3, day: 15))
    #expect(try reader.date("42078.0") == PartialDate(year: 2015, month: 3, day: 15))
    #expect(try reader.date("1") == PartialDate(year: 1900, month: 1, day: 1))
    #expect(try reader.date("59") == PartialDate(year: 1900, month: 2, day: 28))
    #expect(try reader.date("61") == PartialDate(year: 1900, month: 3, day: 1))
    #expect(throws: CellRefusal.self) { try reader.date("60") }
    #expect(throws: CellRefusal.self) { try reader.date("42078.5") }
    let later = DateReader(.init(takesSerials: true, countsFrom1904: true))
    #expect(try later.date("40616") == PartialDate(year: 2015, month: 3, day: 15))
    #expect(try reader.date("20170317") == PartialDate(year: 2017, month: 3, day: 17))
  }

  @Test(arguments: [
    ("2015", 2015), ("2015年", 2015), ("２０１５年度", 2015), ("FY2015", 2015), ("2019年\t", 2019),
  ])
  func `a year stands alone or with its word`(text: String, year: Int) throws {
    #expect(try DateReader.year(text) == year)
  }

  @Test(arguments: ["15", "2015年3月", "0999", "3000", "2015.0", "year", "20150"])
  func `what is more or less than a year is refused`(text: String) {
    #expect(throws: CellRefusal.self) { try DateReader.year(text) }
  }
}
