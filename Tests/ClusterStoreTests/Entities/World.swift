import ClusterModel
import ClusterStore

/// A database in memory with rows to refer to, each made when it is first asked for.
final class World {
  let store: Store

  init() throws { store = try Store.create() }

  func source(_ number: Int) throws -> Identifier<Source> {
    try row(number) { Source(key: $0, kind: "paper", title: "A paper") }
  }
  func dataset(_ number: Int) throws -> Identifier<Dataset> {
    try row(number) { key in
      var dataset = Dataset(key: key, kind: .survey)
      dataset.nameEn = "A survey"
      return dataset
    }
  }
  func zone(_ number: Int) throws -> Identifier<Zone> {
    try row(number) { Zone(key: $0, kind: "county") }
  }
  func industry(_ number: Int) throws -> Identifier<Industry> {
    try row(number) { Industry(key: $0, scheme: "world", code: "\(number)") }
  }
  func indicator(_ number: Int) throws -> Identifier<Indicator> {
    try row(number) { key in
      var indicator = Indicator(key: key)
      indicator.nameEn = "An indicator"
      return indicator
    }
  }
  func waste(_ number: Int) throws -> Identifier<Waste> {
    try row(number) { Waste(key: $0, scheme: "world", code: "\(number)", level: .entry) }
  }
  func material(_ number: Int) throws -> Identifier<Material> {
    try row(number) { Material(key: $0, kind: "waste") }
  }
  func taxonomy(_ number: Int) throws -> Identifier<Taxonomy> {
    try row(number) { Taxonomy(key: $0) }
  }
  func term(_ number: Int) throws -> Identifier<Term> {
    try row(number) {
      Term(key: $0, taxonomyID: try taxonomy(number), code: "world", position: 1)
    }
  }
  func concept(_ number: Int) throws -> Identifier<Concept> {
    try row(number) { Concept(key: $0) }
  }
  func firm(_ number: Int) throws -> Identifier<Firm> { try row(number) { Firm(key: $0) } }
  func cluster(_ number: Int) throws -> Identifier<Cluster> {
    try row(number) { Cluster(key: $0) }
  }
  func clusterSet(_ number: Int) throws -> Identifier<ClusterSet> {
    try row(number) { ClusterSet(key: $0) }
  }
  func institution(_ number: Int) throws -> Identifier<Institution> {
    try row(number) { Institution(key: $0, kind: "university") }
  }
  func measure(_ number: Int) throws -> Identifier<Measure> {
    try row(number) {
      Measure(key: $0, instrumentKind: "planning", statementKind: "recommended")
    }
  }
  func statistic(_ number: Int) throws -> Identifier<Statistic> {
    try row(number) {
      Statistic(
        key: $0, class: .reported, subjectType: .zone, subjectKey: try zoneKey(number),
        indicator: "output", comparator: .equal)
    }
  }
  func contradiction(_ number: Int) throws -> Identifier<Contradiction> {
    try row(number) {
      Contradiction(
        key: $0, relation: "tension", subject: "output", sourceAID: try source(number))
    }
  }
  func derivedCheck(_ number: Int) throws -> Identifier<DerivedCheck> {
    try row(number) { DerivedCheck(key: $0, about: "output", formulaRef: "1 + 1", resultRef: "2") }
  }

  /// The key of ``zone(_:)``.
  func zoneKey(_ number: Int) throws -> String {
    _ = try zone(number)
    return Self.key(Zone.self, number)
  }

  private static func key<Element: Keyed>(_ type: Element.Type, _ number: Int) -> String {
    "world-\(Element.table)-\(number)"
  }

  private func row<Element: Keyed>(
    _ number: Int, _ make: (String) throws -> Element
  ) throws -> Identifier<Element> {
    let key = Self.key(Element.self, number)
    do {
      return try Repository<Element>(store).find(key: key).id
    } catch StoreError.notFound {
      return try Repository<Element>(store).insert(make(key))
    }
  }
}
