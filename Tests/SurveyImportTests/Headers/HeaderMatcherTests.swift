import ClusterStore
import Foundation
import SQLite
import SampleStore
import Testing

@testable import SurveyImport

struct HeaderMatcherTests {
  let store: Store

  init() throws {
    store = try SampleStore.seeded()
    try store.connection.run(
      """
      INSERT INTO dataset (key, name_en, kind, currency) VALUES ('s', 'Survey', 'survey', 'CNY')
      """)
  }

  static let surveyHeaders: [([String], [String: String])] = [
    (
      [
        "统一社会信用代码", "企业名称", "行政区划代码", "行业代码", "年份", "从业人员(人)", "工业总产值(万元)", "营业收入(万元)",
        "资产总计(万元)", "利润总额(万元)", "应交税金(万元)", "出口交货值(万元)", "研发费用(万元)", "专利数(件)", "综合能耗(吨标准煤)",
        "用水量(立方米)", "工业固废(吨)",
      ],
      ["工业总产值(万元)": "10000", "从业人员(人)": "1", "综合能耗(吨标准煤)": "1", "专利数(件)": "1", "工业固废(吨)": "1"]
    ),
    (
      [
        "credit_code", "firm_name", "zone_code", "industry_code", "year", "employees",
        "output_10k_cny", "revenue_10k_cny", "assets_10k_cny", "profit_10k_cny", "tax_10k_cny",
        "exports_10k_cny", "rd_10k_cny", "patents", "energy_tce", "water_m3", "solid_waste_t",
      ],
      ["output_10k_cny": "10000", "rd_10k_cny": "10000", "water_m3": "1", "patents": "1"]
    ),
  ]

  private func plan(
    _ header: [String], table: String = "firm_year", general: String? = nil,
    _ change: (inout Mapping) -> Void = { _ in }
  ) throws -> ImportPlan {
    var mapping = try HeaderMatcher(store, file: "t", table: Schema(store).table(table))
      .mapping(header: header, ignoreUnmapped: false)
    change(&mapping)
    var builder = PlanBuilder(
      store, file: "t", mapping: mapping, header: header,
      constants: table.hasSuffix("_year") ? ["dataset": "s"] : [:], generalUnit: general)
    return try builder.plan()
  }

  @Test(arguments: surveyHeaders)
  func `a survey with units in its header is matched and converted`(
    header: [String], factors: [String: String]
  ) throws {
    let plan = try plan(header)
    for (name, factor) in factors {
      let input = try #require(plan.inputs.first { $0.label == name })
      #expect(input.factor.description == factor, "\(name)")
    }
    #expect(plan.inputs.first { $0.column.name == "year" }?.isYear == true)
    let output = plan.inputs.first { $0.column.name == "output" }
    let use = ImportReport.ColumnUse(
      output?.label ?? "", to: "output", input: output, example: "1.5", isMapped: false)
    #expect(use.factor == "10000")
    #expect(use.unit == HeaderName(use.from).unit)
    #expect(use.why.hasSuffix("unit in the name"))
  }

  @Test(
    arguments: [
      ("工业总产值(吨)", "does not fit"), ("工业总产值(万美元)", "converts no currencies"),
      ("综合能耗(万千瓦时)", "convention"), ("用水量(吨)", "density"), ("企业名称(万元)", "holds no number"),
    ])
  func `a unit that does not fit is refused`(name: String, part: String) {
    let error = #expect(throws: ImportError.self) { try plan(["firm", "year", name]) }
    #expect("\(error as Any)".contains(part), "\(error as Any)")
  }

  @Test func `a unit above the table counts for the columns that it fits`() throws {
    let plan = try plan(["firm", "year", "工业总产值", "从业人员", "利润总额(元)"], general: "万元")
    func factor(_ name: String) -> String? {
      plan.inputs.first { $0.column.name == name }?.factor.description
    }
    #expect(factor("output") == "10000")
    #expect(factor("employees") == "1")
    #expect(factor("profit") == "1")
    let both = try self.plan(["firm", "year", "工业总产值", "从业人员"], general: "万元、万人")
    #expect(both.inputs.first { $0.column.name == "employees" }?.factor == .ten(4))
  }

  @Test func `the mapping's unit comes before that of the header`() throws {
    let plan = try plan(["firm", "year", "工业总产值(万元)"]) { mapping in
      mapping.columns[2].unit = "亿元"
    }
    #expect(plan.inputs.first { $0.column.name == "output" }?.factor == .ten(8))
  }

  @Test func `names in brackets, hyphens and wide letters are the same`() throws {
    let matcher = try HeaderMatcher(store, file: "t", table: Schema(store).table("firm_year"))
    for name in ["工业总产值（当年价格）", "工业总产值_当年价格", "ＯＵＴＰＵＴ", "Gross-Output", "gross output"] {
      #expect(matcher.target(of: name) == "output", "\(name)")
    }
    #expect(matcher.target(of: "mood") == nil)
  }

  @Test func `no folded name leads to two columns of a table`() throws {
    for table in try Schema(store).tables() {
      var columns: [String: Set<String>] = [:]
      for (column, aliases) in try ImportTarget(store).aliases(of: table.name) {
        for alias in aliases where !table.columns.contains(where: { $0.name == alias }) {
          columns[HeaderName.key(of: alias), default: []].insert(column)
        }
      }
      #expect(columns.filter { $0.value.count > 1 }.isEmpty, "\(table.name)")
    }
  }

  @Test func `an alias of the user stays, and comes before the others`() throws {
    let aliases = ColumnAliases(store)
    try aliases.add(header: "Umsatz [TEUR]", to: "revenue", of: "firm_year")
    #expect(try plan(["firm", "year", "Umsatz"]).inputs.contains { $0.column.name == "revenue" })
    #expect(try aliases.all(of: "firm_year").map(\.alias) == ["umsatz"])
    try aliases.add(header: "产值", to: "value_added", of: "firm_year")
    let matcher = try HeaderMatcher(store, file: "t", table: Schema(store).table("firm_year"))
    #expect(matcher.target(of: "产值") == "value_added")
    #expect(try aliases.remove(header: "UMSATZ", of: "firm_year"))
    #expect(try !aliases.remove(header: "UMSATZ", of: "firm_year"))
  }

  @Test func `a mapping that was saved says the same when it is read`() throws {
    for name in [
      "nbs-province-population", "nbs-province-investment", "nbs-province-gdp",
      "listed-companies-2017", "synthetic-survey", "qcew-cells",
    ] {
      let mapping = try Mapping(file: SampleStore.root + "/examples/mappings/\(name).json")
      try SampleStore.withFolder { folder in
        try mapping.fileText.write(toFile: folder + "/m.json", atomically: true, encoding: .utf8)
        #expect(try Mapping(file: folder + "/m.json") == mapping)
      }
    }
  }

  @Test func `a misspelt field of a mapping is refused wherever it stands`() throws {
    try SampleStore.withFolder { folder in
      for text in [
        #"{"table": "t", "columns": [], "subject": {"from": "a", "table": "zone", "name": "b"}}"#,
        #"{"table": "t", "columns": [], "years": {"to": "year", "value": "v", "x": "b"}}"#,
        #"{"table": "t", "columns": [{"from": "a", "to": "b", "units": "t"}]}"#,
        #"{"table": "t", "columns": [], "headers": {}}"#,
      ] {
        try SampleStore.write(text, to: folder + "/m.json")
        #expect(throws: ImportError.self) { try Mapping(file: folder + "/m.json") }
      }
    }
  }

  @Test func `what was recognised is saved with the mapping`() throws {
    var head = RecognisedHeader()
    (head.skipRecords, head.headerRecords) = (3, 2)
    head.preamble.unit = "万元"
    let mapping = Mapping(table: "firm_year", columns: []).recording(head)
    #expect(mapping.header == .init(rows: [4, 5]))
    #expect(mapping.unit == "万元")
    #expect(try mapping.headerOptions().headerRows == 4...5)
    #expect(try mapping.headerOptions(skip: 1) == .init(skip: 1))
  }

  @Test func `a file of another indicator or unit is refused`() throws {
    var mapping = Mapping(table: "observation", columns: [])
    mapping.indicator = ["key": "gdp", "name_zh": "地区生产总值"]
    mapping.unit = "亿元"
    var head = RecognisedHeader()
    head.preamble.indicator = .init(name: "人口数", unit: "亿元")
    #expect(mapping.problem(with: head)?.contains("人口数") == true)
    head.preamble.indicator = .init(name: "地区生产总值", unit: "万元")
    #expect(mapping.problem(with: head)?.contains("万元") == true)
    head.preamble.indicator = .init(name: "地区生产总值", unit: "亿元")
    #expect(mapping.problem(with: head) == nil)
  }

  @Test func `a plan for years side by side takes each year from its column`() throws {
    let columns = ["地区", "2023年", "2022年"]
    let years = columns.enumerated().compactMap { YearColumn(name: $1, field: $0) }
    let reshape = try #require(YearReshape(columns: columns, yearColumns: years))
    let mapping = try Mapping(
      file: SampleStore.root + "/examples/mappings/nbs-province-gdp.json")
    _ = try ImportLookup(store).indicator(mapping.indicator ?? [:])
    _ = try ImportTarget(store).dataset(mapping.dataset ?? [:])
    var builder = PlanBuilder(
      store, file: "t", mapping: mapping, header: reshape.header,
      constants: ["dataset": "nbs-province"])
    let plan = try builder.plan()
    #expect(plan.inputs.first { $0.column.name == "value" }?.factor == .ten(8))
    #expect(reshape.years.map(\.year) == [2022, 2023])
    for (place, field) in [(0, 2), (1, 1)] {
      let inputs = plan.reshaped(reshape, year: place).inputs
      func origin(_ name: String) -> ImportPlan.Origin? {
        inputs.first { $0.column.name == name }?.origin
      }
      guard case .field(field)? = origin("value"), case .field(0)? = origin("subject_key"),
        case .constant(let year)? = origin("year")
      else {
        Issue.record("\(inputs.map(\.origin))")
        continue
      }
      #expect(year == Array("\(reshape.years[place].year)".utf8))
    }
  }
}
