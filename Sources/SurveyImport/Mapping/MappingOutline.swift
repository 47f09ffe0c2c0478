/// The names that a mapping file uses, read before it so that a misspelt one is not passed over.
struct MappingOutline: Decodable {
  private var names: Set<String> = []
  private var columnNames: Set<String> = []
  /// The names in each object of the mapping that has names of its own.
  private var innerNames: [String: Set<String>] = [:]

  private struct Unknown: Error, CustomStringConvertible {
    let names: [String]
    let known: [String]
    var description: String {
      "'\(names.joined(separator: "', '"))' is nothing that a mapping has; it has "
        + known.joined(separator: ", ")
    }
  }

  private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private static let known: Set = [
    "table", "dataset", "columns", "constants", "rows", "missing", "suppressed", "header",
    "leave", "indicator", "years", "subject", "unit", "decimal", "flags",
    "sizes", "on_conflict",
  ]
  private static let inner: [String: Set<String>] = [
    "header": ["skip", "rows", "none"], "years": ["to", "value"],
    "subject": ["from", "table", "by", "among"],
  ]

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    names = Set(container.allKeys.map(\.stringValue))
    for name in Self.inner.keys where names.contains(name) {
      let object = try container.nestedContainer(
        keyedBy: Name.self, forKey: Name(stringValue: name))
      innerNames[name] = Set(object.allKeys.map(\.stringValue))
    }
    guard names.contains("columns") else { return }
    var columns = try container.nestedUnkeyedContainer(forKey: Name(stringValue: "columns"))
    while !columns.isAtEnd {
      let column = try columns.nestedContainer(keyedBy: Name.self)
      columnNames.formUnion(column.allKeys.map(\.stringValue))
    }
  }

  /// Refuses a name that means nothing, with those that do.
  func refuseUnknown() throws {
    let inner = innerNames.map { ($0.value, Self.inner[$0.key] ?? []) }
    for (used, known) in [(names, Self.known), (columnNames, Mapping.Column.keys)] + inner {
      let unknown = used.subtracting(known)
      guard unknown.isEmpty else {
        throw Unknown(names: unknown.sorted(), known: known.sorted())
      }
    }
  }
}
