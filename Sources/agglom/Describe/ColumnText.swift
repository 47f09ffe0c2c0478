import ClusterStore
import DatasetExport

/// Columns of a table as they are told on a terminal.
struct ColumnText {
  /// The table.
  let table: String
  /// The columns to tell.
  let columns: [Codebook.Column]
  /// How many characters fit in a line.
  let width: Int

  /// A heading, then some lines for each column.
  var text: String {
    let title = TableTitle.of(table)
    return "\(table): \(title.en) · \(title.zh)\n\n"
      + columns.map(paragraph).joined(separator: "\n")
  }

  private func paragraph(_ column: Codebook.Column) -> String {
    let schema = column.schema
    var properties = [schema.type.isEmpty ? "any" : schema.type.lowercased()]
    if schema.isRequired { properties.append("required") }
    if let unit = column.entry?.unit { properties.append("unit: \(unit)") }
    if let target = schema.target { properties.append("row of \(target)") }
    var lines = ["\(schema.name)  (\(properties.joined(separator: ", ")))"]
    guard let entry = column.entry else { return lines[0] + "\n" }
    lines += wrapped("\(entry.labelEn) · \(entry.labelZh)")
    lines += wrapped(entry.definition)
    if !column.values.isEmpty {
      lines += wrapped("One of: " + column.values.joined(separator: ", "))
    }
    if !entry.aliases.isEmpty {
      lines += wrapped("Headings on import: " + entry.aliases.joined(separator: ", "))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func wrapped(_ text: String) -> [String] {
    WrappedText(width: max(20, width - 4)).lines(text).map { "    " + $0 }
  }
}
