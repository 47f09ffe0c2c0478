import ClusterModel
import SQLite
import Testing

@testable import ClusterStore

@Suite struct RowCoderTests {
  struct Shape: Codable, Hashable {
    var text: String?
    var count: Int?
    var big: Int64?
    var share: Double?
    var isThere: Bool?
    var stage: Cluster.Stage?
    var zoneID: Identifier<Zone>?
  }

  @Test(arguments: [
    ("key", "key"), ("nameEn", "name_en"), ("nameZhRef", "name_zh_ref"), ("zoneID", "zone_id"),
    ("parentRefID", "parent_ref_id"), ("areaKm2", "area_km2"), ("rdExpense", "rd_expense"),
    ("citedInID", "cited_in_id"), ("source_a_id", "source_a_id"), ("asOfYear", "as_of_year"),
  ])
  func `a property leads to its column`(property: String, column: String) {
    #expect(columnName(of: property) == column)
  }

  @Test func `every kind of value goes there and back`() throws {
    let shape = Shape(
      text: "", count: .min, big: .max, share: 0.1, isThere: false, stage: .influential,
      zoneID: .init(rawValue: 7))
    let columns = try RowEncoder().columns(of: shape)
    #expect(
      columns == [
        "text": .text(""), "count": .integer(.min), "big": .integer(.max), "share": .real(0.1),
        "is_there": .integer(0), "stage": .text("influential"), "zone_id": .integer(7),
      ])
    #expect(try RowDecoder().decode(Shape.self, from: columns) == shape)
  }

  @Test func `nil is no value, and a column that is not there is nil`() throws {
    let columns = try RowEncoder().columns(of: Shape())
    #expect(columns.count == 7 && columns.values.allSatisfy { $0 == .null })
    #expect(try RowDecoder().decode(Shape.self, from: columns) == Shape())
    #expect(try RowDecoder().decode(Shape.self, from: [:]) == Shape())
  }

  @Test(arguments: [
    ["text": Value.integer(1)], ["count": .text("1")], ["count": .real(1.5)],
    ["share": .text("0.1")], ["is_there": .text("yes")], ["stage": .text("unheard of")],
    ["stage": .integer(1)], ["zone_id": .text("7")], ["text": .blob([1])],
  ])
  func `a value of another type is an error and never coerced`(columns: [String: Value]) {
    #expect(throws: DecodingError.self) { try RowDecoder().decode(Shape.self, from: columns) }
  }

  @Test func `a whole number serves where a number is asked for`() throws {
    let shape = try RowDecoder().decode(Shape.self, from: ["share": .integer(3)])
    #expect(shape.share == 3)
  }
}
