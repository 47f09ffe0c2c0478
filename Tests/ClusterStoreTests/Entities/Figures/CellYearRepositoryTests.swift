import ClusterModel
import Testing

@testable import ClusterStore

extension CellYear: Sampled {
  static func sample(_ number: Int, in world: World) throws -> CellYear {
    var cellYear = CellYear(
      datasetID: try world.dataset(number), zoneID: try world.zone(number),
      industryID: try world.industry(number), year: 2000 + number)
    cellYear.segment = "segment \(number)"
    cellYear.firms = 50 + number
    cellYear.employees = 90 + number
    cellYear.output = 6 + Double(number) / 4
    cellYear.revenue = 7 + Double(number) / 4
    cellYear.valueAdded = 11 + Double(number) / 4
    cellYear.assets = 6 + Double(number) / 4
    cellYear.profit = 6 + Double(number) / 4
    cellYear.tax = 3 + Double(number) / 4
    cellYear.exports = 7 + Double(number) / 4
    cellYear.wages = 5 + Double(number) / 4
    cellYear.rdExpense = 10 + Double(number) / 4
    cellYear.patents = 70 + number
    cellYear.energy = 6 + Double(number) / 4
    cellYear.water = 5 + Double(number) / 4
    cellYear.wasteWater = 11 + Double(number) / 4
    cellYear.solidWaste = 11 + Double(number) / 4
    cellYear.flags = #"{"employees": {"status": "suppressed", "upper": \#(number)}}"#
    return cellYear
  }
}

@Suite struct CellYearRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(CellYear.self).check(law)
  }

  @Test func `a cell may have a row for each segment`() throws {
    let world = try World()
    let cells = CellYearRepository(world.store)
    var cell = CellYear(
      datasetID: try world.dataset(1), zoneID: try world.zone(1), industryID: try world.industry(1),
      year: 2020)
    #expect(cell.segment == "all")
    try cells.insert(cell)
    cell.segment = "private"
    try cells.insert(cell)
    #expect(try cells.count() == 2)
  }
}
