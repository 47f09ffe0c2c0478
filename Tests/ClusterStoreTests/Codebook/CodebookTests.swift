import ClusterStore
import Testing

@Suite struct CodebookTests {
  let store: Store
  let codebook: Codebook

  init() throws {
    store = try SmallStore.make()
    codebook = Codebook(store)
  }

  @Test func `a column has its entry, its target and its closed list`() throws {
    let band = try codebook.column("size_band", of: "cluster")
    #expect(band.values == ["under-1bn-rmb", "1-10bn-rmb", "over-10bn-rmb"])
    #expect(band.entry?.labelEn == "Label of size_band")
    #expect(try codebook.column("zone_id", of: "cluster").schema.target == "zone")
    #expect(try codebook.column("key", of: "cluster").values.isEmpty)
  }

  @Test func `a list over several lines is read whole`() throws {
    #expect(try codebook.column("subject_type", of: "observation").values.count == 8)
  }

  @Test func `a misspelt table or column is told with what comes near`() throws {
    let table = try #require(throws: DescriptionError.self) {
      try codebook.columns(of: "clsuter")
    }
    #expect("\(table)".contains("Did you mean cluster?"))
    let column = try #require(throws: DescriptionError.self) {
      try codebook.column("size_bnad", of: "cluster")
    }
    #expect("\(column)".contains("size_band"))
  }

  @Test func `every table and view has a title`() throws {
    for table in try codebook.tables() {
      #expect(table.title.en != table.name, "table \(table.name) has no title in TableTitle")
    }
  }

  @Test func `rows are counted, those of views are not`() throws {
    let tables = try codebook.tables()
    #expect(tables.first { $0.name == "zone" }?.rows == 4)
    #expect(tables.first { $0.name == "zone_within" }?.rows == nil)
  }
}
