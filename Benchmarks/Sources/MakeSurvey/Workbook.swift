import CZip
import Foundation

/// An Excel file (ISO/IEC 29500) of one sheet, with texts in a table of shared strings and its
/// parts deflated, as Excel writes it.
struct Workbook {
  private var sheet = ""
  private var rows = 0
  private var strings: [String] = []
  private var numbers: [String: Int] = [:]
  private var uses = 0

  private static let names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relationships =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let packages = "http://schemas.openxmlformats.org/package/2006"
  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  init(header: [String]) { append(header, isText: { _ in true }) }

  /// Adds the row of a line of delimited text.
  mutating func append(_ line: [UInt8]) {
    let cells = line.dropLast(Survey.lineEnd.count)
      .split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    append(cells, isText: { $0 < Survey.textColumns })
  }

  private mutating func append(_ cells: [String], isText: (Int) -> Bool) {
    rows += 1
    sheet += "<row r=\"\(rows)\" spans=\"1:\(cells.count)\">"
    for (column, cell) in cells.enumerated() where !cell.isEmpty {
      let place = "\(Character(UnicodeScalar(UInt8(65 + column))))\(rows)"
      sheet +=
        isText(column)
        ? "<c r=\"\(place)\" t=\"s\"><v>\(shared(cell))</v></c>"
        : "<c r=\"\(place)\"><v>\(cell)</v></c>"
    }
    sheet += "</row>"
  }

  /// The number of a text among the shared strings.
  private mutating func shared(_ text: String) -> Int {
    uses += 1
    if let number = numbers[text] { return number }
    numbers[text] = strings.count
    strings.append(text)
    return strings.count - 1
  }

  /// Writes the file, in place of one that is there.
  func write(to path: String) throws(SurveyFailure) {
    guard let archive = unsafe zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, nil) else {
      throw SurveyFailure("'\(path)' cannot be written.")
    }
    for part in parts {
      let bytes = Array((Self.declaration + part.text).utf8)
      // libzip reads the copy when it closes the archive, and frees it.
      guard let copy = unsafe malloc(bytes.count) else { throw SurveyFailure("No memory is left.") }
      unsafe copy.copyMemory(from: bytes, byteCount: bytes.count)
      let source = unsafe zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 1)
      guard unsafe zip_file_add(archive, part.name, source, 0) >= 0 else {
        throw SurveyFailure("'\(path)': \(part.name) cannot be added.")
      }
    }
    let status = unsafe zip_close(archive)
    guard status == 0 else { throw SurveyFailure("'\(path)' cannot be written.") }
  }

  private var parts: [(name: String, text: String)] {
    [
      ("[Content_Types].xml", contentTypes),
      (
        "_rels/.rels",
        relations([("officeDocument", "xl/workbook.xml")])
      ),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(Self.names)\" xmlns:r=\"\(Self.relationships)\"><sheets>"
          + "<sheet name=\"企业调查\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        relations([
          ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"),
        ])
      ),
      (
        "xl/sharedStrings.xml",
        "<sst xmlns=\"\(Self.names)\" count=\"\(uses)\" uniqueCount=\"\(strings.count)\">"
          + strings.map { "<si><t>\($0)</t></si>" }.joined() + "</sst>"
      ),
      (
        "xl/worksheets/sheet1.xml",
        "<worksheet xmlns=\"\(Self.names)\"><dimension ref=\"A1:Q\(rows)\"/><sheetData>" + sheet
          + "</sheetData></worksheet>"
      ),
    ]
  }

  private var contentTypes: String {
    let spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    let parts = [
      ("/xl/workbook.xml", "sheet.main"), ("/xl/worksheets/sheet1.xml", "worksheet"),
      ("/xl/sharedStrings.xml", "sharedStrings"),
    ]
    return "<Types xmlns=\"\(Self.packages)/content-types\">"
      + "<Default Extension=\"rels\" "
      + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + parts.map {
        "<Override PartName=\"\($0.0)\" ContentType=\"\(spreadsheet).\($0.1)+xml\"/>"
      }.joined() + "</Types>"
  }

  private func relations(_ targets: [(kind: String, path: String)]) -> String {
    let relations = targets.enumerated().map { number, target in
      "<Relationship Id=\"rId\(number + 1)\" Type=\"\(Self.relationships)/\(target.kind)\" "
        + "Target=\"\(target.path)\"/>"
    }
    return "<Relationships xmlns=\"\(Self.packages)/relationships\">" + relations.joined()
      + "</Relationships>"
  }
}
