import ClusterModel
import SQLite

@testable import ClusterStore

/// A type with samples: rows that differ from each other in all that must be unique.
///
/// A sample sets every property, but where the schema lets only one of two be set: there the odd
/// numbers set the one and the even numbers the other.
protocol Sampled: Storable {
  static func sample(_ number: Int, in world: World) throws -> Self
}

/// Every type that is stored.
let storedTypes: [any Sampled.Type] = [
  CellYear.self, Cluster.self, ClusterFirm.self, ClusterIndustry.self, ClusterInstitution.self,
  ClusterSet.self, ClusterSetMember.self, ClusterZone.self, Concept.self, Contradiction.self,
  Dataset.self, DerivedCheck.self, DerivedCheckInput.self, Firm.self, FirmMeasure.self,
  FirmYear.self, Flow.self, Indicator.self, Industry.self, IndustryCrosswalk.self, Institution.self,
  Link.self, Material.self, Measure.self, MeasureGoal.self, MeasureTarget.self, Mention.self,
  Observation.self, Offer.self, Person.self, Relation.self, SavedQuery.self, SizeRule.self,
  Source.self, ClusterModel.Statement.self, Statistic.self, StatisticContradiction.self,
  System.self, Taxonomy.self, Term.self, Want.self, Waste.self, Zone.self, ZoneCode.self,
  ZoneIndustry.self, ZoneMember.self,
]

extension Sampled {
  /// The columns of a sample.
  static func columns(_ number: Int, in world: World) throws -> [String: Value] {
    try RowEncoder().columns(of: sample(number, in: world))
  }

  /// The value that has `columns`.
  static func decode(_ columns: [String: Value]) throws -> Self {
    try RowDecoder().decode(Self.self, from: columns)
  }
}

/// The columns of a sample of `table` that has a value in `column`; the number is 3 or 4.
func sampleColumns(
  table: String, with column: String, in world: World
) throws -> [String: Value] {
  guard let type = storedTypes.first(where: { $0.table == table }) else {
    throw StoreError.notFound(table: "type", key: table)
  }
  for number in [3, 4] {
    let columns = try type.columns(number, in: world)
    if columns[column, default: .null] != .null { return columns }
  }
  throw StoreError.notFound(table: table, key: column)
}

extension Connection {
  /// Inserts a row as it stands, without the checks of a repository; returns its id.
  func insert(into table: String, _ columns: [String: Value]) throws(SQLiteError) -> Int64 {
    let names = columns.keys.sorted()
    let places = names.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    try run(
      "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(places))",
      names.map { columns[$0, default: .null] })
    return lastInsertedRow
  }
}
