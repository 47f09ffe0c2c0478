import ClusterModel
import SampleStore
import Testing

@testable import ClusterStore

extension SizeRule: Sampled {
  static func sample(_ number: Int, in world: World) throws -> SizeRule {
    var rule = SizeRule(
      key: "rule-\(number)", edition: "edition \(number)", number: number,
      tradeEn: "trade \(number)", tradeZh: "行业\(number)", scope: "C;\(number)",
      figure: number.isMultiple(of: 2) ? .assets : .revenue, largeFrom: Double(number + 30),
      mediumFrom: Double(number + 20), smallFrom: Double(number + 10))
    rule.sourceID = try world.source(number)
    return rule
  }
}

@Suite struct SizeRuleRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(SizeRule.self).check(law)
  }

  /// The rules that the program carries.
  private func rules() throws -> [SizeRule] {
    try readCSV(Seed.tables["size_rule", default: ""]).map { row in
      try SizeRule(
        key: row["key", default: ""], edition: row["edition", default: ""],
        number: #require(Int(row["number", default: ""])), tradeEn: row["trade_en", default: ""],
        tradeZh: row["trade_zh", default: ""], scope: row["scope", default: ""],
        figure: #require(SizeRule.Figure(rawValue: row["figure", default: ""])),
        largeFrom: #require(Double(row["large_from", default: ""])),
        mediumFrom: #require(Double(row["medium_from", default: ""])),
        smallFrom: #require(Double(row["small_from", default: ""])))
    }
  }

  private func figures(
    _ rules: [SizeRule], _ value: (SizeRule) -> Double?
  ) -> SizeClassifier.Figures {
    var figures = SizeClassifier.Figures()
    for rule in rules {
      switch rule.figure {
      case .employees: figures.employees = value(rule)
      case .revenue: figures.revenue = value(rule)
      case .assets: figures.assets = value(rule)
      }
    }
    return figures
  }

  @Test func `every rule holds from its bound on, and one missed bound is enough to fall`() throws {
    let all = try rules()
    #expect(all.count == 30)
    let classifier = SizeClassifier(all)
    for group in Dictionary(grouping: all, by: \.number).values {
      let codes = group[0].scope.split(separator: ";").map(String.init)
      for code in codes {
        func size(_ value: (SizeRule) -> Double?) throws -> Firm.SizeClass {
          try classifier.size(industry: code, figures(group, value))
        }
        #expect(try size { $0.largeFrom } == .large)
        #expect(try size { $0.mediumFrom } == .medium)
        #expect(try size { $0.smallFrom } == .small)
        #expect(try size { _ in 0 } == .micro)
        for missed in group {
          // The others are as large as can be.
          func fallen(_ bound: Double) throws -> Firm.SizeClass {
            try size { $0 == missed ? bound : 1e15 }
          }
          #expect(try fallen(missed.largeFrom) == .large)
          #expect(try fallen(missed.largeFrom.nextDown) == .medium)
          #expect(try fallen(missed.mediumFrom.nextDown) == .small)
          #expect(try fallen(missed.smallFrom.nextDown) == .micro)
          #expect(throws: SizeClassifier.Problem.missing(missed.figure)) {
            try size { $0 == missed ? nil : 1e15 }
          }
          if group.count > 1 {
            #expect(try size { $0 == missed ? nil : 0 } == .micro)
          }
        }
      }
    }
  }

  @Test(
    arguments: [
      ("3421", "工业"), ("C", "工业"), ("5912", "交通运输业"), ("5921", "仓储业"), ("7010", "房地产开发经营"),
      ("7030", "其他未列明行业"), ("7211", "租赁和商务服务业"), ("0111", "农、林、牧、渔业"), ("8511", "其他未列明行业"),
      ("5311", ""), ("6610", ""), ("8310", ""), ("8411", ""), ("9999", ""), ("", ""), ("x", ""),
    ])
  func `an industry leads to its group`(code: String, group: String) throws {
    let all = try rules()
    // A classifier of this group alone knows the industry, one of the others does not.
    let own = SizeClassifier(all.filter { $0.tradeZh == group })
    let others = SizeClassifier(all.filter { $0.tradeZh != group })
    let figures = SizeClassifier.Figures(employees: 0, revenue: 0, assets: 0)
    if !group.isEmpty { #expect(try own.size(industry: code, figures) == .micro) }
    #expect(throws: SizeClassifier.Problem.noRule) { try others.size(industry: code, figures) }
  }

  @Test func `sections are those of the classification`() throws {
    let rows = readCSV(Seed.tables["industry", default: ""])
      .filter { $0["scheme"] == "gbt4754-2017" && $0["code"]?.count == 2 }
    #expect(rows.count == 97)
    for row in rows {
      let code = row["code", default: ""]
      let letter = try #require(IndustrySection.letter(ofDivision: code))
      #expect(row["parent"] == "gbt4754-2017:\(letter)", "\(code)")
    }
  }
}
