import SQLite

extension EntityDetail.Fact {
  /// The value as it is read.
  public var text: String {
    switch value {
    case .null: ""
    case .integer(let number): "\(number)"
    case .real(let number):
      number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
    case .text(let text): text
    case .blob(let bytes): "\(bytes.count) bytes"
    }
  }

  /// Whether the value is a finite number.
  public var isNumber: Bool {
    switch value {
    case .integer: true
    case .real(let number): number.isFinite
    default: false
    }
  }
}

extension EntityDetail {
  /// One fact a row: those of the row itself first, then those of each section.
  ///
  /// - Shape: the column `row` counts the rows of a section from 1 and is NULL for the row itself.
  public func rows() -> ResultRows {
    var rows: [[Value]] = facts.map { fact in
      [.text(table), .null, .text(key)] + Self.cells(fact) + [.null, .null, Value(origin)]
    }
    for section in sections {
      for (index, line) in section.rows.enumerated() {
        rows += line.facts.map { fact in
          [.text(section.table), Value(index + 1), Value(line.key)] + Self.cells(fact)
            + [Value(line.source), Value(line.locator), Value(line.origin)]
        }
      }
    }
    return ResultRows(
      columns: [
        "table", "row", "key", "column", "label_en", "label_zh", "value", "name", "unit",
        "source", "locator", "origin",
      ], rows: rows)
  }

  private static func cells(_ fact: Fact) -> [Value] {
    [
      .text(fact.column), .text(fact.labelEn), .text(fact.labelZh), fact.value, Value(fact.name),
      Value(fact.unit),
    ]
  }
}
