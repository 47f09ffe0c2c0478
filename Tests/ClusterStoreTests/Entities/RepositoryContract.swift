import ClusterModel
import SQLite
import Testing

@testable import ClusterStore

/// What every repository keeps.
enum RepositoryLaw: String, CaseIterable, CustomTestStringConvertible {
  case samples = "a sample sets every property"
  case roundTrip = "a row comes back as it went in"
  case update = "an update replaces the row and what is indexed of it"
  case duplicate = "a second row of that key is refused"
  case notFound = "what is not there is said to be not there"
  case order = "rows come in the order they were put in"
  case dangling = "a reference to a row that is not there is refused"
  case referenced = "a row that others refer to stays, and they are named"
  case deletion = "a row that nothing refers to goes, with its names and its line of origin"
  case years = "years lie from 1000 to 2999, and a span does not end before it begins"

  var testDescription: String { rawValue }
}

/// Checks one law on the repository of `Element`, with a database of its own.
struct RepositoryContract<Element: Sampled> {
  let world: World
  var repository: Repository<Element> { Repository(world.store) }
  var connection: Connection { world.store.connection }

  init(_ type: Element.Type) throws { world = try World() }

  func check(_ law: RepositoryLaw) throws {
    switch law {
    case .samples: try checkSamples()
    case .roundTrip: try checkRoundTrip()
    case .update: try checkUpdate()
    case .duplicate: try checkDuplicate()
    case .notFound: try checkNotFound()
    case .order: try checkOrder()
    case .dangling: try checkDangling()
    case .referenced: try checkReferenced()
    case .deletion: try checkDeletion()
    case .years: try checkYears()
    }
  }

  private func sample(_ number: Int) throws -> Element { try Element.sample(number, in: world) }

  private func checkSamples() throws {
    let odd = try Element.columns(1, in: world)
    let even = try Element.columns(2, in: world)
    for (column, value) in odd {
      #expect(value != .null || even[column] != .null, "\(column) is never set")
    }
    #expect(try sample(1).rowKey != sample(2).rowKey)
  }

  private func checkRoundTrip() throws {
    for number in [1, 2] {
      let element = try sample(number)
      let id = try repository.insert(element)
      #expect(try repository.find(id) == Stored(id: id, value: element))
    }
  }

  private func checkUpdate() throws {
    let first = try sample(1)
    let second = try sample(2)
    let id = try repository.insert(first)
    try repository.update(Stored(id: id, value: second))
    #expect(try repository.find(id).value == second)
    try expectNames(of: second, id: id, found: true)
    try expectNames(of: first, id: id, found: false)

    try repository.insert(first)
    let clash = StoreError.duplicate(table: Element.table, key: first.rowKey)
    #expect(throws: clash) { try repository.update(Stored(id: id, value: first)) }
    #expect(try repository.find(id).value == second)
  }

  private func checkDuplicate() throws {
    let element = try sample(1)
    try repository.insert(element)
    let before = try repository.count()
    #expect(throws: StoreError.duplicate(table: Element.table, key: element.rowKey)) {
      try repository.insert(element)
    }
    #expect(try repository.count() == before)
  }

  private func checkNotFound() throws {
    let nowhere = Identifier<Element>(rawValue: 999_999)
    let error = StoreError.notFound(table: Element.table, key: "999999")
    #expect(throws: error) { try repository.find(nowhere) }
    #expect(throws: error) { try repository.delete(nowhere) }
    #expect(throws: StoreError.self) {
      try repository.update(Stored(id: nowhere, value: sample(1)))
    }
  }

  private func checkOrder() throws {
    let elements = try [sample(2), sample(1), sample(3)]
    let before = try repository.all()
    for element in elements { try repository.insert(element) }
    #expect(try repository.all().map(\.value) == before.map(\.value) + elements)
  }

  private func checkDangling() throws {
    let table = try Schema(world.store).table(Element.table)
    for number in [1, 2] {
      let columns = try Element.columns(number, in: world)
      var broken = table.columns.filter { $0.target != nil && columns[$0.name] != .null }
        .map { ($0.name, Value.integer(999_999)) }
      broken += SubjectColumn.all.filter { $0.table == Element.table }
        .map { ($0.key, .text("nowhere")) }
      for (column, value) in broken {
        let element = try Element.decode(columns.merging([column: value]) { $1 })
        let error = StoreError.danglingReference(table: Element.table, key: element.rowKey)
        #expect(throws: error, "\(column)") { try repository.insert(element) }
      }
    }
  }

  private func checkReferenced() throws {
    let element = try sample(1)
    let id = try repository.insert(element)
    for (table, column) in try Schema(world.store).referringColumns(to: Element.table)
    where storedTypes.contains(where: { $0.table == table }) {
      var columns = try sampleColumns(table: table, with: column, in: world)
      columns[column] = .integer(id.rawValue)
      try expectHeld(element, id, by: table, columns)
    }
    for subject in SubjectColumn.all where EntityCatalog.hasKey(Element.table) {
      var columns = try sampleColumns(table: subject.table, with: subject.key, in: world)
      columns[subject.type] = .text(Element.table)
      columns[subject.key] = .text(element.rowKey)
      do {
        try expectHeld(element, id, by: subject.table, columns, keepsKey: true)
      } catch let error as SQLiteError where error.code == .check {
        // The pair does not take this table.
      }
    }
    try repository.delete(id)
  }

  private func expectHeld(
    _ element: Element, _ id: Identifier<Element>, by table: String, _ columns: [String: Value],
    keepsKey: Bool = false
  ) throws {
    let row = try connection.insert(into: table, columns)
    let error = StoreError.referenced(table: Element.table, key: element.rowKey, by: [table])
    #expect(throws: error) { try repository.delete(id) }
    #expect(try repository.find(id).value == element)
    if keepsKey {
      let renamed = try sample(2)
      #expect(throws: error) { try repository.update(Stored(id: id, value: renamed)) }
    }
    try connection.run("DELETE FROM \(table) WHERE id = ?1", [.integer(row)])
  }

  private func checkDeletion() throws {
    let element = try sample(1)
    let id = try repository.insert(element)
    let before = try repository.count()
    try expectNames(of: element, id: id, found: true)
    try journal(id)
    let journal = ImportJournal(world.store)
    #expect(try journal.origin(table: Element.table, id: id.rawValue)?.line == 2)

    try repository.delete(id)
    #expect(try repository.count() == before - 1)
    #expect(throws: StoreError.self) { try repository.find(id) }
    try expectNames(of: element, id: id, found: false)
    #expect(try journal.origin(table: Element.table, id: id.rawValue) == nil)
  }

  private func checkYears() throws {
    for number in [1, 2] {
      let columns = try Element.columns(number, in: world)
      for name in columns.keys where name == "year" || name.hasSuffix("_year") {
        for year in [999, 3000, -1] {
          try expectInvalid(columns.merging([name: Value(year)]) { $1 }, "\(name) \(year)")
        }
      }
      if columns["from_year"] != nil {
        let span: [String: Value] = ["from_year": .integer(2001), "to_year": .integer(2000)]
        try expectInvalid(columns.merging(span) { $1 }, "a span that ends before it begins")
      }
    }
  }

  private func expectInvalid(_ columns: [String: Value], _ what: String) throws {
    let element = try Element.decode(columns)
    do {
      try repository.insert(element)
      Issue.record("\(what) was taken")
    } catch StoreError.invalid(let table, let key, _) {
      #expect(table == Element.table && key == element.rowKey)
    }
  }

  private func journal(_ id: Identifier<Element>) throws {
    let digest = String(repeating: "0", count: 64)
    _ = try ImportJournal(world.store).record(
      ImportJournal.Batch(
        table: Element.table, dataset: nil, file: "a.csv", bytes: 0, sha256: digest,
        encoding: "UTF-8", dialect: "{}", mapping: "{}", startedAt: "", version: ""),
      ranges: [
        Element.table: [
          .init(firstID: id.rawValue, lastID: id.rawValue, firstLine: 2, step: 1)
        ]
      ],
      rejects: nil)
  }

  /// Looks for every indexed name of `element`; there is none where the table has no names.
  private func expectNames(
    of element: Element, id: Identifier<Element>, found: Bool
  ) throws {
    guard EntityCatalog.named.contains(Element.table) else { return }
    let match = NameIndex.Match(entity: Element.table, id: id.rawValue)
    let columns = try RowEncoder().columns(of: element)
    let names = ["name_en", "name_zh", "name_en_ref", "name_zh_ref", "aliases", "title", "authors"]
    for column in names {
      guard case .text(let name)? = columns[column] else { continue }
      let matches = try NameIndex(world.store).find(name, limit: 1_000)
      #expect(matches.contains(match) == found, "\(name)")
    }
  }
}
