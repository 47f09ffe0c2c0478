import ClusterStore
import SQLite
import SampleStore
import Testing
import VirtualTable

struct PortableViewTests {
  @Test func `every view of the schema has a portable text, after those it reads`() throws {
    let views = try Schema(SampleStore.empty()).views()
    #expect(PortableView.all.map(\.name).sorted() == views)
    for (index, view) in PortableView.all.enumerated() {
      let later = PortableView.all[(index + 1)...].map(\.name)
      #expect(view.mentioned.isDisjoint(with: later), "\(view.name)")
    }
  }

  @Test func `what a view reads is known without what it defines itself`() throws {
    let cell = try #require(PortableView.all.first { $0.name == "cell" })
    #expect(
      cell.mentioned == ["cell_year", "firm_year", "zone_code", "zone", "dataset", "industry"])
    let within = try #require(PortableView.all.first { $0.name == "zone_within" })
    #expect(within.mentioned == ["zone", "zone_member"])
  }

  @Test(arguments: PortableView.all)
  func `the portable text answers what the view answers`(view: PortableView) throws {
    let connection = try SampleStore.surveyed().connection
    // Some figures are suppressed, and cells that a yearbook would publish stand beside the firms.
    try connection.execute(
      """
      UPDATE firm_year SET employees = NULL WHERE id % 37 = 0;
      UPDATE firm_year SET employees = 0 WHERE id % 11 = 0;
      INSERT OR IGNORE INTO cluster_firm (cluster_id, firm_id)
      SELECT cluster.id, firm_id FROM cluster, firm_year WHERE cluster.id < 4;
      INSERT INTO cell_year (dataset_id, zone_id, industry_id, year, firms, employees)
      SELECT 1, zone_id, industry_id, year + 3, count(*), sum(employees) FROM firm_year
      WHERE zone_id IS NOT NULL AND industry_id IS NOT NULL AND year < 2023 GROUP BY 2, 3, 4;
      """)
    try connection.addFunction("concat", arguments: nil) { values in
      .text(
        values.map { value in
          switch value {
          case .text(let text): text
          case .integer(let number): "\(number)"
          default: ""
          }
        }.joined())
    }
    try connection.addFunction("char_length", arguments: 1) { values in
      if case .text(let text) = values[0] {
        .integer(Int64(text.unicodeScalars.count))
      } else {
        .null
      }
    }
    let names = try connection.query("SELECT name FROM pragma_table_info('\(view.name)')") {
      $0.text(0)
    }
    func rows(_ source: String) throws -> [[Value]] {
      let order = names.indices.map { "\($0 + 1)" }.joined(separator: ", ")
      return try connection.query("SELECT * FROM \(source) ORDER BY \(order)") { row in
        (0..<row.count).map { row.value($0) }
      }
    }
    let statement = try connection.prepare(view.query)
    #expect((0..<statement.columnCount).map { statement.columnName($0) } == names)
    let (ours, portable) = (try rows(view.name), try rows("(\(view.query))"))
    #expect(!ours.isEmpty && ours.count == portable.count)
    for (first, second) in zip(ours, portable) {
      #expect(zip(first, second).allSatisfy(Self.isClose), "\(first) \(second)")
    }
  }

  static func isClose(_ first: Value, _ second: Value) -> Bool {
    func number(_ value: Value) -> Double? {
      switch value {
      case .integer(let number): Double(number)
      case .real(let number): number
      default: nil
      }
    }
    guard let first = number(first), let second = number(second) else { return first == second }
    return abs(first - second) <= 1e-9 * max(1, abs(first))
  }
}
