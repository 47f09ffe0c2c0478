import FoundationEssentials
import SQLite

/// What column `flags` says of a row's figures: `suppressed` or `imputed`, by column.
struct CellFlags: Equatable {
  /// What is said, by column.
  var statuses: [String: String] = [:]

  /// Reads the column; nil where it holds anything but an object of plain texts.
  init?(_ value: Value) {
    guard value != .null else { return }
    guard case .text(let text) = value,
      let read = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)),
      read.allSatisfy({ !"\($0.key)\($0.value)".contains { "\"\\".contains($0) } })
    else { return nil }
    statuses = read
  }

  /// What the column holds, as the parser of rows writes it.
  var value: Value {
    guard !statuses.isEmpty else { return .null }
    let parts = statuses.map { "\"\($0.key)\": \"\($0.value)\"" }.sorted()
    return .text("{\(parts.joined(separator: ", "))}")
  }
}
