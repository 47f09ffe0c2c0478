import SQLite

/// Counts by table as a JSON object in the order of names, as the journal keeps them.
enum CountsByTable {
  /// An object with a member for each of `counts`, such as `{"added":{"zone":2},"emptied":{}}`.
  static func json(_ counts: [(name: String, byTable: [String: Int])]) -> String {
    let members = counts.map { name, byTable in
      let tables = byTable.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
      return "\"\(name)\":{\(tables.joined(separator: ","))}"
    }
    return "{\(members.joined(separator: ","))}"
  }
}

extension ImportJournal.Batch {
  /// What became of references to rows that were not there; NULL where there were none.
  var unknownReferences: Value {
    guard !referencesAdded.isEmpty || !referencesEmptied.isEmpty else { return .null }
    return .text(
      CountsByTable.json([("added", referencesAdded), ("emptied", referencesEmptied)]))
  }
}
