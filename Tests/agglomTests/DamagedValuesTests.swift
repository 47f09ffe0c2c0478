import Foundation
import SQLite
import SampleStore
import Testing

/// Databases whose rows hold what no CHECK would let in, read by the built program.
struct DamagedValuesTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
    try SampleStore.write(
      "key,kind,name_zh,parent\nz1,area,甲,\nz2,area,乙,z1\n",
      to: program.folder.path + "/zones.csv")
    try SampleStore.write(
      "key,kind,name_zh,parent\nn1,area,子,\nz1,area,甲改,\n",
      to: program.folder.path + "/more.csv")
    try SampleStore.write(
      "firm,name,year,zone,industry,employees\nx1,甲,2021,210106,3421,5\n",
      to: program.folder.path + "/survey.csv")
    try SampleStore.write(
      """
      {"table": "firm_year",
       "dataset": {"key": "s", "name_en": "Survey", "kind": "survey", "currency": "CNY"},
       "columns": [{"from": "firm", "to": "firm"}, {"from": "name", "to": "firm.name_zh"},
         {"from": "year", "to": "year"}, {"from": "zone", "to": "zone"},
         {"from": "industry", "to": "industry"}, {"from": "employees", "to": "employees"}]}
      """, to: program.folder.path + "/survey.json")
    for arguments in [
      ["import", "zones.csv", "--into", "zone"],
      ["import", "more.csv", "--into", "zone", "--on-conflict", "update"],
      ["import", "survey.csv", "--mapping", "survey.json"],
    ] {
      let made = try program.run(arguments)
      try #require(made.status == 0, "\(made.messages)")
    }
  }

  /// Every status that the program ends with of its own accord; a signal would be another number.
  private static let statuses: Set<Int32> = [0, 1, 2, 3, 64, 65, 66, 73, 74, 75, 130]

  @Test(
    arguments: [
      "UPDATE zone_code SET from_year = 2020, to_year = 1990 WHERE code = '210106'",
      "UPDATE zone_code SET from_year = 9000000000000000000 WHERE code = '210106'",
      "UPDATE zone SET from_year = 9223372036854775807, to_year = -9223372036854775808",
      "UPDATE import_row_range SET last_id = first_id - 1 WHERE table_name = 'zone'",
      "UPDATE import_row_range SET last_id = 9223372036854775807 WHERE table_name = 'zone'",
      "UPDATE import_row_range SET first_line = 9223372036854775807, line_step = 9000000000000000",
      "UPDATE OR IGNORE import_row_range SET first_id = -9223372036854775808",
      "UPDATE import_digest SET first_id = 9223372036854775807, digests = x'00'",
      "UPDATE import_change SET changeset = x'54', digests = x''",
      "UPDATE import_change SET digests = x'00'",
      "UPDATE import_batch SET rows_read = -9223372036854775808, rows_inserted = -5",
      "INSERT INTO name_index_gap VALUES ('zone', 9, 3), ('firm', 1, 9223372036854775807)",
      "UPDATE zone SET id = 9223372036854775807 WHERE key = 'z2'",
      "UPDATE firm_year SET id = -9223372036854775808, year = 9223372036854775807",
      "UPDATE firm_year SET employees = -9223372036854775808, zone_id = -9000000000000000000",
      "UPDATE industry SET id = -id; UPDATE firm SET industry_id = -3, zone_id = 5000000000",
    ])
  func `values that cannot be end no command by a signal`(damage: String) throws {
    let connection = try Connection(path: program.database.path, mode: .readWrite)
    try connection.execute(
      "PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0; \(damage)")
    let batches = try connection.query("SELECT id FROM import_batch ORDER BY id DESC LIMIT 3") {
      "\($0.integer(0))"
    }
    for arguments in [
      ["list", "zones"], ["list", "firm-years"], ["show", "zone", "210106"],
      ["show", "zone", "z1"],
      ["find", "甲"], ["imports", "list"], ["stats", "location-quotient", "--dataset", "s"],
      ["stats", "document-figures"], ["export", "csv", "zone"], ["export", "geojson", "zone"],
      ["import", "survey.csv", "--mapping", "survey.json", "--on-conflict", "newest"],
      ["import", "more.csv", "--into", "zone", "--on-conflict", "newest"],
    ] + batches.flatMap({ [["imports", "show", $0], ["imports", "undo", $0]] }) + [["check"]] {
      let result = try program.run(arguments)
      #expect(Self.statuses.contains(result.status), "\(arguments): \(result)")
    }
  }

  @Test func `a code that is in force until before it began is told by its row`() throws {
    let connection = try Connection(path: program.database.path, mode: .readWrite)
    try connection.execute(
      """
      PRAGMA ignore_check_constraints = 1;
      UPDATE zone_code SET from_year = 2020, to_year = 1990 WHERE code = '210106'
      """)
    let result = try program.run("import", "survey.csv", "--mapping", "survey.json")
    #expect(result.status == 65)
    #expect(result.messages.contains("210106") && result.messages.contains("from 2020 to 1990"))
    #expect(try program.run("check").status == 1)
  }

  @Test func `a batch whose journal is damaged is not undone`() throws {
    let connection = try Connection(path: program.database.path, mode: .readWrite)
    try connection.execute(
      """
      PRAGMA ignore_check_constraints = 1;
      UPDATE import_row_range SET last_id = first_id - 1 WHERE table_name = 'firm_year'
      """)
    let batch = try connection.value("SELECT max(id) FROM import_batch")
    guard case .integer(let batch)? = batch else { return }
    let result = try program.run("imports", "undo", "\(batch)")
    #expect(result.status == 65 && result.messages.contains("firm_year"), "\(result)")
    #expect(try connection.value("SELECT count(*) FROM firm_year") == .integer(1))
  }
}
