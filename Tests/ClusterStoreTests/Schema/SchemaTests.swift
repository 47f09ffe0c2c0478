import ClusterModel
import SQLite
import Testing

@testable import ClusterStore

@Suite struct SchemaTests {
  let store: Store
  let schema: Schema

  init() throws {
    store = try Store.create()
    schema = Schema(store)
  }

  @Test func `every table is strict`() throws {
    let loose = try store.connection.query(
      """
      SELECT name FROM pragma_table_list
      WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite\\_%'
        ESCAPE '\\'
      """
    ) { $0.text(0) }
    #expect(loose.isEmpty)
  }

  @Test func `every foreign key is the first column of an index or key`() throws {
    for table in try schema.tables() {
      let indexed = try store.connection.query(
        """
        SELECT info.name FROM pragma_index_list(?1) AS list, pragma_index_info(list.name) AS info
        WHERE info.seqno = 0
        """, [.text(table.name)]
      ) { $0.text(0) }
      let key = table.columns.filter { $0.keyPosition == 1 }.map(\.name)
      for column in table.columns where column.target != nil {
        #expect((indexed + key).contains(column.name), "\(table.name).\(column.name)")
      }
    }
  }

  @Test func `every subject pair is the beginning of an index`() throws {
    for subject in SubjectColumn.all {
      let indexed = try store.connection.query(
        """
        SELECT (SELECT group_concat(name) FROM pragma_index_info(list.name))
        FROM pragma_index_list(?1) AS list
        """, [.text(subject.table)]
      ) { $0.text(0) }
      let pair = "\(subject.type),\(subject.key)"
      let begins = indexed.contains { $0.hasPrefix(pair) || $0.hasPrefix("measure_id,\(pair)") }
      #expect(begins, "\(subject.table) \(pair)")
    }
  }

  @Test func `the list of subject pairs is that of the schema`() throws {
    let pairs = try schema.tables().flatMap { table in
      table.columns.filter { $0.name.hasSuffix("_type") }
        .map { ($0.name, $0.name.dropLast(4) + "key") }
        .filter { table.column(String($0.1)) != nil }
        .map { SubjectColumn(table: table.name, type: $0.0, key: String($0.1)) }
    }
    #expect(Set(pairs) == Set(SubjectColumn.all))
    #expect(pairs.count == SubjectColumn.all.count)
  }

  @Test func `tables come after those they point at`() throws {
    let tables = try schema.tables()
    for (place, table) in tables.enumerated() {
      let before = Set(tables[...place].map(\.name))
      for column in table.columns {
        #expect(column.target.map { before.contains($0) } ?? true, "\(table.name).\(column.name)")
      }
    }
    #expect(tables.map(\.name).contains("schema_migration"))
    #expect(
      !tables.map(\.name).contains {
        $0.hasPrefix("name_index_d") || $0 == "name_index" || $0 == "zone_within"
      })
  }

  @Test func `a table tells its columns, and one that is not there is not found`() throws {
    let zone = try schema.table("zone")
    #expect(zone.column("parent_id")?.target == "zone")
    #expect(zone.column("area_km2")?.type == "REAL")
    #expect(zone.column("key")?.isRequired == true)
    #expect(zone.column("id")?.keyPosition == 1)
    #expect(zone.column("nowhere") == nil)
    #expect(try schema.table("flow").column("statement_kind")?.hasDefault == true)
    #expect(throws: StoreError.notFound(table: "table", key: "nowhere")) {
      try schema.table("nowhere")
    }
  }

  @Test func `views are named, and each can be read`() throws {
    let views = try schema.views()
    #expect(
      views == [
        "cell", "cluster_size", "flow_graph", "industry_concentration",
        "industry_location_quotient", "industry_within", "measure_matrix", "zone_growth",
        "zone_specialization", "zone_within",
      ])
    for view in views { _ = try store.connection.query("SELECT * FROM \(view)") { _ in true } }
  }

  @Test func `the tables with a key are those that the catalogue says have one`() throws {
    let keyed = try schema.tables().filter { $0.column("key") != nil }.map(\.name)
    #expect(Set(keyed) == EntityCatalog.keyed)
  }

  @Test func `the tables with names are those that the catalogue says have them`() throws {
    let named = try schema.tables().filter { table in
      table.column("name_en") != nil || table.name == "source"
    }
    #expect(Set(named.map(\.name)) == Set(EntityCatalog.named))
    #expect(EntityCatalog.named.count < 64)
  }
}
