/// A record as text, and the line that it begins in.
struct TextRecord: Hashable, Sendable {
  /// The line in the file, from 1.
  var line: Int
  /// The cells as they stand there.
  var cells: [String]

  /// The cells without blanks around them.
  var trimmed: [String] { cells.map { WidthFolding.trimmed($0) } }
  /// How many cells hold something.
  var filled: Int { cells.count { !WidthFolding.trimmed($0).isEmpty } }
}

/// What stands above a table: title, indicator, unit and period.
struct Preamble: Hashable, Sendable {
  /// The lines as they stand there.
  var lines: [String] = []
  /// The first line that has no label; nil where there is none.
  var title: String?
  /// What the whole table shows: the name without the unit, and the unit.
  var indicator: Indicator?
  /// The unit of all columns that state none of their own, as written, such as 万元.
  var unit: String?
  /// The period in the words of the file, such as 最近10年.
  var period: String?

  /// What a table shows and in which unit.
  struct Indicator: Hashable, Sendable {
    /// The name as printed, without the unit.
    var name: String
    /// The unit as printed; nil where none is.
    var unit: String?
  }

  /// Takes in a line.
  mutating func add(_ record: TextRecord) {
    let cells = record.trimmed.filter { !$0.isEmpty }
    lines.append(cells.joined(separator: "  "))
    for cell in cells { add(cell) }
  }

  private mutating func add(_ cell: String) {
    guard let (label, value) = Self.labelled(cell) else {
      if title == nil { title = cell }
      return
    }
    switch label {
    case "指标", "指标名称", "indicator", "variable":
      let name = HeaderName(value)
      indicator = .init(name: name.text, unit: name.unit ?? indicator?.unit)
    case "单位", "计量单位", "unit", "units":
      unit = value
    case "时间", "年份", "期间", "period", "time":
      period = value
    default: break
    }
    if let unit, indicator != nil, indicator?.unit == nil { indicator?.unit = unit }
  }

  /// The label and the text of a cell such as `单位：万元`; nil for another.
  static func labelled(_ cell: String) -> (label: String, value: String)? {
    var text = WidthFolding.trimmed(cell)
    let folded = WidthFolding.folded(text)
    if folded.first == "(", folded.last == ")" { text = String(text.dropFirst().dropLast()) }
    guard let colon = text.firstIndex(where: { ":：".contains($0) }) else { return nil }
    let label = HeaderName.key(of: String(text[..<colon]))
    let value = WidthFolding.trimmed(String(text[text.index(after: colon)...]))
    guard labels.contains(label), !value.isEmpty else { return nil }
    return (label, value)
  }

  private static let labels: Set<String> = [
    "指标", "指标名称", "单位", "计量单位", "时间", "年份", "期间", "数据库", "表号", "地区", "制表机关", "文号", "有效期至",
    "填报单位", "indicator", "variable", "unit", "units", "period", "time", "database",
  ]
}

/// Knows the footnotes below a table: `注：...`, `数据来源：...` and the lines that go on from them.
struct FootnoteFilter: Sendable {
  private let columns: Int
  private var hasBegun = false

  /// Knows the footnotes of a table of that many columns.
  init(columns: Int) { self.columns = columns }

  /// Whether a record is a footnote.
  ///
  /// Its only filled cell begins like one, or follows one; a table of one column has footnotes only
  /// where they begin like one.
  mutating func isFootnote(_ cells: [String]) -> Bool {
    let filled = cells.map { WidthFolding.trimmed($0) }.filter { !$0.isEmpty }
    guard filled.count == 1, let text = filled.first else { return false }
    let folded = WidthFolding.folded(text).lowercased()
    if Self.beginsLikeNote(folded) {
      hasBegun = true
      return true
    }
    return hasBegun && columns > 1
  }

  /// Whether a text begins with the word for a note or a source and a colon.
  private static func beginsLikeNote(_ folded: String) -> Bool {
    guard let colon = folded.firstIndex(of: ":"), colon > folded.startIndex else { return false }
    let label = folded[..<colon].filter { $0 != " " && !$0.isNumber }
    return [
      "注", "注释", "附注", "备注", "说明", "数据来源", "资料来源", "来源", "source", "sources", "note", "notes",
      "datasource",
    ].contains(label)
  }
}
