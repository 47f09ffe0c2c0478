import ClusterStore
import SQLite
import SampleStore
import SurveyImport
import Testing

struct SeederTests {
  @Test func `every seed lands whole, and nothing dangles`() throws {
    let store = try SampleStore.empty()
    let counts = try Seeder(store, version: "test").seed()
    for (table, rows) in counts {
      #expect(rows > 0, "\(table)")
    }
    #expect(counts.count == Seed.tables.count + 1)
    #expect(try store.connection.query("PRAGMA foreign_key_check") { $0.text(0) }.isEmpty)
    #expect(try store.connection.value("SELECT count(*) FROM measure") == .integer(159))
  }
}
