import ClusterStore
import SQLite
import Testing

@Suite struct StoreCheckTests {
  let store: Store

  init() throws { store = try SmallStore.make() }

  private func broken() throws -> [String] {
    var broken: [String] = []
    try StoreCheck(store).run { if !$0.holds { broken.append($0.rule) } }
    return broken
  }

  @Test func `a sound database breaks no rule`() throws { #expect(try broken() == []) }

  /// A change that breaks one rule, and the rule.
  static let breaches: [(rule: String, sql: String)] = [
    ("foreign-keys", "PRAGMA foreign_keys = 0; UPDATE firm SET zone_id = 99 WHERE id = 1"),
    ("codebook-complete", "DELETE FROM codebook WHERE table_name = 'firm' AND column_name = 'key'"),
    (
      "codebook-current",
      "INSERT INTO codebook VALUES ('firm', 'shoe', 99, 'a', 'b', NULL, 'c', NULL)"
    ),
    ("import-rows-present", "DELETE FROM cluster_firm WHERE id = 2"),
    ("import-rows-present", "INSERT INTO import_row_range VALUES (1, 'shoe', 1, 2, 2, 1)"),
    ("zone-cycle", "UPDATE zone SET parent_id = 2 WHERE id = 1"),
    ("zone-cycle", "UPDATE zone SET parent_ref_id = 3 WHERE id = 3"),
    ("industry-scheme", "UPDATE industry SET parent_id = 2 WHERE id = 1"),
    ("statistic-subject-key", "UPDATE statistic SET subject_key = 'nowhere'"),
    (
      "statement-subject-key",
      """
      INSERT INTO statement (key, category, subject_type, subject_key, observation)
      VALUES ('o1', 'stage', 'zone', 'nowhere', 'x')
      """
    ),
    (
      "measure-target-subject-key",
      """
      INSERT INTO measure (id, key, instrument_kind, statement_kind) VALUES (1, 'm', 'tax', 'case');
      INSERT INTO measure_target (measure_id, subject_type, subject_key) VALUES (1, 'zone', 'nowhere');
      INSERT INTO name_index (rowid, entity, entity_id) VALUES (1 * 64 + 4, 'measure', 1)
      """
    ),
    ("mention-entity-key", "INSERT INTO mention VALUES (1, 'firm', 'nowhere', 1, 'x')"),
    ("flow-giver-key", flow("giver_type, giver_key", "'firm', 'nowhere'")),
    ("flow-taker-key", flow("taker_type, taker_key", "'zone', 'nowhere'")),
    (
      "observation-subject-key",
      """
      INSERT INTO indicator (id, key, name_en) VALUES (1, 'i', 'I');
      INSERT INTO name_index (rowid, entity, entity_id, name_en) VALUES (78, 'indicator', 1, 'I');
      INSERT INTO observation (subject_type, subject_key, indicator_id, year, value)
      VALUES ('zone', 'nowhere', 1, 2000, 1)
      """
    ),
    ("firm-year-flags", year("NULL", "{\"shoes\": \"suppressed\"}")),
    ("firm-year-flags", year("NULL", "[1]")),
    ("firm-year-suppressed", year("5", "{\"employees\": \"suppressed\"}")),
    ("firm-year-suppressed", year("5", "{\"employees\": {\"status\": \"suppressed\"}}")),
    ("name-index-complete", "DELETE FROM name_index WHERE rowid = 64"),
    (
      "name-index-current",
      "INSERT INTO name_index (rowid, entity, entity_id) VALUES (6400, 'cluster', 100)"
    ),
    (
      "name-index-text",
      """
      INSERT INTO zone (id, key, kind, name_en) VALUES (16, 'new', 'area', 'New');
      INSERT INTO name_index (rowid, entity, entity_id, name_en) VALUES (16 * 64 + 2, 'zone', 16, 'Old')
      """
    ),
  ]

  private static func flow(_ columns: String, _ values: String) -> String {
    "INSERT INTO flow (key, flow_class, \(columns)) VALUES ('f', 'water', \(values))"
  }

  private static func year(_ employees: String, _ flags: String) -> String {
    """
    INSERT INTO dataset (id, key, kind, name_en) VALUES (1, 'd', 'survey', 'D');
    INSERT INTO name_index (rowid, entity, entity_id, name_en) VALUES (79, 'dataset', 1, 'D');
    INSERT INTO firm_year (dataset_id, firm_id, year, employees, flags)
    VALUES (1, 1, 2000, \(employees), '\(flags)')
    """
  }

  @Test(arguments: breaches)
  func `each rule is broken by one change`(rule: String, sql: String) throws {
    try store.connection.execute(sql)
    #expect(try broken() == [rule])
  }

  @Test func `suppressed figures without a value are sound`() throws {
    try store.connection.execute(Self.year("NULL", "{\"employees\": \"suppressed\"}"))
    #expect(try broken() == [])
  }

  @Test func `every rule is broken by some test`() throws {
    var rules: Set<String> = []
    try StoreCheck(store).run { rules.insert($0.rule) }
    // Damage to the file itself cannot be made by SQL, and cell_year has the rules of firm_year.
    let untried = rules.subtracting(Self.breaches.map(\.rule)).subtracting(["integrity"])
      .subtracting(CycleRuleTests.tables.map(CycleRuleTests.rule))
    #expect(untried == ["cell-year-flags", "cell-year-suppressed"])
  }

  @Test func `examples are few and all cases are counted`() throws {
    try store.connection.run("DELETE FROM codebook")
    var finding: StoreCheck.Finding?
    try StoreCheck(store).run { if $0.rule == "codebook-complete" { finding = $0 } }
    #expect(finding?.examples.count == 5)
    #expect(finding.map { $0.count > 500 } == true)
  }
}
