import Foundation
import SQLite
import Testing

@testable import ClusterStore

@Suite struct CodebookSeedTests {
  let rows: [[String: String]]
  let tables: [Schema.Table]

  init() throws {
    let file = packageRoot.appending(path: "seeds/codebook.csv")
    rows = try readCSV(String(contentsOf: file, encoding: .utf8))
    tables = try Schema(Store.create()).tables()
  }

  private func names(_ row: [String: String]) -> String {
    "\(row["table_name", default: ""]).\(row["column_name", default: ""])"
  }

  @Test func `every column is described once and nothing else is`() {
    let described = rows.map(names)
    let there = tables.flatMap { table in table.columns.map { "\(table.name).\($0.name)" } }
    #expect(described.count == Set(described).count)
    #expect(Set(there).subtracting(described).isEmpty)
    #expect(Set(described).subtracting(there).isEmpty)
  }

  @Test func `positions are those of the schema`() {
    for table in tables {
      for (place, column) in table.columns.enumerated() {
        let row = rows.first { names($0) == "\(table.name).\(column.name)" }
        #expect(row?["position"] == "\(place + 1)", "\(table.name).\(column.name)")
      }
    }
  }

  @Test func `every column has labels in both languages and a definition of one sentence`() {
    for row in rows {
      let name = names(row)
      #expect(row["label_en"]?.isEmpty == false, "\(name)")
      #expect(row["label_zh"]?.unicodeScalars.contains { $0.value > 0x2E80 } == true, "\(name)")
      #expect(row["definition"]?.hasSuffix(".") == true, "\(name)")
    }
  }

  @Test func `a column that may be absent says what that means, and no other does`() {
    for table in tables {
      for column in table.columns where column.keyPosition == 0 {
        let row = rows.first { names($0) == "\(table.name).\(column.name)" }
        let definition = row?["definition"] ?? ""
        #expect(
          column.isRequired || definition.contains("NULL"), "\(table.name).\(column.name)")
      }
    }
  }

  @Test func `a range that a definition states is held by the schema`() throws {
    let store = try Store.create()
    var count = 0
    for row in rows {
      let text = row["definition", default: ""]
      let sql = try store.connection.value(
        "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1",
        [.text(row["table_name", default: ""])])
      guard case .text(let schema)? = sql else { continue }
      let column = row["column_name", default: ""]
      var demands = text.matches(of: /(-?\d+) to (-?\d+)/).map {
        "\(column) BETWEEN \($0.output.1) AND \($0.output.2)"
      }
      demands += text.matches(of: /0 or more/).map { _ in "\(column) >= 0" }
      demands += text.matches(of: /1 or more/).map { _ in "\(column) > 0" }
      demands += text.matches(of: /above (\d+)/).map { "\(column) > \($0.output.1)" }
      for demand in demands { #expect(schema.contains(demand), "\(names(row)): \(demand)") }
      count += demands.count
    }
    #expect(count > 60)
  }

  @Test func `an alias leads to one column of a table`() {
    for (table, rows) in Dictionary(grouping: rows, by: { $0["table_name", default: ""] }) {
      let aliases = rows.flatMap { row in
        Set(
          ([row["column_name", default: ""]]
            + row["aliases", default: ""].split(separator: ";").map(String.init))
            .map { $0.lowercased() })
      }
      let twice = Dictionary(grouping: aliases, by: { $0 }).filter { $0.value.count > 1 }.keys
      #expect(twice.isEmpty, "\(table)")
    }
  }
}

/// The records of comma-separated text with a header, by column; quotes as in RFC 4180.
func readCSV(_ text: String) -> [[String: String]] {
  var records: [[String]] = []
  var record: [String] = []
  var cell = ""
  var isQuoted = false
  var previousWasQuote = false
  for character in text {
    if isQuoted, character == "\"" {
      (isQuoted, previousWasQuote) = (false, true)
      continue
    }
    switch character {
    case "\"":
      if previousWasQuote { cell.append(character) }
      isQuoted = true
    case _ where isQuoted: cell.append(character)
    case ",":
      record.append(cell)
      cell = ""
    case "\n", "\r\n":
      records.append(record + [cell])
      (record, cell) = ([], "")
    default: cell.append(character)
    }
    previousWasQuote = false
  }
  if !cell.isEmpty || !record.isEmpty { records.append(record + [cell]) }
  guard let header = records.first else { return [] }
  return records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
}
