import ClusterStore
import SampleStore
import Testing

@testable import SurveyImport

struct InputCellTests {
  private func input(
    _ column: String, _ change: (inout ImportPlan.Input) -> Void = { _ in }
  ) throws -> ImportPlan.Input {
    let table = try Schema(SampleStore.empty()).table("firm_year")
    var input = ImportPlan.Input(
      column: try #require(table.column(column)), origin: .field(0), reading: .real,
      label: column, missing: [], suppressed: [])
    change(&input)
    return input
  }

  private func integer(
    _ text: String, _ input: ImportPlan.Input
  ) throws -> ImportPlan.Input.Figure<Int64> {
    try Array(text.utf8).withUnsafeBytes { try input.integer($0) }
  }

  private func real(
    _ text: String, _ input: ImportPlan.Input
  ) throws -> ImportPlan.Input.Figure<Double> {
    try Array(text.utf8).withUnsafeBytes { try input.real($0) }
  }

  @Test func `a figure is multiplied by its factor and told by its mark`() throws {
    let output = try input("output") {
      $0.factor = .ten(4)
      $0.numbers.unit = MeasurementUnit("万元")
      $0.flags = ["*": .imputed, "(D)": .suppressed]
    }
    #expect(try real("209.64", output).value == 2_096_400)
    #expect(try real("209.64*", output).status == .imputed)
    #expect(try real("1,234（D）", output).status == .suppressed)
    #expect(try real("1.5亿元", output).value == 150_000_000)
    let error = #expect(throws: CellRefusal.self) { try real("209.64e", output) }
    #expect(error?.reason.contains("\"flags\"") == true)
    let marker = #expect(throws: CellRefusal.self) { try real("N/A", output) }
    #expect(marker?.reason.contains("\"missing\"") == true)
  }

  @Test func `persons stay whole`() throws {
    let employees = try input("employees") { $0.factor = .ten(4) }
    #expect(try integer("1.2345", employees).value == 12_345)
    #expect(throws: CellRefusal.self) { try integer("1.23456", employees) }
  }

  @Test func `a year is a year, and a date only where that is said`() throws {
    let year = try input("year") { $0.isYear = true }
    #expect(try integer("2015年", year).value == 2015)
    #expect(throws: CellRefusal.self) { try integer("2015年3月", year) }
    #expect(throws: CellRefusal.self) { try integer("42078", year) }
    let dated = try input("year") { ($0.isYear, $0.date) = (true, .text) }
    #expect(try integer("2015年3月", dated).value == 2015)
    #expect(throws: CellRefusal.self) { try integer("42078", dated) }
    let serial = try input("year") { ($0.isYear, $0.date) = (true, .serial) }
    #expect(try integer("42078", serial).value == 2015)
  }
}
