import ClusterModel
import Testing

@testable import ClusterAnalysis

/// Numbers as they are printed, and amounts in Chinese units.
@Suite struct PrintedFigureTests {
  @Test(
    arguments: [
      ("49", 49, 49, 0, nil), ("63.27%", 63.27, 63.27, 2, "percent"), ("27 to 54", 27, 54, 0, nil),
      ("360 billion RMB", 360, 360, 0, "billion RMB"), ("1.50 to 2", 1.5, 2, 2, nil),
      ("-3..4 %", -3, 4, 0, "percent"),
    ] as [(String, Double, Double, Int, String?)])
  func `a result is read with its digits and unit`(
    text: String, low: Double, high: Double, digits: Int, unit: String?
  ) throws {
    let figure = try #require(PrintedFigure(result: text))
    #expect(figure.interval == Interval(low, high))
    #expect(figure.digits == digits)
    #expect(figure.unit == unit)
  }

  @Test(arguments: ["", "some", "about 5", "49 of 50", "1.2.3", "27 to", "%"])
  func `a result without a number is none`(text: String) {
    #expect(PrintedFigure(result: text) == nil)
  }

  @Test func `a number agrees where it rounds to the printed digits`() throws {
    let figure = try #require(PrintedFigure(result: "36.7%"))
    #expect(figure.verdict(on: Interval(100 * 18.0 / 49)) == .agrees)
    #expect(figure.verdict(on: Interval(36.65)) == .agrees)
    #expect(figure.verdict(on: Interval(36.64)) == .differs)
    #expect(figure.verdict(on: Interval(36.76)) == .differs)
    #expect(figure.verdict(on: Interval(30, 40)) == .compatible)
    #expect(figure.verdict(on: Interval(37, .infinity)) == .differs)
    #expect(figure.difference(of: Interval(36.5)).map { abs($0 + 0.2) < 1e-12 } == true)
    #expect(figure.difference(of: Interval(30, 40)) == nil)
  }

  @Test func `a range agrees by both ends`() throws {
    let figure = try #require(PrintedFigure(result: "27 to 54"))
    #expect(figure.verdict(on: Interval(27, 54)) == .agrees)
    #expect(figure.verdict(on: Interval(27, 60)) == .compatible)
    #expect(figure.verdict(on: Interval(60, 70)) == .differs)
    #expect(figure.difference(of: Interval(27, 54)) == nil)
  }

  @Test func `a bound is open to one side`() throws {
    var statistic = Statistic(
      key: "s", class: .reported, subjectType: .zone, subjectKey: "z", indicator: "size",
      comparator: .greater)
    #expect(PrintedFigure(statistic) == nil)
    statistic.value = 10
    let figure = try #require(PrintedFigure(statistic))
    #expect(figure.text == "> 10")
    #expect(figure.verdict(on: Interval(10, .infinity)) == .agrees)
    #expect(figure.verdict(on: Interval(5, 20)) == .compatible)
    #expect(figure.verdict(on: Interval(1, 5)) == .differs)
  }

  @Test(arguments: [(63.0, 0), (27.5, 1), (0.275, 3), (1e20, 0), (1.25e-7, 9)])
  func `digits are those of the shortest text`(number: Double, digits: Int) {
    #expect(DecimalDigits.count(number) == digits)
  }

  @Test(
    arguments: [
      ("10亿元-100亿元", 1, 10), ("100亿元以上", 10, .infinity), ("5000万元以下", -.infinity, 0.05),
      ("2.5亿元", 0.25, 0.25), ("5000万元至2亿元", 0.05, 0.2),
    ] as [(String, Double, Double)])
  func `amounts in 亿元 become billions`(text: String, low: Double, high: Double) {
    #expect(YuanAmount.billions(text) == Interval(low, high))
  }

  @Test(arguments: ["", "很多亿元", "10亿", "10-100亿元", "10亿元-100亿元以上", "亿元"])
  func `what is no amount is none`(text: String) { #expect(YuanAmount.billions(text) == nil) }
}
