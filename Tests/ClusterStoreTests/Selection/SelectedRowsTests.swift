import ClusterStore
import SQLite
import SampleStore
import Testing

struct SelectedRowsTests {
  func selection(_ change: (inout RowSelection) -> Void) -> RowSelection {
    var selection = RowSelection()
    change(&selection)
    return selection
  }

  /// The first column of the rows of `table` that are chosen.
  func read(_ table: String, _ column: String, _ selection: RowSelection, _ store: Store) throws
    -> [Value]
  {
    try ResultReader(store).snapshot {
      let rows = try SelectedRows(selection, in: store)
      let outline = try #require(
        try DatabaseOutline(store.connection).tables.first { $0.name == table })
      var values: [Value] = []
      try ResultReader(store).readStored(outline, columns: [column], among: rows) {
        values.append($0.value(0))
      }
      return values
    }
  }

  @Test func `a zone brings its firms and figures, and what they point at`() throws {
    let store = try SampleStore.surveyed()
    let chosen = selection { $0.zones = ["dashiqiao"] }
    let firms = try read("firm", "id", chosen, store)
    #expect(firms.count == 9)
    #expect(try read("firm_year", "id", chosen, store).count == 27)
    #expect(try read("dataset", "key", chosen, store) == [.text("synthetic-liaoning")])
    // The zone, and those that contain it; no zone beside it.
    let zones = try read("zone", "key", chosen, store)
    #expect(zones.contains(.text("dashiqiao")) && zones.contains(.text("china")))
    #expect(zones.count < 10)
    // The entries of the index are those of its rows.
    #expect(try read("name_index", "entity_id", chosen, store).count > firms.count)
    #expect(try read("import_batch", "id", chosen, store).isEmpty)
    #expect(try read("codebook", "table_name", chosen, store).count > 500)
  }

  @Test func `a zone brings what documents say of it`() throws {
    let store = try SampleStore.surveyed()
    let chosen = selection { $0.zones = ["liaoning"] }
    for (table, type) in [
      ("statement", "subject_type"), ("statistic", "subject_type"),
      ("measure_target", "subject_type"), ("mention", "entity_type"),
    ] {
      let types = try read(table, type, chosen, store)
      #expect(!types.isEmpty && Set(types) == [.text("zone")], "\(table)")
    }
    #expect(try !read("measure", "id", chosen, store).isEmpty)
  }

  @Test func `tables are found in any case, and those without numbers refused`() throws {
    let store = try SampleStore.surveyed()
    let firms = try read("firm", "id", selection { $0.tables = ["FIRM"] }, store)
    #expect(firms.count > 50)
    for table in ["import_row_range", "column_alias", "cell"] {
      #expect(throws: SelectionError.notByNumber(table: table)) {
        try read("firm", "id", selection { $0.tables = [table] }, store)
      }
    }
  }

  @Test func `a selection that no row is of is an error`() throws {
    let store = try SampleStore.surveyed()
    #expect(throws: SelectionError.noRows) {
      try read("firm", "id", selection { $0.years = [1800...1801] }, store)
    }
  }

  @Test func `years and zones narrow together`() throws {
    let store = try SampleStore.surveyed()
    let chosen = selection {
      $0.zones = ["dashiqiao"]
      $0.years = [2021...2022]
    }
    let years = try read("firm_year", "year", chosen, store)
    #expect(years.count == 18 && Set(years) == [.integer(2021), .integer(2022)])
    #expect(try read("firm", "id", chosen, store).count == 9)
    // A source is of a year too, but not of figures.
    #expect(try read("cluster", "id", chosen, store).isEmpty)
  }

  @Test func `a batch brings the rows that it added`() throws {
    let store = try SampleStore.surveyed()
    let batch = try #require(
      try store.connection.query(
        "SELECT max(batch_id) FROM import_row_range WHERE table_name = 'firm_year'"
      ) { $0.integer(0) }.first)
    let chosen = selection { $0.batches = [batch] }
    #expect(try read("firm_year", "id", chosen, store).count == 180)
    #expect(try read("import_batch", "id", chosen, store) == [.integer(batch)])
    #expect(try read("cluster", "id", chosen, store).isEmpty)
  }

  @Test func `tables bring what they point at, level by level`() throws {
    let store = try SampleStore.seeded()
    let chosen = selection { $0.tables = ["cluster_firm"] }
    let ties = try read("cluster_firm", "id", chosen, store)
    #expect(ties.count == 9)
    #expect(try !read("firm", "id", chosen, store).isEmpty)
    #expect(try !read("source", "id", chosen, store).isEmpty)
    #expect(try read("flow", "id", chosen, store).isEmpty)
  }

  @Test func `no row of a selection points at one that is left out`() throws {
    let store = try SampleStore.surveyed()
    for chosen in [
      selection { $0.zones = ["dashiqiao"] }, selection { $0.datasets = ["synthetic-liaoning"] },
      selection { $0.tables = ["flow", "measure_goal"] }, selection { $0.years = [2022...2022] },
    ] {
      let connection = store.connection
      try ResultReader(store).snapshot {
        _ = try SelectedRows(chosen, in: store)
        for table in try TableDefinitionReader(connection).tables() {
          for key in table.foreignKeys where table.isNumbered {
            let lost = try connection.value(
              """
              SELECT count(*) FROM \(table.name) JOIN temp.selected_\(table.name) AS kept
                ON kept.id = \(table.name).id
              WHERE "\(key.columns[0])" IS NOT NULL
                AND "\(key.columns[0])" NOT IN (SELECT id FROM temp.selected_\(key.target))
              """)
            #expect(lost == .integer(0), "\(table.name) to \(key.target)")
          }
        }
      }
    }
  }

  @Test func `what is not there is said`() throws {
    let store = try SampleStore.seeded()
    for chosen in [
      selection { $0.zones = ["nowhere"] }, selection { $0.datasets = ["none"] },
      selection { $0.batches = [99_999] },
    ] {
      #expect(throws: StoreError.self) { _ = try SelectedRows(chosen, in: store) }
    }
    #expect(throws: DescriptionError.self) {
      _ = try SelectedRows(selection { $0.tables = ["nope"] }, in: store)
    }
    #expect(throws: SelectionError.nothingFits(tables: ["concept"])) {
      let chosen = selection {
        $0.tables = ["concept"]
        $0.zones = ["china"]
      }
      _ = try SelectedRows(chosen, in: store)
    }
  }
}
