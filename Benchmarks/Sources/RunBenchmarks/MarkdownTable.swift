import Foundation

/// A row of the table: what was measured, and against what.
struct TableRow {
  let what: String
  let measurement: Measurement
  let against: String
  let wallRatio: String
  let processorRatio: String
}

/// The results as a table in Markdown.
struct MarkdownTable {
  let rows: [TableRow]

  private static let header = [
    "", "wall", "processor", "memory", "against", "× wall", "× processor",
  ]

  var text: String {
    let cells = rows.map { row in
      [
        row.what, duration(row.measurement.wall), duration(row.measurement.processor),
        size(row.measurement.memory), row.against, row.wallRatio, row.processorRatio,
      ]
    }
    return ([Self.header, ["---", "--:", "--:", "--:", "---", "--:", "--:"]] + cells)
      .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }
}

/// A number with that many decimal places.
func decimal(_ value: Double, places: Int) -> String { String(format: "%.\(places)f", value) }

/// A whole number with commas between the thousands.
func grouped(_ number: Int) -> String {
  var digits = String(number)
  for place in stride(from: digits.count - 3, to: 0, by: -3) {
    digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
  }
  return digits
}

/// Seconds, as milliseconds where they are few.
func duration(_ seconds: Double) -> String {
  seconds < 0.1 ? decimal(seconds * 1000, places: 1) + " ms" : decimal(seconds, places: 2) + " s"
}

/// Bytes as megabytes.
func size(_ bytes: Double) -> String { decimal(bytes / 1_000_000, places: 0) + " MB" }

/// Wall time, processor time and memory.
func figures(of measurement: Measurement) -> String {
  "\(duration(measurement.wall)), \(duration(measurement.processor)), \(size(measurement.memory))"
}
