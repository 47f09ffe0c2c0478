import SQLite

extension Codebook {
  /// The tables and views with their titles and sizes.
  public func overview() throws -> ResultRows {
    ResultRows(
      columns: ["name", "kind", "rows", "columns", "title_en", "title_zh"],
      rows: try tables().map { table in
        [
          .text(table.name), .text(table.isView ? "view" : "table"), Value(table.rows),
          Value(table.columns), .text(table.title.en), .text(table.title.zh),
        ]
      })
  }

  /// Columns of `table`, one a row.
  public static func rows(_ columns: [Column], of table: String) -> ResultRows {
    ResultRows(
      columns: [
        "table", "column", "type", "required", "unit", "label_en", "label_zh", "definition",
        "target", "values", "aliases",
      ],
      rows: columns.map { column in
        let (schema, entry) = (column.schema, column.entry)
        return [
          .text(table), .text(schema.name), .text(schema.type),
          .integer(schema.isRequired ? 1 : 0), Value(entry?.unit), Value(entry?.labelEn),
          Value(entry?.labelZh), Value(entry?.definition), Value(schema.target),
          list(column.values), list(entry?.aliases ?? []),
        ]
      })
  }

  private static func list(_ texts: [String]) -> Value {
    texts.isEmpty ? .null : .text(texts.joined(separator: ";"))
  }
}

extension NamedQueries {
  /// The saved queries with their titles and parameters.
  public func overview() throws -> ResultRows {
    ResultRows(
      columns: ["number", "key", "title_en", "title_zh", "parameters"],
      rows: try all().map { query in
        [
          Value(query.number), .text(query.key), .text(query.titleEn), Value(query.titleZh),
          .text(query.parameters.map(\.name).joined(separator: ", ")),
        ]
      })
  }
}

extension StoreCheck {
  /// Findings, one a row.
  public static func rows(_ findings: [Finding]) -> ResultRows {
    ResultRows(
      columns: ["rule", "holds", "count", "meaning", "examples"],
      rows: findings.map { finding in
        [
          .text(finding.rule), .integer(finding.holds ? 1 : 0), Value(finding.count),
          .text(finding.meaning),
          finding.holds ? .null : .text(finding.examples.joined(separator: "; ")),
        ]
      })
  }
}
