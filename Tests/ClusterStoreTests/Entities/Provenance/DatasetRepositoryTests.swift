import ClusterModel
import SQLite
import Testing

@testable import ClusterStore

extension Dataset: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Dataset {
    var dataset = Dataset(
      key: "dataset-\(number)", kind: number.isMultiple(of: 2) ? .yearbook : .survey)
    dataset.nameEn = "name en \(number)"
    dataset.nameZh = "沈本一体化第\(number)号"
    dataset.publisher = "publisher \(number)"
    dataset.currency = number.isMultiple(of: 2) ? "USD" : "CNY"
    dataset.licence = "licence \(number)"
    dataset.url = "url \(number)"
    dataset.note = "note \(number)"
    dataset.sourceID = try world.source(number)
    return dataset
  }
}

@Suite struct DatasetRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Dataset.self).check(law)
  }

  @Test func `a dataset that a batch came into stays`() throws {
    let world = try World()
    let id = try world.dataset(1)
    _ = try ImportJournal(world.store).record(
      ImportJournal.Batch(
        table: "firm_year", dataset: id.rawValue, file: "a.csv", bytes: 0,
        sha256: String(repeating: "0", count: 64), encoding: "UTF-8", dialect: "{}", mapping: "{}",
        startedAt: "", version: ""), ranges: [:], rejects: nil)
    let error = StoreError.referenced(
      table: "dataset", key: "world-dataset-1", by: ["import_batch"])
    #expect(throws: error) { try DatasetRepository(world.store).delete(id) }
  }

  @Test func `a dataset has a name in one language at least`() throws {
    #expect(throws: StoreError.self) {
      try DatasetRepository(World().store).insert(Dataset(key: "nameless", kind: .survey))
    }
  }
}
