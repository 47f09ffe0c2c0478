import ClusterStore
import DatasetExport
import Foundation
import SQLite
import Testing

/// Every format on one small result: the expected text stands here.
struct RowFormatTests {
  let connection: Connection

  init() throws {
    connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute("CREATE TABLE t (name TEXT, share REAL, n INTEGER, body)")
    for values: [Value] in [
      [.text("温州"), .real(1234), .integer(9_007_199_254_740_993), .blob([0x0A, 0xFF])],
      [.text("a,\"b\"\n|c"), .real(0.1), .null, .text("")],
      [.null, .real(-1e23), .integer(-7), .text("tab\t<i>")],
    ] {
      try connection.run("INSERT INTO t VALUES (?1, ?2, ?3, ?4)", values)
    }
  }

  /// What `format` makes of `sql`.
  func text(
    _ name: String, _ sql: String = "SELECT * FROM t", options: FormatOptions = FormatOptions()
  ) throws -> String {
    let folder = try ScratchFolder()
    let path = folder.file("out")
    try OutputFile.write(to: path) { sink in
      try ExportRun(connection).write(
        .statement(sql, [:]), as: RowFormatCatalog.format(name).make(options), to: sink)
    }
    return String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  static let expected: [String: String] = [
    "csv": """
    name,share,n,body
    温州,1234,9007199254740993,X'0aff'
    "a,""b""
    |c",0.1,,""
    ,-1e+23,-7,tab\t<i>

    """,
    "tsv": """
    name\tshare\tn\tbody
    温州\t1234\t9007199254740993\tX'0aff'
    "a,""b""
    |c"\t0.1\t\t""
    \t-1e+23\t-7\t"tab\t<i>"

    """,
    "json": #"""
    [
    {"name":"温州","share":1234.0,"n":9007199254740993,"body":"X'0aff'"},
    {"name":"a,\"b\"\n|c","share":0.1,"n":null,"body":""},
    {"name":null,"share":-1e+23,"n":-7,"body":"tab\t<i>"}
    ]

    """#,
    "ndjson": #"""
    {"name":"温州","share":1234.0,"n":9007199254740993,"body":"X'0aff'"}
    {"name":"a,\"b\"\n|c","share":0.1,"n":null,"body":""}
    {"name":null,"share":-1e+23,"n":-7,"body":"tab\t<i>"}

    """#,
    "markdown": #"""
    | name         |  share |                n | body       |
    | ------------ | -----: | ---------------: | ---------- |
    | 温州         |   1234 | 9007199254740993 | X'0aff'    |
    | a,"b"<br>\|c |    0.1 |                  |            |
    |              | -1e+23 |               -7 | tab	&lt;i> |

    """#,
    "table": """
    name       share                 n  body
    --------  ------  ----------------  -------
    温州        1234  9007199254740993  X'0aff'
    a,"b"␊|c     0.1
              -1e+23                -7  tab␉<i>

    """,
    "html": """
    <tr><th scope="col">name</th><th scope="col">share</th><th scope="col">n</th>\
    <th scope="col">body</th></tr>
    </thead>
    <tbody>
    <tr><td>温州</td><td class="number">1234</td><td class="number">9007199254740993</td>\
    <td>X'0aff'</td></tr>
    <tr><td>a,&quot;b&quot;
    |c</td><td class="number">0.1</td><td class="null"></td><td></td></tr>
    <tr><td class="null"></td><td class="number">-1e+23</td><td class="number">-7</td>\
    <td>tab\t&lt;i&gt;</td></tr>
    </tbody>
    </table>
    </body>
    </html>

    """,
  ]

  /// The formats that take any rows; GeoJSON needs coordinates.
  static let formats = RowFormatCatalog.all.map(\.name).filter { $0 != "geojson" }

  /// A text without the head of a page.
  static func withoutHead(_ text: String) -> String {
    text.components(separatedBy: "<thead>\n").last ?? text
  }

  @Test(arguments: formats)
  func `each format writes the sample as it should`(name: String) throws {
    #expect(Self.withoutHead(try text(name)) == Self.expected[name])
  }

  @Test(arguments: formats)
  func `computed rows are written as rows of the database`(name: String) throws {
    let rows = try connection.query("SELECT * FROM t") { row in (0..<4).map { row.value($0) } }
    let folder = try ScratchFolder()
    try OutputFile.write(to: folder.file("out")) { sink in
      try sink.write(
        columns: ["name", "share", "n", "body"], rows: rows,
        as: RowFormatCatalog.format(name).make(FormatOptions()))
    }
    let text = try String(contentsOfFile: folder.file("out"), encoding: .utf8)
    #expect(Self.withoutHead(text) == Self.expected[name])
  }

  @Test func `CSV takes its options`() throws {
    var options = FormatOptions()
    options.lineEnding = .crlf
    options.hasByteOrderMark = true
    #expect(
      try text("csv", "SELECT 1 AS a, '' AS b", options: options) == "\u{FEFF}a,b\r\n1,\"\"\r\n")
    options.hasByteOrderMark = false
    options.hasHeader = false
    #expect(
      try text("csv", "SELECT 9e999, -9e999, 0.0", options: options)
        == "Infinity,-Infinity,0\r\n")
  }

  @Test func `CSV read back is what was written`() throws {
    let original = try TortureDatabase.make(at: ":memory:")
    let folder = try ScratchFolder()
    try OutputFile.write(to: folder.file("out.csv")) { sink in
      try ExportRun(original).write(.table("valeurs d'été"), as: CSVFormat(), to: sink)
    }
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder.file("out.csv"))))
    let records = parse(bytes)
    let stored = try original.query(
      #"SELECT CAST("select" AS BLOB), typeof("select") FROM "valeurs d'été" ORDER BY rowid"#
    ) { row in (row.value(0), row.text(1)) }
    #expect(records.count == stored.count + 1)
    #expect(records[0].map { String(decoding: $0.bytes, as: UTF8.self) }[0] == "any \"thing\"")
    for (record, (value, type)) in zip(records.dropFirst(), stored) {
      #expect(record.count == 6)
      switch (value, type) {
      case (.null, _): #expect(record[1].bytes.isEmpty && !record[1].isQuoted)
      case (.blob(let bytes), "text"): #expect(record[1].bytes == bytes)
      default: break
      }
    }
  }

  @Test func `JSON read back is what was written`() throws {
    let values: [Value] = [
      .text("\u{0}\u{1}\u{8}\u{c}\u{1f}\u{7f}\u{2028}\"\\/😀\r\n\t"), .integer(.min), .real(0.1),
      .real(5e-300), .null, .text("温州"),
    ]
    try connection.execute("CREATE TABLE j (v)")
    for value in values { try connection.run("INSERT INTO j VALUES (?1)", [value]) }
    for name in ["json", "ndjson"] {
      let text = try text(name, "SELECT v AS \"a\"\"\n\" FROM j")
      let whole = name == "json" ? text : "[\(text.split(separator: "\n").joined(separator: ","))]"
      let parsed = try #require(
        JSONSerialization.jsonObject(with: Data(whole.utf8)) as? [[String: Any]])
      let cells = parsed.map { $0["a\"\n"] }
      #expect(cells.count == values.count)
      #expect(cells[0] as? String == "\u{0}\u{1}\u{8}\u{c}\u{1f}\u{7f}\u{2028}\"\\/😀\r\n\t")
      #expect(cells[1] as? Int64 == .min)
      #expect(cells[2] as? Double == 0.1 && cells[3] as? Double == 5e-300)
      #expect(cells[4] is NSNull && cells[5] as? String == "温州")
    }
    #expect(try text("json", "SELECT 1 WHERE 0") == "[]\n")
  }

  @Test(arguments: ["json", "ndjson"])
  func `JSON refuses what it cannot hold, by row and column`(name: String) throws {
    #expect(
      throws: ExportError.unrepresentable(
        format: "JSON", table: nil, column: "v", row: 2, reason: "the value is infinite")
    ) { try text(name, "SELECT 1 AS v UNION ALL SELECT 9e999") }
    #expect(
      throws: ExportError.unrepresentable(
        format: "JSON", table: nil, column: "v", row: 1, reason: "the text is not UTF-8")
    ) { try text(name, "SELECT CAST(X'E4BC' AS TEXT) AS v") }
    #expect(throws: ExportError.duplicateColumn(format: "JSON", column: "v")) {
      try text(name, "SELECT 1 AS v, 2 AS v")
    }
  }

  @Test func `a table for a terminal is shortened and cannot steer it`() throws {
    var options = FormatOptions()
    options.cellWidth = 7
    let sql = "SELECT '温州市皮鞋' AS a, 'abcdefg' AS b, char(27) || '[31m' AS c, 'abcdefgh' AS d"
    #expect(
      try text("table", sql, options: options) == """
        a        b        c      d
        -------  -------  -----  -------
        温州市…  abcdefg  ␛[31m  abcdef…

        """)
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("温州", 4), ("e\u{301}", 1), ("😀", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("ｶ", 1),
    ("Ａ", 2), ("…", 1), ("한국", 4), ("（）", 4), ("é", 1), ("\u{200B}", 0), ("𠀀", 2),
  ])
  func `the width of text is that of a terminal`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func `a long table in Markdown is as wide as its first rows`() throws {
    let lines = try text(
      "markdown",
      """
      WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 10001)
      SELECT n, iif(n > 10000, 'a longer text', 'short') AS word FROM c
      """
    ).split(separator: "\n")
    #expect(lines.count == 10_003)
    #expect(lines[..<3] == ["|     n | word  |", "| ----: | ----- |", "|     1 | short |"])
    #expect(lines[10_001...] == ["| 10000 | short |", "| 10001 | a longer text |"])
    // A row that alone is too large to be kept is written, and the next in its width.
    let large = try text(
      "markdown", "SELECT printf('%.*c', 5000000, 'x') AS a UNION ALL SELECT 'y'")
    let widths = large.split(separator: "\n").map(\.utf8.count)
    #expect(widths == [5_000_004, 5_000_004, 5_000_004, 5_000_004])
  }

  @Test func `numbers are written as Swift writes them, at every length`() throws {
    let powers = sequence(first: Int64(1)) { $0 > .max / 10 ? nil : $0 * 10 }
    let numbers = powers.flatMap { [$0 - 1, $0, -$0, $0 + 1] } + [.min, .max]
    let reals =
      numbers.filter { $0.magnitude < 10_000_000_000_000 }.flatMap { number in
        [0.1, 0.25, 0.125, 0.0625, 0.03125, 0.9999].map { Double(number) + $0 }
      } + [
        1e15, 1e16, .leastNonzeroMagnitude, 1e-4, 1e-5, 5e-5, 99_999_999_999.9999,
        9_999_999_999_999.99, -0.5,
      ]
    for number in numbers {
      var buffer = ByteBuffer()
      buffer.append(integer: number)
      #expect(buffer.bytes == Array(String(number).utf8))
    }
    for number in reals {
      var buffer = ByteBuffer()
      buffer.append(number, isPlain: false)
      let text = String(decoding: buffer.bytes, as: UTF8.self)
      #expect(Double(text) == number && text.utf8.count <= number.description.utf8.count)
    }
  }

  @Test func `every statement, table and view can be read`() throws {
    let original = try TortureDatabase.make(at: ":memory:")
    let reader = ResultReader(original)
    var columns: [String] = []
    let rows = try reader.read(
      .table("VALEURS d'été"), columns: { columns = $0.map(\.name) }, row: { _ in })
    #expect(rows > 50)
    #expect(columns == ["any \"thing\"", "select", "企业 名称", "rest", "doubled", "kept"])
    #expect(try reader.read(.table("une vue"), row: { _ in }) == rows)
    var sum: Int64 = 0
    try reader.read(
      .statement("SELECT :a + @b", ["a": .integer(2), "b": .integer(3)]),
      row: { sum = $0.integer(0) })
    #expect(sum == 5)
    #expect(throws: StoreError.notFound(table: "table", key: "none")) {
      try reader.read(.table("none"), row: { _ in })
    }
    #expect(throws: SQLiteError.self) {
      try reader.read(.statement("DELETE FROM empty", [:]), row: { _ in })
    }
  }

  /// Reads CSV as RFC 4180 has it, and keeps whether a cell was quoted.
  func parse(_ bytes: [UInt8]) -> [[(bytes: [UInt8], isQuoted: Bool)]] {
    var records: [[(bytes: [UInt8], isQuoted: Bool)]] = [[]]
    var (cell, isQuoted, isInside): ([UInt8], Bool, Bool) = ([], false, false)
    var index = 0
    func end() { records[records.count - 1].append((cell, isQuoted)) }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 34 where isInside && index < bytes.count && bytes[index] == 34:
        cell.append(34)
        index += 1
      case 34: (isInside, isQuoted) = (!isInside, true)
      case 44 where !isInside, 10 where !isInside:
        end()
        (cell, isQuoted) = ([], false)
        if byte == 10 { records.append([]) }
      default: cell.append(byte)
      }
    }
    return records.dropLast()
  }
}
