import ClusterModel
import Testing

@testable import ClusterStore

extension FirmYear: Sampled {
  static func sample(_ number: Int, in world: World) throws -> FirmYear {
    var firmYear = FirmYear(
      datasetID: try world.dataset(number), firmID: try world.firm(number), year: 2000 + number)
    firmYear.zoneID = try world.zone(number)
    firmYear.industryID = try world.industry(number)
    firmYear.employees = 90 + number
    firmYear.output = 6 + Double(number) / 4
    firmYear.revenue = 7 + Double(number) / 4
    firmYear.valueAdded = 11 + Double(number) / 4
    firmYear.assets = 6 + Double(number) / 4
    firmYear.profit = 6 + Double(number) / 4
    firmYear.tax = 3 + Double(number) / 4
    firmYear.exports = 7 + Double(number) / 4
    firmYear.wages = 5 + Double(number) / 4
    firmYear.rdExpense = 10 + Double(number) / 4
    firmYear.patents = 70 + number
    firmYear.energy = 6 + Double(number) / 4
    firmYear.water = 5 + Double(number) / 4
    firmYear.wasteWater = 11 + Double(number) / 4
    firmYear.solidWaste = 11 + Double(number) / 4
    firmYear.flags = #"{"employees": {"status": "suppressed", "upper": \#(number)}}"#
    return firmYear
  }
}

@Suite struct FirmYearRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(FirmYear.self).check(law)
  }

  @Test func `the years of a firm come earliest first`() throws {
    let world = try World()
    let years = FirmYearRepository(world.store)
    let (firm, dataset) = (try world.firm(1), try world.dataset(1))
    for year in [2013, 2011, 2012] {
      try years.insert(FirmYear(datasetID: dataset, firmID: firm, year: year))
    }
    try years.insert(FirmYear(datasetID: dataset, firmID: world.firm(2), year: 2011))
    #expect(try years.years(of: firm).map(\.value.year) == [2011, 2012, 2013])
  }

  @Test func `zero, absent and a loss stay what they are`() throws {
    let world = try World()
    let years = FirmYearRepository(world.store)
    var year = FirmYear(datasetID: try world.dataset(1), firmID: try world.firm(1), year: 2010)
    (year.employees, year.output, year.profit) = (0, nil, -1.5)
    year.flags = #"{"output": "suppressed"}"#
    let read = try years.find(years.insert(year)).value
    #expect(read.employees == 0 && read.output == nil && read.profit == -1.5)
    #expect(read.flags == #"{"output": "suppressed"}"#)
  }

  @Test func `what cannot be negative and flags that are no JSON are refused`() throws {
    let world = try World()
    let years = FirmYearRepository(world.store)
    let breaks: [(inout FirmYear) -> Void] = [
      { $0.employees = -1 }, { $0.output = -0.01 }, { $0.exports = -1 }, { $0.wages = -1 },
      { $0.rdExpense = -1 }, { $0.patents = -1 }, { $0.energy = -1 }, { $0.water = -1 },
      { $0.wasteWater = -1 }, { $0.solidWaste = -1 }, { $0.flags = "suppressed" },
    ]
    for change in breaks {
      var year = try FirmYear.sample(1, in: world)
      change(&year)
      #expect(throws: StoreError.self) { try years.insert(year) }
    }
    #expect(try years.count() == 0)
  }
}
