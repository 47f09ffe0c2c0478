import SampleStore
import Testing

/// The statistics in statements that users write, and the views in another client.
@Suite struct QueryFunctionTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
  }

  @Test func `a statement calls the functions, with options or without, as an export does`() throws
  {
    let sql = "SELECT hhi(v) AS h FROM (SELECT 1 AS v UNION SELECT 3)"
    for arguments in [
      ["query", sql], ["query", sql, "--timeout", "5"], ["export", "csv", "--query", sql],
    ] {
      let result = try program.run(arguments)
      #expect(result.status == 0, "\(arguments): \(result.messages)")
      #expect(result.output == "h\n0.625\n", "\(arguments)")
    }
    let listed = try program.run(
      "query", "SELECT title FROM statistics() WHERE name = 'location-quotient'")
    #expect(listed.output == "title\nLocation quotient\n")
  }

  @Test func `a saved query calls the functions`() throws {
    let saved = try program.shell(
      """
      sqlite3 agglom.db "INSERT INTO saved_query (key, title_en, sql)
        VALUES ('of-mine', 'Mine', 'SELECT median(year) AS m FROM source')" &&
      agglom query --saved of-mine
      """)
    #expect(saved.status == 0, "\(saved.messages)")
    #expect(saved.output.hasPrefix("m\n"), "\(saved.output)")
  }

  @Test func `what a function refuses is told in its words`() throws {
    let result = try program.run("query", "SELECT percentile(year, 90) FROM source")
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(
      result.messages == """
        Error: percentile(x, p): p is 90. Give a fraction from 0 to 1, as for percentile_cont: 0.5 \
        is the median, 0.9 the 90th percentile.
          in: SELECT percentile(year, 90) FROM source

        """)
  }

  @Test(arguments: [
    "cell", "industry_location_quotient", "industry_concentration", "zone_specialization",
    "zone_growth",
  ])
  func `another client reads the views`(view: String) throws {
    let imported = try program.shell(
      """
      agglom import '\(SampleStore.root)/examples/synthetic-survey-liaoning.csv' \
        --mapping '\(SampleStore.root)/examples/mappings/synthetic-survey.json'
      """)
    #expect(imported.status == 0, "\(imported.messages)")
    let result = try program.shell("sqlite3 agglom.db 'SELECT count(*) > 10 FROM \(view)'")
    #expect(result.output == "1\n", "\(result.messages)")
  }
}
