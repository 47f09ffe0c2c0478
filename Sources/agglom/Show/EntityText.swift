import ClusterStore
import DatasetExport

/// A row with everything tied to it, as it is told on a terminal.
struct EntityText {
  /// The row.
  let detail: EntityDetail
  /// How many characters fit in a line.
  let width: Int

  /// The row's own facts, then a section for each table tied to it.
  var text: String {
    var lines = wrapped("\(detail.table) \(detail.key)" + (detail.name.map { "  \($0)" } ?? ""))
    lines.append("")
    lines += facts()
    for section in detail.sections {
      lines.append("")
      lines += self.section(section)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func facts() -> [String] {
    var pairs = detail.facts.map { (Self.label($0), Self.value($0)) }
    if let origin = detail.origin { pairs.append(("File and line · 文件与行", origin)) }
    let labelWidth = min(46, pairs.map { DisplayWidth.of($0.0) }.max() ?? 0)
    return pairs.flatMap { label, value in
      let values = WrappedText(width: max(20, width - labelWidth - 2)).lines(value)
      let padding = String(repeating: " ", count: max(0, labelWidth - DisplayWidth.of(label)))
      let indent = String(repeating: " ", count: labelWidth + 2)
      return values.enumerated().map { number, line in
        number == 0 ? "\(label)\(padding)  \(line)" : indent + line
      }
    }
  }

  private func section(_ section: EntityDetail.Section) -> [String] {
    let column = section.via.hasSuffix("_id") ? String(section.via.dropLast(3)) : section.via
    var lines = wrapped(
      "\(section.title.en) · \(section.title.zh)  (\(section.table), by \(column): \(section.count))"
    )
    for row in section.rows {
      let body = WrappedText(width: max(20, width - 4)).lines(Self.line(row))
      lines += body.enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
    }
    if section.count > section.rows.count {
      lines.append("  and \(section.count - section.rows.count) more; --all shows them")
    }
    return lines
  }

  private func wrapped(_ text: String) -> [String] { WrappedText(width: width).lines(text) }

  /// The label in both languages, with the unit.
  private static func label(_ fact: EntityDetail.Fact) -> String {
    var label = fact.labelEn
    if !fact.labelZh.isEmpty { label += " · \(fact.labelZh)" }
    if let unit = unit(fact) { label += " (\(unit))" }
    return label
  }

  /// The unit, where the value would not be understood without it.
  private static func unit(_ fact: EntityDetail.Fact) -> String? {
    fact.unit == "year" ? nil : fact.unit
  }

  /// The value; of a row pointed at, its key and names.
  private static func value(_ fact: EntityDetail.Fact) -> String {
    fact.text + (fact.name.map { "  \($0)" } ?? "")
  }

  /// A row of a section: its key, what it says, and where that stands; of a row that has names,
  /// these alone, since it can be shown by itself.
  private static func line(_ row: EntityDetail.Line) -> String {
    var line: String
    if let key = row.key, let name = row.name {
      line = "\(key)  \(name)"
    } else {
      let facts = row.facts.map { fact in
        let unit = unit(fact).map { " \($0)" } ?? ""
        return "\(fact.labelEn): \(fact.text)\(unit)" + (fact.name.map { " (\($0))" } ?? "")
      }
      line = ((row.key.map { [$0] } ?? []) + facts).joined(separator: "; ")
    }
    let places = [row.source, row.locator.map { "\"\($0)\"" }].compactMap { $0 }
    if !places.isEmpty { line += "  [\(places.joined(separator: ": "))]" }
    if let origin = row.origin { line += "  [\(origin)]" }
    return line
  }
}
