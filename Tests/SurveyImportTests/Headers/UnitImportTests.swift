import ClusterStore
import SQLite
import SampleStore
import Testing

@testable import SurveyImport

struct UnitImportTests {
  @Test func `money in 万元 is stored in yuan, to the last fen`() throws {
    let store = try SampleStore.seeded()
    try store.connection.run(
      """
      INSERT INTO dataset (key, name_en, kind, currency) VALUES ('s', 'Survey', 'survey', 'CNY')
      """)
    var options = ImportRun.Options(table: "firm_year")
    options.constants = ["dataset": "s"]
    let report = try ImportRun(store, options: options).run(
      name: "t.csv", text: "统一社会信用代码,企业名称,年份,工业总产值(万元)\n91210106000029330X,甲,2021,209.64\n")
    #expect(report.inserted == 1)
    let stored = try store.connection.value("SELECT output FROM firm_year")
    #expect(stored == .real(2_096_400))
  }
}
