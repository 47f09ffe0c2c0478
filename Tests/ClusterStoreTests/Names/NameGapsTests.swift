import SQLite
import Testing

@testable import ClusterStore

@Suite struct NameGapsTests {
  let store: Store
  let index: NameIndex

  init() throws {
    store = try Store.create()
    index = NameIndex(store)
    try store.connection.execute(
      """
      WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 400)
      INSERT INTO firm (id, key, name_zh, name_en)
      SELECT x, 'f' || x, '沈阳第' || x || '机床厂', 'Shenyang Machine ' || x FROM n
      """)
  }

  @Test(arguments: ["机床", "沈阳第7", "厂", "machine 12", "Shen", "机床厂", "nothing", "床机"])
  func `a search finds the same whether rows are indexed or not`(text: String) throws {
    try NameGaps(store.connection).note(table: "firm", ids: 1...400)
    let before = Set(try index.find(text, limit: 1_000))
    #expect(try index.fillGaps() == 400)
    #expect(Set(try index.find(text, limit: 1_000)) == before)
    #expect(try store.connection.value("SELECT count(*) FROM name_index_gap") == .integer(0))
  }

  @Test func `a large addition is left for later, and the check knows`() throws {
    try store.connection.execute(
      """
      WITH RECURSIVE n (x) AS (SELECT 401 UNION ALL SELECT x + 1 FROM n WHERE x < 21000)
      INSERT INTO firm (id, key, name_zh) SELECT x, 'f' || x, '大连' || x FROM n
      """)
    try index.add(table: "firm", ids: 1...21_000)
    #expect(try store.connection.value("SELECT count(*) FROM name_index") == .integer(0))
    #expect(
      try index.find("大连500", entity: "firm", limit: 5).map(\.id) == [500, 5000, 5001, 5002, 5003])
    _ = try index.fillGaps()
    #expect(try index.find("大连500", entity: "firm", limit: 50).count == 11)
  }
}
