import ClusterModel
import SQLite
import Testing

@testable import ClusterStore

@Suite struct StoredTypesTests {
  let world: World

  init() throws { world = try World() }

  @Test func `every column is a property and every property a column`() throws {
    for type in storedTypes {
      let columns = try Schema(world.store).table(type.table).columns.map(\.name)
      let properties = try type.columns(1, in: world).keys
      #expect(Set(columns) == Set(properties).union(["id"]), "\(type)")
    }
  }

  @Test func `every table has a type but those that the program keeps for itself`() throws {
    let own = [
      "codebook", "column_alias", "import_batch", "import_change", "import_digest",
      "import_reject", "import_row_range", "name_index_gap", "schema_migration",
    ]
    let tables = try Schema(world.store).tables().map(\.name)
    #expect(tables.sorted() == (storedTypes.map { $0.table } + own).sorted())
  }

  @Test func `what may be absent is optional and what has a default is given it`() throws {
    for type in storedTypes {
      let table = try Schema(world.store).table(type.table)
      for (property, isOptional) in try Self.optionality(of: type.sample(1, in: world)) {
        let column = table.columns.first { $0.name == property }
        #expect(column?.isRequired == !isOptional, "\(type) \(property)")
      }
    }
  }

  @Test func `every closed list is an enum of the same words`() throws {
    for type in storedTypes {
      let lists = try closedLists(of: type.table)
      let enums = try Self.enums(of: type.sample(1, in: world), type.sample(2, in: world))
      #expect(lists == enums, "\(type)")
    }
  }

  @Test func `yes and no are truth values`() throws {
    for type in storedTypes {
      let flags = try sql(of: type.table).matches(of: /CHECK \((\w+) IN \(0, 1\)\)/)
      for flag in flags.map(\.output.1) {
        let mirror = Mirror(reflecting: try type.sample(1, in: world))
        let property = mirror.children.first { columnName(of: $0.label ?? "") == String(flag) }
        #expect(property?.value is Bool || property?.value is Bool?, "\(type) \(flag)")
      }
    }
  }

  /// The words of each `CHECK (column IN ('...'))`, by column.
  private func closedLists(of table: String) throws -> [String: Set<String>] {
    var lists: [String: Set<String>] = [:]
    for match in try sql(of: table).matches(of: /CHECK \((\w+) IN \(('[^)]*')\)\)/) {
      let words = match.output.2.matches(of: /'([^']*)'/).map { String($0.output.1) }
      lists[String(match.output.1)] = Set(words)
    }
    return lists
  }

  private func sql(of table: String) throws -> String {
    guard
      case .text(let sql)? = try world.store.connection.value(
        "SELECT sql FROM sqlite_schema WHERE name = ?1", [.text(table)])
    else { return "" }
    return sql
  }

  /// The column of each property and whether it may be nil.
  private static func optionality(of element: some Storable) -> [(String, Bool)] {
    Mirror(reflecting: element).children.map { child in
      (column(child.label), Mirror(reflecting: child.value).displayStyle == .optional)
    }
  }

  /// The raw values of each enum among the properties, by column.
  private static func enums(of samples: any Storable...) -> [String: Set<String>] {
    var enums: [String: Set<String>] = [:]
    for child in samples.flatMap({ Mirror(reflecting: $0).children }) {
      let wrapped = Mirror(reflecting: child.value)
      let inner = wrapped.displayStyle == .optional ? wrapped.children.first : child
      if let value = inner?.value as? any CaseIterable {
        enums[column(child.label)] = words(value)
      }
    }
    return enums
  }

  private static func words<List: CaseIterable>(_ value: List) -> Set<String> {
    Set(List.allCases.compactMap { ($0 as? any RawRepresentable<String>)?.rawValue })
  }

  private static func column(_ label: String?) -> String {
    switch label ?? "" {
    case "sourceAID": "source_a_id"
    case "sourceBID": "source_b_id"
    case let label: columnName(of: label)
    }
  }
}
