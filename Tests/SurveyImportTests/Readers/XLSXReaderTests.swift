import Testing

@testable import SurveyImport

struct ExcelDateTests {
  private func text(_ serial: String, is1904: Bool = false) -> String? {
    ExcelDate.text(Array(serial.utf8), is1904: is1904).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("1", "1900-01-01"), ("59", "1900-02-28"), ("60", "1900-02-29"), ("61", "1900-03-01"),
    ("42811", "2017-03-17"), ("42811.75", "2017-03-17T18:00:00"), ("0.5", "12:00:00"),
    ("43890.99999", "2020-02-29T23:59:59"), ("43890.9999999", "2020-03-01"),
    ("2958465", "9999-12-31"),
  ])
  func `a serial number is its day`(serial: String, date: String) {
    #expect(text(serial) == date)
  }

  @Test func `the system of 1904 begins later`() {
    #expect(text("0", is1904: true) == "1904-01-01")
    #expect(text("41349", is1904: true) == "2017-03-17")
    #expect(text("41349.25", is1904: true) == "2017-03-17T06:00:00")
  }

  @Test func `what is no date stays a number`() {
    for serial in ["-1", "2958466", "x", "nan", "inf", "1e300", ""] { #expect(text(serial) == nil) }
  }

  @Test(arguments: [
    ("yyyy-mm-dd", true), ("yyyy\"年\"m\"月\"", true), ("[$-804]yyyy/m/d;@", true),
    ("h:mm AM/PM", true), ("[h]:mm:ss", false), ("0.00", false), ("General", false),
    ("#,##0\"days\"", false), ("[Red]0.0", false), ("0\\d", false), ("_d0", false), ("0;d", false),
    ("[Blue]d", true),
  ])
  func `a format says whether it shows a date`(code: String, isDate: Bool) {
    #expect(ExcelDate.isDate(format: code) == isDate)
  }
}

#if Excel
struct XLSXReaderTests {
  private func rows(
    _ book: WorkbookWriter, sheet: String? = nil
  ) throws -> [(line: Int, cells: [String], original: String)] {
    try rows(book.archive(), sheet: sheet)
  }

  private func rows(
    _ bytes: [UInt8], sheet: String? = nil
  ) throws -> [(line: Int, cells: [String], original: String)] {
    var reader = try XLSXReader(InputFile(name: "t.xlsx", bytes: bytes, chunk: 100), sheet: sheet)
    let block = RecordBlock(capacity: 16)
    var rows: [(line: Int, cells: [String], original: String)] = []
    while try reader.fill(block) {
      rows += block.records.map {
        ($0.line, block.fields[$0.fields].map { block.text($0) }, block.original($0))
      }
    }
    return rows
  }

  private func refusal(_ bytes: [UInt8], sheet: String? = nil) -> String {
    do {
      return "read \(try rows(bytes, sheet: sheet).map(\.cells))"
    } catch { return "\(error)" }
  }

  private func book(_ body: String, merged: String = "") -> WorkbookWriter {
    var book = WorkbookWriter()
    book.sheets = [("数据", "<sheetData>\(body)</sheetData>\(merged)")]
    return book
  }

  @Test func `cells of every kind are read in their places`() throws {
    var book = book(
      """
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>a</t><r><t>b</t></r>\
      <rPh><t>x</t></rPh></is></c><c r="D1" t="str"><f>1+1</f><v>two</v></c></row>\
      <row r="3"><c r="A3"><v>0.30000000000000004</v></c><c r="B3" t="b"><v>1</v></c>\
      <c r="C3" t="e"><v>#N/A</v></c><c r="D3" s="1"><v>42811</v></c><c r="E3" s="2"/></row>\
      <row r="4"><c r="B4"/></row><row><c s="2"><v>42811.5</v></c><c><v>1E-3</v></c></row>
      """)
    book.strings = [
      "<t>名</t><rPh sb=\"0\"><t>ming</t></rPh><r><t xml:space=\"preserve\"> 称</t></r>"
    ]
    book.formats = [(164, "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; h:mm")]
    book.styles = [0, 14, 164]
    let rows = try rows(book)
    #expect(rows.map(\.line) == [1, 3, 5])
    #expect(rows[0].cells == ["名 称", "ab", "", "two"])
    #expect(rows[1].cells == ["0.30000000000000004", "true", "#N/A", "2017-03-17"])
    #expect(rows[2].cells == ["2017-03-17T12:00:00", "1E-3", "", ""])
    book.is1904 = true
    #expect(try self.rows(book)[1].cells[3] == "2021-03-18")
  }

  @Test func `merged headings stand in each of their cells`() throws {
    let book = book(
      """
      <row r="1"><c r="A1" t="str"><v>地区</v></c><c r="B1"><v>2023</v></c>\
      <c r="D1" t="str"><v>合计</v></c></row>\
      <row r="2"><c r="B2" t="str"><v>产值</v></c><c r="C2" t="str"><v>利润</v></c></row>\
      <row r="3"><c r="A3" t="str"><v>北京</v></c><c r="B3"><v>1</v></c><c r="C3"><v>2</v></c></row>\
      <row r="4"><c r="C4"><v>3</v></c></row>
      """,
      merged: """
        <mergeCells count="5"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/>\
        <mergeCell ref="D1:D2"/><mergeCell ref="A3:A4"/><mergeCell ref="B3:B4"/></mergeCells>
        """)
    #expect(
      try rows(book).map(\.cells) == [
        ["地区", "2023", "2023", "合计"], ["地区", "产值", "利润", "合计"],
        ["北京", "1", "2", ""], ["北京", "", "3", ""],
      ])
  }

  @Test func `the original of a row is comma-separated text`() throws {
    let row = try #require(
      try rows(
        book(
          """
          <row r="1"><c r="A1" t="str"><v>a,b</v></c><c r="B1" t="str"><v>say "x"</v></c>\
          <c r="C1" t="str"><v>1\n2</v></c></row>
          """)
      ).first)
    #expect(row.cells == ["a,b", "say \"x\"", "1\n2"])
    #expect(row.original == "\"a,b\",\"say \"\"x\"\"\",\"1\n2\"")
  }

  @Test func `a sheet is chosen by name or number, and asked for where there are several`() throws {
    let cell = { (text: String) in
      "<sheetData><row><c t=\"str\"><v>\(text)</v></c></row></sheetData>"
    }
    var book = WorkbookWriter()
    book.sheets = [("一", cell("1")), ("二", cell("2")), ("空", "<sheetData/>")]
    let bytes = book.archive()
    #expect(try rows(bytes, sheet: "二").first?.cells == ["2"])
    #expect(try rows(bytes, sheet: "1").first?.cells == ["1"])
    #expect(refusal(bytes).contains("Choose one of '一', '二', '空' with --sheet"))
    #expect(refusal(bytes, sheet: "三").contains("it has no sheet '三'"))
    book.sheets.removeFirst()
    #expect(try rows(book).first?.cells == ["2"])
  }

  @Test func `many rows come through chunk by chunk`() throws {
    let body = (1...20_000).map { row in
      "<row r=\"\(row)\">"
        + ["A", "B", "C"].map { "<c r=\"\($0)\(row)\"><v>\(row)</v></c>" }.joined() + "</row>"
    }.joined()
    let rows = try rows(book(body))
    #expect(rows.count == 20_000)
    #expect(rows.enumerated().allSatisfy { $1.cells == Array(repeating: "\($0 + 1)", count: 3) })
  }

  @Test func `a damaged or foreign file is refused in plain words`() throws {
    let bytes = book("<row r=\"1\"><c><v>1</v></c></row>").archive()
    #expect(refusal(Array(bytes[..<(bytes.count / 2)])).contains("damaged or cut off"))
    #expect(refusal([0xD0, 0xCF, 0x11, 0xE0, 0]).contains("old .xls file"))
    #expect(refusal(Array("a,b\n".utf8)).contains("not an .xlsx file"))
    #expect(refusal([]).contains("not an .xlsx file"))
    #expect(refusal(ZipWriter.archive([("a", "b")])).contains("no part xl/workbook.xml"))
    #expect(refusal(book("<row><c").archive()).contains("is not well"))
    #expect(refusal(book("<row r=\"5\"/><row r=\"2\"/>").archive()).contains("row 2 comes after"))
    #expect(
      refusal(book("<row><c t=\"s\"><v>9</v></c></row>").archive()).contains("that is not there"))
    // Found by the fuzzer: the outer row came out with the number of the inner one.
    #expect(
      refusal(book("<row r=\"1\"><row r=\"2\"><c><v>1</v></c></row></row>").archive())
        .contains("row 1 holds another row"))
    #expect(refusal(book("<row r=\"9999999\"/>").archive()).contains("more rows than"))
  }

  @Test func `entities of a document type are refused`() {
    var book = book("<row><c><v>1</v></c></row>")
    book.extra = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>"
    #expect(refusal(book.archive()).contains("declares a document type"))
  }

  @Test func `texts that inflate beyond the limit are refused`() throws {
    var book = book("<row><c><v>1</v></c></row>")
    book.strings = [String(repeating: "<t>xxxxxxxx</t>", count: 10_000)]
    let file = InputFile(name: "t.xlsx", bytes: book.archive())
    let error = #expect(throws: ImportError.self) {
      try XLSXReader(file, sheet: nil, largestPart: 100_000)
    }
    #expect("\(error as Any)".contains("inflates to more than"))
  }

  @Test func `wide rows of little text come in several blocks`() throws {
    let body =
      "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"
      + (2...40).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>1</v></c></row>" }.joined()
    let rows = try rows(book(body))
    #expect(rows.count == 40)
    #expect(rows.allSatisfy { $0.cells.count == 16_384 })
  }
}
#else
struct XLSXReaderTests {
  @Test func `without Excel files the command that adds them is named`() {
    let error = #expect(throws: ImportError.self) {
      try XLSXReader(InputFile(name: "t.xlsx", bytes: []), sheet: nil)
    }
    #expect("\(error as Any)".contains("swift build --traits Excel"))
  }
}
#endif
