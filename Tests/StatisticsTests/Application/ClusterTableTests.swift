import Statistics
import Testing

/// The indices of location and of plants, asked of a table and of plants.
struct ClusterTableTests {
  static let firms: [Double] = [5, 2, 9, 1, 4, 4, 0, 3, 6, 7, 2, 8]
  static let areas: [Double] = [10, 40, 25, 5]
  static let people: [Double] = [100, 80, 300, 50]
  static let rows: [[Double]] = [[50, 20, 90], [10, 40, 45], [0, 33, 60], [70, 22, 81]]

  /// Four regions by three industries, without the cells `absent`, and with some `unknown`.
  static func table(
    absent: Set<Int> = [], unknown: Set<Int> = []
  ) throws -> IndustryTable {
    let places = (0..<12).filter { !absent.contains($0) }
    var intervals: [Int: IndustryTable.Interval] = [:]
    for (position, place) in places.enumerated() where unknown.contains(place) {
      intervals[position] = .init(lower: 0, upper: 9)
    }
    var table = try IndustryTable(
      regionCount: 4, industryCount: 3, regions: places.map { Int32($0 / 3) },
      industries: places.map { Int32($0 % 3) }, sizes: places.map { rows[$0 / 3][$0 % 3] },
      unknown: intervals)
    table.firms = places.map { firms[$0] }
    (table.areas, table.populations) = (areas, people)
    return table
  }

  static func answer(
    _ index: any TableIndex.Type, _ table: IndustryTable, _ written: [String: String] = [:]
  ) throws -> TableAnswer.Part {
    let answer = try index.answer(
      for: table, IndexParameters(written, of: index.definition.parameters))
    #expect(answer.parts.count == 1 && answer.warnings.isEmpty)
    let part = answer.parts[0]
    #expect(part.measures.map(\.name) == index.definition.measures)
    for (position, value) in part.measures[0].values.enumerated() {
      #expect((value == nil) == (part.notes[position] != nil), "\(index): \(position)")
    }
    return part
  }

  static func industry(_ part: TableAnswer.Part, _ measure: Int, _ industry: Int) -> [Double?] {
    stride(from: industry, to: 12, by: 3).map { part.measures[measure].values[$0] }
  }

  static func column(_ industry: Int, of values: [Double]) -> [Double] {
    stride(from: industry, to: values.count, by: 3).map { values[$0] }
  }

  @Test(arguments: [0, 1, 2])
  func `flags, stars and scores of an industry are those of its regions`(industry: Int) throws {
    let (table, sizes) = (try Self.table(), Self.rows.map { $0[industry] })
    let quotients = try LocationQuotient.Table(Matrix(Self.rows)).quotients(industry: industry)

    let standard = try Self.answer(StandardizedLocationQuotient.self, table)
    let scores = try StandardizedLocationQuotient(quotients: quotients).scores
    #expect(Self.industry(standard, 0, industry) == scores)
    #expect(Self.industry(standard, 1, industry) == quotients)

    let strong = try Self.answer(
      StrongCluster.self, table,
      ["quotient-quantile": "0.5", "at-quantile": "fails", "least-quotient": "0"])
    let expected = try StrongCluster(
      quotients: quotients, employment: sizes,
      establishments: Self.column(industry, of: Self.firms), rule: .significant)
    #expect(Self.industry(strong, 0, industry) == expected.isStrong.map { $0 ? 1 : 0 })
    #expect(Self.industry(strong, 2, industry).allSatisfy { $0 == expected.quotientThreshold })
    #expect(Self.industry(strong, 3, industry).allSatisfy { $0 == expected.employmentFloor })
    #expect(Self.industry(strong, 4, industry).allSatisfy { $0 == expected.establishmentFloor })

    let stars = try Self.answer(
      ClusterStars.self, table,
      ["size-quantile": "0.6", "least-quotient": "1.1", "focus-quantile": "0.7"])
    let regionTotals = Self.rows.map { $0.reduce(0, +) }
    let found = try ClusterStars(
      employment: sizes, regionTotals: regionTotals, quotients: quotients,
      rule: .init(sizeQuantile: 0.6, leastQuotient: 1.1, focusQuantile: 0.7))
    #expect(Self.industry(stars, 0, industry) == found.regions.map { Double($0.count) })
    #expect(Self.industry(stars, 1, industry) == found.regions.map { $0.size ? 1 : 0 })
    #expect(Self.industry(stars, 2, industry) == found.regions.map { $0.specialization ? 1 : 0 })
    #expect(Self.industry(stars, 3, industry) == found.regions.map { $0.focus ? 1 : 0 })
    #expect(Self.industry(stars, 6, industry).allSatisfy { $0 == found.sizeThreshold })
    #expect(Self.industry(stars, 7, industry).allSatisfy { $0 == found.focusThreshold })

    let index = try Self.answer(ClusterIndex.self, table)
    let firms = Self.column(industry, of: Self.firms)
    for region in 0..<4 {
      let value = try ClusterIndex(
        employment: .init(sizes[region], of: sizes.reduce(0, +)),
        firms: .init(firms[region], of: firms.reduce(0, +)),
        area: .init(Self.areas[region], of: 80), population: .init(Self.people[region], of: 530)
      ).value
      #expect(Self.industry(index, 0, industry)[region] == value)
    }
  }

  @Test func `the usual rules are strong, and the stars of the observatory`() throws {
    let table = try Self.table()
    let strong = try Self.answer(StrongCluster.self, table)
    let stars = try Self.answer(ClusterStars.self, table)
    for industry in 0..<3 {
      let quotients = try LocationQuotient.Table(Matrix(Self.rows)).quotients(industry: industry)
      let sizes = Self.rows.map { $0[industry] }
      let expected = try StrongCluster(
        quotients: quotients, employment: sizes,
        establishments: Self.column(industry, of: Self.firms))
      #expect(Self.industry(strong, 0, industry) == expected.isStrong.map { $0 ? 1 : 0 })
      let found = try ClusterStars(
        employment: sizes, regionTotals: Self.rows.map { $0.reduce(0, +) }, quotients: quotients)
      #expect(Self.industry(stars, 0, industry) == found.regions.map { Double($0.count) })
    }
    #expect(strong.measures[0].values.contains(1), "no cell is strong: the test shows nothing")
  }

  @Test func `an industry with a quotient that is unknown has no values, the others have`() throws {
    // The row of stated totals keeps the unknown cell out of the other industries.
    var table = try Self.table(unknown: [4])
    table.reference = .row([200, 200, 200, 200])
    for index in [StandardizedLocationQuotient.self, StrongCluster.self, ClusterStars.self]
      as [any TableIndex.Type]
    {
      let part = try Self.answer(index, table)
      #expect(Self.industry(part, 0, 1) == [nil, nil, nil, nil], "\(index)")
      #expect(Self.industry(part, 0, 0).allSatisfy { $0 != nil }, "\(index)")
      #expect(part.notes[1]?.contains("suppressed or missing") == true, "\(index)")
    }
    table.reference = .all
    let index = try Self.answer(ClusterIndex.self, table)
    #expect(Self.industry(index, 0, 1) == [nil, nil, nil, nil])
    #expect(Self.industry(index, 0, 2).allSatisfy { $0 != nil })
    let standard = try Self.answer(StandardizedLocationQuotient.self, table)
    #expect(standard.measures[0].values.allSatisfy { $0 == nil })
  }

  @Test func `absent cells take no part`() throws {
    let table = try Self.table(absent: [3])
    let part = try Self.answer(StandardizedLocationQuotient.self, table)
    let quotients = try LocationQuotient.Table(
      Matrix([[50, 20, 90], [0, 40, 45], [0, 33, 60], [70, 22, 81]])
    ).quotients(industry: 0)
    let scores = try StandardizedLocationQuotient(
      quotients: [quotients[0], quotients[2], quotients[3]]
    ).scores
    #expect([0, 5, 8].map { part.measures[0].values[$0] } == scores)
    #expect(part.measures[0].values.count == 11)
  }

  @Test func `an empty region has no quotient and takes no part`() throws {
    let table = try IndustryTable(Matrix([[1, 4], [0, 0], [3, 2], [5, 5]]))
    let part = try Self.answer(StandardizedLocationQuotient.self, table)
    let quotients = try LocationQuotient.Table(Matrix([[1, 4], [3, 2], [5, 5]]))
      .quotients(industry: 0)
    let scores = try StandardizedLocationQuotient(quotients: quotients).scores
    #expect([0, 4, 6].map { part.measures[0].values[$0] } == scores)
    #expect(part.notes[2] == "the total of the region is 0")
    #expect(throws: StatisticError.self) {
      try Self.answer(StandardizedLocationQuotient.self, IndustryTable(Matrix([[0, 0]])))
    }
  }

  @Test func `logarithms are undefined for an industry with a quotient of 0 alone`() throws {
    let part = try Self.answer(
      StandardizedLocationQuotient.self, Self.table(), ["of": "logarithms"])
    #expect(Self.industry(part, 0, 0) == [nil, nil, nil, nil])
    #expect(part.notes[0] == "a quotient of 0 has no logarithm")
    let quotients = try LocationQuotient.Table(Matrix(Self.rows)).quotients(industry: 1)
    let scores = try StandardizedLocationQuotient(quotients: quotients, ofLogarithms: true).scores
    #expect(Self.industry(part, 0, 1) == scores)
  }

  @Test func `what is required and not known is refused`() throws {
    var table = try Self.table()
    table.firms = nil
    #expect(throws: StatisticError.self) { try Self.answer(StrongCluster.self, table) }
    #expect(throws: StatisticError.self) { try Self.answer(ClusterIndex.self, table) }
    table = try Self.table()
    table.areas = nil
    #expect(throws: StatisticError.self) { try Self.answer(ClusterIndex.self, table) }
    table.areas = [0, 40, 25, 5]
    let part = try Self.answer(ClusterIndex.self, table)
    #expect(part.notes[0] == "the area of the region is 0" && part.notes[3] == nil)
    #expect(throws: StatisticError.self) { try Self.answer(Coagglomeration.self, table) }
  }

  @Test func `coagglomeration is answered of each group`() throws {
    var table = try Self.table()
    table.groups = ["a", "b", "a"]
    let part = try Self.answer(Coagglomeration.self, table)
    let totals = Self.rows.map { $0.reduce(0, +) }
    let gamma = try Coagglomeration(
      employment: Matrix(Self.rows.map { [$0[0], $0[2]] }), reference: totals
    ).gamma
    #expect(part.measures[0].values == [gamma, nil])
    #expect(part.notes == [1: "fewer than two industries have employment"])
    var absent = try Self.table(absent: [3])
    absent.groups = ["a", "b", "b"]
    let other = try Self.answer(Coagglomeration.self, absent)
    #expect(other.measures[0].values[0] == nil && other.measures[0].values[1] != nil)
    #expect(other.notes[0]?.contains("absent") == true)
    var unknown = try Self.table(unknown: [3])
    unknown.groups = ["a", "b", "b"]
    #expect(throws: StatisticError.self) { try Self.answer(Coagglomeration.self, unknown) }
    unknown.reference = .row(totals)
    let stated = try Self.answer(Coagglomeration.self, unknown)
    #expect(stated.measures[0].values[0] == nil && stated.measures[0].values[1] != nil)
  }

  @Test func `the indices of plants answer γ and its parts`() throws {
    let (plants, regions): ([Double], [Int]) = ([20, 5, 40, 10, 15], [0, 0, 1, 2, 1])
    let reference: [Double] = [100, 300, 200]
    func values(
      _ index: any PlantIndex.Type, _ plants: [Double] = plants, _ regions: [Int] = regions
    ) throws -> [Double?] {
      let answers = try index.answers(
        plants: plants, regions: regions, reference: reference,
        IndexParameters(of: index.definition.parameters))
      #expect(answers.count == 1 && answers[0].values.count == index.definition.measures.count)
      return answers[0].values
    }
    let glaeser = try EllisonGlaeser(plants: plants, regions: regions, reference: reference)
    #expect(
      try values(EllisonGlaeser.self)
        == [glaeser.gamma, glaeser.rawConcentration, glaeser.plantHerfindahl, glaeser.z])
    let maurel = try MaurelSedillot(plants: plants, regions: regions, reference: reference)
    #expect(
      try values(MaurelSedillot.self)
        == [maurel.gamma, maurel.rawConcentration, maurel.plantHerfindahl])
    #expect(try values(EllisonGlaeser.self, [7], [1])[0] == nil)
    #expect(try values(MaurelSedillot.self, [7], [1])[0] == nil)
    #expect(throws: StatisticError.self) { try values(EllisonGlaeser.self, [7], [3]) }
    #expect(throws: StatisticError.self) { try values(MaurelSedillot.self, [0], [0]) }
  }
}
