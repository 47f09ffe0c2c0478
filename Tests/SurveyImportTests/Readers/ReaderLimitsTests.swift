import Testing

@testable import SurveyImport

/// Files that say little and ask for much, and files of few and long records.
@Suite struct ReaderLimitsTests {
  private func csv(_ bytes: [UInt8], chunk: Int = .max) throws -> [Int] {
    try fields(
      CSVReader(InputFile(name: "t.csv", bytes: bytes, chunk: chunk), dialect: .init()))
  }

  /// How many fields each block of records has.
  private func fields(_ reader: any RecordReader) throws -> [Int] {
    var reader = reader
    let block = RecordBlock(capacity: 16)
    var counts: [Int] = []
    while try reader.fill(block) { counts.append(block.fields.count) }
    return counts
  }

  private func refusal(_ body: () throws -> [Int]) -> String {
    do { return "read \(try body())" } catch { return "\(error)" }
  }

  @Test func `a record of many megabytes is cut once for each doubling`() throws {
    // Cut anew for each chunk, 8 MiB in chunks of 1,000 bytes would take an hour.
    let bytes = Array(repeating: UInt8(ascii: "a"), count: 8 << 20)
    #expect(try csv(bytes, chunk: 1_000) == [1])
  }

  @Test func `small records after a long one come in several blocks`() throws {
    let long = Array(repeating: UInt8(ascii: "a"), count: 2 << 20) + [10]
    let counts = try csv(long + Array(repeating: [97, 10], count: 1 << 20).joined())
    #expect(counts.reduce(0, +) == 1 + (1 << 20))
    #expect(counts.allSatisfy { $0 <= RecordBlock.fieldsOfBlock })
  }

  @Test func `a record that is too long or has too many cells is refused`() {
    let long = Array(repeating: UInt8(ascii: "a"), count: 65 << 20)
    #expect(refusal { try csv(long) }.hasPrefix("t.csv:1: a record begins that is too long"))
    let wide = Array("a\n".utf8) + Array(repeating: UInt8(ascii: ","), count: 20_000)
    #expect(refusal { try csv(wide) }.hasPrefix("t.csv:2: a record begins that has more than"))
  }

  @Test func `small objects under many keys come in several blocks`() throws {
    let head = "{" + (0..<10_000).map { "\"k\($0)\": 1" }.joined(separator: ", ") + "}\n"
    let text = head + String(repeating: "{}\n", count: 1_000)
    for layout in [JSONReader.Layout.lines, .array] {
      let whole =
        layout == .lines
        ? text : "[" + text.split(separator: "\n").joined(separator: ",\n") + "]"
      let counts = try fields(
        JSONReader(InputFile(name: "t.json", bytes: Array(whole.utf8)), layout: layout))
      #expect(counts.reduce(0, +) == 1_002 * 10_000)
      #expect(counts.allSatisfy { $0 < RecordBlock.fieldsOfBlock + 20_000 })
    }
  }

  @Test func `more keys than a record has fields are refused`() {
    let text = "{" + (0..<20_000).map { "\"k\($0)\": 1" }.joined(separator: ", ") + "}\n"
    let reader = JSONReader(InputFile(name: "t.json", bytes: Array(text.utf8)), layout: .lines)
    #expect(refusal { try fields(reader) }.contains("more than 16384 keys"))
  }

  @Test func `a message shows the beginning of a long cell`() {
    let text = String(repeating: "x", count: 1 << 20)
    let error = ImportError.header(file: "t.csv", problems: Array(repeating: text, count: 1_000))
    #expect("\(error)".count < 10_000)
    #expect("\(error)".hasSuffix("and 980 more"))
  }

  #if Excel
  private func xlsx(_ book: WorkbookWriter) -> String {
    xlsx(book.archive())
  }

  private func xlsx(_ bytes: [UInt8]) -> String {
    refusal {
      try fields(
        XLSXReader(InputFile(name: "t.xlsx", bytes: bytes), sheet: nil, allowance: 1 << 20))
    }
  }

  @Test func `a long text that thousands of cells repeat is refused`() {
    var book = WorkbookWriter()
    book.strings = ["<t>" + String(repeating: "x", count: 1 << 16) + "</t>"]
    let cells = String(repeating: "<c t=\"s\"><v>0</v></c>", count: 2_000)
    book.sheets = [("a", "<sheetData><row>\(cells)</row></sheetData>")]
    #expect(xlsx(book).contains("the cells up to row 1 hold more text than"))
  }

  @Test func `a text of the workbook has a length`() {
    var book = WorkbookWriter()
    book.strings = ["<t>" + String(repeating: "x", count: 5 << 20) + "</t>"]
    book.sheets = [("a", "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>")]
    #expect(xlsx(book).contains("text 1 is longer than 4 MiB"))
  }

  @Test func `a merged range over the whole sheet, and last cells of rows, are refused`() {
    let rows = (1...200).map { "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"str\"><v>x</v></c></row>" }
    var book = WorkbookWriter()
    book.sheets = [
      (
        "a",
        "<sheetData>\(rows.joined())</sheetData><mergeCells>"
          + "<mergeCell ref=\"A1:XFD1048576\"/></mergeCells>"
      )
    ]
    #expect(xlsx(book).contains("come to more than this program takes"))
    let last = (1...200).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }
    book.sheets = [("a", "<sheetData>\(last.joined())</sheetData>")]
    #expect(xlsx(book).contains("come to more than this program takes"))
  }

  @Test func `an archive that is made to fill the memory is refused`() {
    var book = WorkbookWriter()
    book.sheets = [("a", "<sheetData><row><c><v>1</v></c></row></sheetData>")]
    // Twenty-five megabytes of blanks in 25 kilobytes.
    let bytes = ZipWriter.archive(book.entries.filter { $0.path != "xl/sharedStrings.xml" }) {
      $0.addBlanks("xl/sharedStrings.xml", after: "<sst>", count: 100_000 * 258)
    }
    #expect(bytes.count < 1 << 15)
    #expect(xlsx(bytes).contains("xl/sharedStrings.xml is not well: it inflates to more than"))
  }
  #endif
}
