/// The rows of a survey.
struct Survey {
  static let header = [
    "统一社会信用代码", "企业名称", "行政区划代码", "行业代码", "年份", "从业人员(人)", "工业总产值(万元)",
    "营业收入(万元)", "资产总计(万元)", "利润总额(万元)", "应交税金(万元)", "出口交货值(万元)", "研发费用(万元)",
    "专利数(件)", "综合能耗(吨标准煤)", "用水量(立方米)", "工业固废(吨)",
  ]
  /// How many columns from the first on hold codes and names, not numbers.
  static let textColumns = 4
  static let lineEnd = Array("\r\n".utf8)

  let options: SurveyOptions
  let codes: SurveyCodes

  /// Gives `body` each line, with its end; no cell needs quotes.
  func forEachLine(_ body: ([UInt8]) throws(SurveyFailure) -> Void) throws(SurveyFailure) {
    if options.isByYear {
      var lines = [[[UInt8]]](repeating: [], count: options.years.count)
      for number in 0..<firms {
        var firm = SurveyFirm(number: number, seed: options.seed, codes: codes)
        for (index, year) in years(ofFirm: number).enumerated() {
          lines[index].append(firm.line(year: year))
        }
      }
      for year in lines { for line in year { try body(line) } }
    } else {
      for number in 0..<firms {
        var firm = SurveyFirm(number: number, seed: options.seed, codes: codes)
        for year in years(ofFirm: number) { try body(firm.line(year: year)) }
      }
    }
  }

  private var firms: Int { (options.rows + options.years.count - 1) / options.years.count }

  /// All years; for the last firm those for which there are rows left.
  private func years(ofFirm number: Int) -> Range<Int> {
    let first = options.years.lowerBound
    return first..<(first + min(options.years.count, options.rows - number * options.years.count))
  }
}
