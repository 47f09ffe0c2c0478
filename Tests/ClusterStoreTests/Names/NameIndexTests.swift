import ClusterModel
import SQLite
import Statistics
import Testing

@testable import ClusterStore

@Suite struct NameIndexTests {
  let store: Store
  var index: NameIndex { NameIndex(store) }

  init() throws { store = try Store.create() }

  @discardableResult
  private func addFirm(
    _ key: String, zh: String? = nil, en: String? = nil, ref: String? = nil
  ) throws -> Int64 {
    var firm = Firm(key: key)
    (firm.nameZh, firm.nameEn, firm.nameEnRef) = (zh, en, ref)
    return try FirmRepository(store).insert(firm).rawValue
  }

  private func find(_ text: String) throws -> Set<Int64> {
    Set(try index.find(text, limit: 10_000).map(\.id))
  }

  @Test func `any run of characters is found, from one on`() throws {
    let id = try addFirm("a", zh: "营口大石桥镁质耐火材料厂")
    let name = Array("营口大石桥镁质耐火材料厂")
    for start in name.indices {
      for end in start..<name.count {
        #expect(try find(String(name[start...end])) == [id])
      }
    }
    #expect(try find("营大").isEmpty)
    #expect(try find("口营").isEmpty)
  }

  @Test(arguments: 0..<4) func `it finds what LIKE finds in Chinese names`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let characters = Array("沈阳市铁岭营口大连鞍山钢铁机械集群有限公司厂")
    let random = { (length: ClosedRange<Int>, generator: inout SeededGenerator) -> String in
      let length = Int.random(in: length, using: &generator)
      return String((0..<length).map { _ in characters[Int(generator.next() % 22)] })
    }
    for number in 0..<150 { try addFirm("\(number)", zh: random(2...12, &generator)) }
    for _ in 0..<150 {
      let text = random(1...3, &generator)
      let like = try store.connection.query(
        "SELECT id FROM firm WHERE name_zh LIKE '%' || ?1 || '%'", [.text(text)]
      ) { $0.integer(0) }
      #expect(try find(text) == Set(like), "\(text)")
    }
  }

  @Test func `a phrase does not go from one name to another`() throws {
    var zone = Zone(key: "z", kind: "county")
    (zone.nameEn, zone.nameZh, zone.nameZhRef) = ("Tieling", "铁岭", "银州")
    zone.aliases = "Yin Zhou; 老铁；新城"
    try ZoneRepository(store).insert(zone)
    for text in ["Tieling 铁", "岭银", "Zhou 老", "铁新", "Zhou老铁"] {
      #expect(try find(text).isEmpty, "\(text)")
    }
    for text in ["Tieling", "铁岭", "银州", "yin zhou", "老铁", "新城"] {
      #expect(try find(text).count == 1, "\(text)")
    }
  }

  @Test func `the last Latin word may be a beginning, and case and accents do not count`() throws {
    let id = try addFirm("a", en: "Société Anshan Iron", ref: "Ansteel")
    for text in ["an", "ANSHAN", "anshan ir", "societe", "société anshan", "Ansteel", "  anst "] {
      #expect(try find(text) == [id], "\(text)")
    }
    for text in ["nshan", "ans iron", "iron anshan", "anshan iro n"] {
      #expect(try find(text).isEmpty, "\(text)")
    }
  }

  @Test func `Chinese and Latin letters stand side by side`() throws {
    let id = try addFirm("a", zh: "沈阳A区3号B2B平台")
    for text in ["A区", "区3号", "B2B平", "沈阳A", "3", "阳a区3号b2b平台"] {
      #expect(try find(text) == [id], "\(text)")
    }
  }

  @Test(arguments: [
    "\"", "\"\"", "'", "*", "(", ")", "a OR b", "NOT", "NEAR(a b)", "name_en:a", "^a", "-a", "a*",
    "\u{0}", "{a b}", "+", ";", " ", "", "，", "a\" OR \"b", "\\",
  ])
  func `signs of the query language are only signs`(text: String) throws {
    try addFirm("a", en: "alpha", ref: "beta")
    let word = try addFirm("b", en: #"The "quoted" firm: OR, NOT and NEAR"#)
    _ = try find(text)
    #expect(try find(#"the "quoted" firm"#) == [word])
    #expect(try find("firm: OR, NOT") == [word])
    #expect(try find("alpha OR beta").isEmpty)
  }

  @Test func `a search may be for one table, and for some rows only`() throws {
    try addFirm("a", zh: "镁都")
    try addFirm("b", zh: "镁都")
    let cluster = try ClusterRepository(store).insert(
      {
        var cluster = Cluster(key: "c")
        cluster.nameZh = "镁都"
        return cluster
      }())
    #expect(try index.find("镁都", limit: 10).count == 3)
    #expect(try index.find("镁都", limit: 2).count == 2)
    let only = try index.find("镁都", entity: "cluster", limit: 10)
    #expect(only == [NameIndex.Match(entity: "cluster", id: cluster.rawValue)])
  }

  @Test func `rows that were inserted in bulk are indexed by their range of ids`() throws {
    try store.connection.execute(
      "INSERT INTO firm (id, key, name_zh) VALUES (5, 'a', '甲厂'), (6, 'b', '乙厂'), (9, 'c', '丙厂')")
    #expect(try find("厂").isEmpty)
    try index.add(table: "firm", ids: 5...6)
    #expect(try find("厂") == [5, 6])
    try index.refresh(table: "firm", ids: 1...9)
    #expect(try find("厂") == [5, 6, 9])
    try index.add(table: "flow", ids: 1...9)
  }

  @Test func `the same id in two tables stays apart`() throws {
    let firm = try addFirm("a", zh: "甲")
    var zone = Zone(key: "z", kind: "county")
    zone.nameZh = "甲"
    let id = try ZoneRepository(store).insert(zone)
    #expect(firm == id.rawValue)
    try ZoneRepository(store).delete(id)
    #expect(try index.find("甲", limit: 9) == [NameIndex.Match(entity: "firm", id: firm)])
  }
}
