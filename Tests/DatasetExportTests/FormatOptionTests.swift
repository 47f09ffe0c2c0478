import ClusterStore
import DatasetExport
import Foundation
import SQLite
import Testing

/// What formats of text can be told, on rows of a small table.
struct FormatOptionTests {
  let folder: ScratchFolder
  let connection: Connection

  init() throws {
    folder = try ScratchFolder()
    connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute("CREATE TABLE t (name TEXT, number REAL)")
  }

  func write(
    _ format: String, _ options: FormatOptions = FormatOptions(), sql: String
  ) throws -> [UInt8] {
    let path = folder.file("out")
    let sink = try ResultSink(
      path: path, force: true, format: .format(format), options: options, table: "t")
    try ResultReader(connection).read(
      .statement(sql, [:]), columns: { try sink.begin($0.map(\.name)) }, row: { try sink.add($0) })
    try sink.finish()
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  func text(_ format: String, _ options: FormatOptions = FormatOptions(), sql: String) throws
    -> String
  {
    String(decoding: try write(format, options, sql: sql), as: UTF8.self)
  }

  @Test func `texts that look like formulas get an apostrophe, and numbers never`() throws {
    var options = FormatOptions()
    options.escapesFormulas = true
    let sql = """
      SELECT '=1+1' AS a, '+x' AS b, '-x' AS c, '@x' AS d, char(9) || 'x' AS e, -1.5 AS f, 'a=b' AS g,
        '-a,b' AS h, '' AS i, -7 AS j
      """
    let line = try text("csv", options, sql: sql).split(separator: "\n").last
    #expect(line == "'=1+1,'+x,'-x,'@x,'\tx,-1.5,a=b,\"'-a,b\",\"\",-7")
    let plain = try text("csv", sql: sql).split(separator: "\n").last
    #expect(plain?.hasPrefix("=1+1,+x,-x,@x,") == true)
    let tabs = try text("tsv", options, sql: sql).split(separator: "\n").last
    #expect(tabs?.hasPrefix("'=1+1\t'+x\t'-x\t'@x\t\"'\tx\"\t-1.5") == true)
  }

  @Test(arguments: ["csv", "tsv", "json", "ndjson", "markdown", "html"])
  func `GB18030 is what comes back as the same text`(format: String) throws {
    var options = FormatOptions()
    let sql = "SELECT '温州 鞋业 😀 é' AS \"名称\", 1.5 AS x UNION ALL SELECT '第二', 2"
    options.encoding = .gb18030
    let plain = try text(format, sql: sql)
    let encoded = try write(format, options, sql: sql)
    let encoding = String.Encoding(rawValue: 0x8000_0632)
    let back = try #require(String(data: Data(encoded), encoding: encoding))
    #expect(back.replacing("gb18030", with: "utf-8") == plain)
    // 温 is C2CE in every GB set.
    #expect(encoded.contains([0xCE, 0xC2]))
  }

  @Test(arguments: ["csv", "json", "markdown"])
  func `a character that the set lacks is named with its row and column`(format: String) throws {
    var options = FormatOptions()
    options.encoding = .gbk
    let error = #expect(throws: ExportError.self) {
      try write(
        format, options, sql: "SELECT 'a' AS x, '好' AS y UNION ALL SELECT 'b', 'a 😀 b'")
    }
    #expect(
      error?.description.hasPrefix(
        "table t, row 2, column y: the text holds '😀' (U+1F600), which "
          + "GBK cannot hold.") == true, "\(String(describing: error))")
    #expect(try folder.names.isEmpty)
    let head = #expect(throws: ExportError.self) {
      try write(format, options, sql: "SELECT 1 AS \"😀\"")
    }
    #expect(head?.description.contains("column 😀") == true)
  }

  @Test func `the mark of Unicode is written in the set that was chosen`() throws {
    var options = FormatOptions()
    options.hasByteOrderMark = true
    #expect(try write("csv", options, sql: "SELECT 1 AS a").starts(with: [0xEF, 0xBB, 0xBF]))
    options.encoding = .gb18030
    let marked = try write("csv", options, sql: "SELECT 1 AS a")
    #expect(marked == [0x84, 0x31, 0x95, 0x33] + Array("a\n1\n".utf8))
  }

  @Test func `a page holds every value escaped, and numbers to the right`() throws {
    var options = FormatOptions()
    options.caption = "A & B"
    options.source = "a.db, table <t>"
    let page = try text(
      "html", options,
      sql: "SELECT '<b>&\"' AS \"a<b\", 1.5 AS n, NULL AS z, X'0aff' AS raw, 2 AS i")
    #expect(page.contains("<caption>A &amp; B</caption>"))
    #expect(page.contains("<th scope=\"col\">a&lt;b</th>"))
    #expect(
      page.contains(
        "<tr><td>&lt;b&gt;&amp;&quot;</td><td class=\"number\">1.5</td><td class=\"null\"></td>"
          + "<td>X'0aff'</td><td class=\"number\">2</td></tr>"))
    #expect(page.contains("a.db, table &lt;t&gt;"))
    #expect(!page.contains("<b>"))
    #expect(!page.contains("src=") && !page.contains("href="))
  }

  @Test(arguments: ["html", "markdown"], ["CAST(X'FF' AS TEXT)", "'a' || char(0)"])
  func `what is read by people refuses text that nobody can read`(
    format: String, value: String
  ) throws {
    let error = #expect(throws: ExportError.self) {
      try write(format, sql: "SELECT 1 AS a, \(value) AS b")
    }
    #expect(error?.description.hasPrefix("table t, row 1, column b: the text ") == true)
    #expect(try folder.names.isEmpty)
  }

  @Test func `points have their coordinates, properties and id, and others are left out`() throws {
    let sql = """
      SELECT 'wz' AS key, 120.65 AS longitude, 28 AS latitude, '温州' AS name
      UNION ALL SELECT 'none', NULL, 28, 'x' UNION ALL SELECT 'b', -1, -2.5, NULL
      """
    let json = try write("geojson", sql: sql)
    let parsed = try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
    #expect(parsed?["type"] as? String == "FeatureCollection")
    let features = try #require(parsed?["features"] as? [[String: Any]])
    #expect(features.count == 2)
    #expect(features[0]["id"] as? String == "wz")
    let geometry = features[0]["geometry"] as? [String: Any]
    #expect(geometry?["type"] as? String == "Point")
    #expect(geometry?["coordinates"] as? [Double] == [120.65, 28])
    let properties = features[0]["properties"] as? [String: Any]
    #expect(Set(properties?.keys ?? [:].keys) == ["key", "name"])
    #expect(features[1]["properties"].map { "\($0)".contains("null") } == true)
  }

  @Test func `an empty collection of points is one too`() throws {
    let json = try write("geojson", sql: "SELECT 1 AS longitude, 2 AS latitude WHERE 0")
    let parsed = try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
    #expect((parsed?["features"] as? [Any])?.isEmpty == true)
    let bare = try text("geojson", sql: "SELECT 1 AS longitude, 2 AS latitude")
    #expect(bare.contains("\"properties\":{}"))
  }

  @Test(arguments: [
    ("180.5", "0", "longitude"), ("0", "-91", "latitude"), ("9e999", "0", "longitude"),
    ("'120'", "30", "longitude"),
  ])
  func `coordinates beyond the globe are refused by row`(
    longitude: String, latitude: String, column: String
  ) throws {
    let error = #expect(throws: ExportError.self) {
      try write(
        "geojson",
        sql: "SELECT NULL AS longitude, 1 AS latitude UNION ALL SELECT \(longitude), \(latitude)")
    }
    #expect(error?.description.hasPrefix("table t, row 2, column \(column):") == true)
  }

  @Test func `points need both columns`() {
    #expect(throws: ExportError.missingColumn(format: "GeoJSON", column: "latitude")) {
      try write("geojson", sql: "SELECT 1 AS longitude")
    }
  }
}

extension Array where Element == UInt8 {
  fileprivate func contains(_ run: [UInt8]) -> Bool {
    indices.contains { self[$0...].starts(with: run) }
  }
}
