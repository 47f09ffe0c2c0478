import Statistics
import Testing

@testable import SurveyImport

struct HeaderRecognitionTests {
  static let known: Set<String> = [
    "年份", "地区", "企业名称", "工业总产值", "从业人员", "产值", "人数", "firm", "year", "employees", "output", "名称",
  ]

  private func recognise(
    _ text: String, skip: Int? = nil, rows: ClosedRange<Int>? = nil
  ) throws -> RecognisedHeader {
    let records = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      TextRecord(
        line: $0 + 1,
        cells: $1.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
    }
    return try HeaderRecognition(
      records, options: .init(skip: skip, headerRows: rows),
      isKnown: { Self.known.contains($0) }
    ).recognise()
  }

  @Test func `a plain header is the first line`() throws {
    let head = try recognise("firm,year,output_10k_cny\nf1,2021,3.5")
    #expect(head.columns == ["firm", "year", "output_10k_cny"])
    #expect(head.units == [nil, nil, "10k_cny"])
    #expect(head.dataStart == 1)
    #expect(head.yearColumns.isEmpty)
    #expect(head.preamble == Preamble())
  }

  @Test func `text alone below a full header is data`() throws {
    let head = try recognise("企业名称,地区\n甲,乙\n丙,丁")
    #expect(head.headerRecords == 1)
    #expect(try recognise("企业名称,地区").columns.count == 2)
  }

  @Test func `lines above the header say indicator, unit, period and title`() throws {
    let head = try recognise(
      "分省情况\n数据库：分省年度数据\n指标：地区生产总值(亿元)\n时间：最近10年\n\n地区,2023年,2022年\n北京市,1,2")
    #expect(head.skipRecords == 5)
    #expect(head.indicator == .init(name: "地区生产总值", unit: "亿元"))
    #expect(head.preamble.title == "分省情况")
    #expect(head.preamble.period == "最近10年")
    #expect(head.yearColumns.map(\.year) == [2023, 2022])
    #expect(head.options == "--header-rows 6")
    #expect(head.notes.contains { $0.contains("lines above the header") })
  }

  @Test func `a title on the left and a unit on the right stand above the header`() throws {
    let head = try recognise("表1 企业情况,,单位：万元\n企业名称,年份,工业总产值\n甲,2021,5")
    #expect(head.preamble.unit == "万元")
    #expect(head.preamble.title == "表1 企业情况")
    #expect(head.columns == ["企业名称", "年份", "工业总产值"])
    #expect(try recognise("（单位：万元）\n企业名称,年份\n甲,2021").preamble.unit == "万元")
  }

  @Test func `merged cells of two rows are joined`() throws {
    let head = try recognise("地区,2019年,,2020年,\n,产值,人数,产值,人数\n北京市,1,2,3,4")
    #expect(head.columns == ["地区", "2019年_产值", "2019年_人数", "2020年_产值", "2020年_人数"])
    #expect(head.headerRecords == 2)
    #expect(head.yearColumns.map(\.measure) == ["产值", "人数", "产值", "人数"])
    let reshape = try #require(head.reshape)
    #expect(reshape.header == ["地区", "year", "产值", "人数"])
    #expect(
      reshape.records(of: ["北京市", "1", "2", "", "4"]) == [
        ["北京市", "2019", "1", "2"], ["北京市", "2020", "", "4"],
      ])
  }

  @Test func `three rows of header are joined`() throws {
    let head = try recognise("地区,工业,,\n,企业,,从业\n,产值,利润,人数\n北京市,1,2,3")
    #expect(head.columns == ["地区", "工业_企业_产值", "工业_企业_利润", "工业_从业_人数"])
  }

  @Test func `a row of units belongs to the header`() throws {
    let head = try recognise("企业名称,年份,工业总产值,从业人员\n,,万元,人\n甲,2021,5,6")
    #expect(head.columns == ["企业名称", "年份", "工业总产值(万元)", "从业人员(人)"])
    #expect(head.units == [nil, nil, "万元", "人"])
    #expect(try recognise("企业名称,工业总产值\n-,(万元)\n甲,5").units.last == "万元")
  }

  @Test func `a row that numbers the columns is no data`() throws {
    let head = try recognise("地区,工业总产值,从业人员\n甲,1,2\n北京市,5,6")
    #expect(head.dataStart == 2)
    #expect(head.columns == ["地区", "工业总产值", "从业人员"])
  }

  @Test(arguments: ["2023年,2022年", "2023,2022", "FY2023,FY2022", "2023年\t,２０２２年", "2023年度,2022年度"])
  func `years side by side are found in every spelling`(years: String) throws {
    let head = try recognise("地区,\(years)\n北京市,1,2")
    #expect(head.yearColumns.map(\.year) == [2023, 2022])
    #expect(head.reshape?.header == ["地区", "year", "value"])
    #expect(
      head.reshape?.records(of: ["北京市", "1", ""]) == [["北京市", "2023", "1"]])
  }

  @Test func `a row of names and a full row below it can be read in several ways`() throws {
    let text = "表一,,按地区分,\n名称,b,c,d\n甲,x,y,z\n乙,x,y,z"
    let error = #expect(throws: HeaderAmbiguity.self) {
      try recognise("甲组,,乙组,\n丙,丁,戊,己\n子,丑,寅,卯")
    }
    let description = "\(error as Any)"
    #expect(description.contains("--header-rows 1-2: 甲组_丙 | 甲组_丁 | 乙组_戊 | 乙组_己"))
    #expect(description.contains("--header-rows 2: 丙 | 丁 | 戊 | 己"))
    #expect(try recognise(text, rows: 1...2).columns.last == "按地区分_d")
    #expect(try recognise(text, rows: 2...2).columns == ["名称", "b", "c", "d"])
    #expect(try recognise(text, skip: 1).columns == ["名称", "b", "c", "d"])
  }

  @Test func `a file that begins with figures has no header`() {
    let error = #expect(throws: HeaderAmbiguity.self) { try recognise("f1,2021,3.5\nf2,2021,4") }
    #expect("\(error as Any)".contains("no header"))
    #expect(throws: HeaderAmbiguity.self) { try recognise("\n\n") }
    #expect(throws: HeaderAmbiguity.self) { try recognise("a,b", skip: 3) }
  }

  @Test func `footnotes are known by their first word and by what goes before`() {
    var filter = FootnoteFilter(columns: 3)
    var found: [Bool] = []
    for cells in [
      ["　2.甲", "", ""], ["注册企业", "", ""], ["注：甲", "1", ""], ["数据来源：国家统计局", "", ""], ["　　2.由于"],
      ["北京市", "1", "2"],
    ] {
      found.append(filter.isFootnote(cells))
    }
    #expect(found == [false, false, false, true, true, false])
    for text in ["注：1", "注1：x", "Source: x", "资料来源: x", "说明：x", "Note: x"] {
      var filter = FootnoteFilter(columns: 1)
      let found = [filter.isFootnote([text]), filter.isFootnote(["x"])]
      #expect(found == [true, false], "\(text)")
    }
  }

  @Test(arguments: 0..<1500)
  func `no head brings it down`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let cells = [
      "", "地区", "2020年", "2021", "万元", "1", "3.5", "单位：万元", "指标：产值(亿元)", "注：x", "甲", "年份",
      "\u{3000}",
      "产值", "(人)", "FY2020", "：", ")", "(",
    ]
    let records = (0..<Int.random(in: 0...6, using: &random)).map { line in
      TextRecord(
        line: line + 1,
        cells: (0..<Int.random(in: 0...4, using: &random)).map { _ in
          cells.randomElement(using: &random) ?? ""
        })
    }
    guard let head = try? HeaderRecognition(records).recognise() else { return }
    #expect(head.dataStart <= records.count)
    #expect(head.columns.count == head.units.count)
    for place in 0..<(head.reshape?.years.count ?? 0) {
      for column in head.reshape?.header.indices ?? 0..<0 {
        _ = head.reshape?.origin(of: column, year: place)
      }
    }
  }
}
