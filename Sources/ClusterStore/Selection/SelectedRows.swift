import SQLite

/// The rows of a selection with all that they need: what foreign keys and keys by name point at.
///
/// A table takes part where it can be narrowed in every way asked for: by zone where it has one, by
/// dataset, by batch where the batch added rows to it, by year where its rows are of a year. To
/// those rows come the ties between them, whose every end is among them, and then every row that
/// any of them points at. The ids are kept in temporary tables, so that a database opened for
/// reading alone is enough.
public struct SelectedRows {
  /// The tables that have rows in it.
  public let tables: Set<String>
  /// Whether only some tables were asked for.
  public let isOfSomeTables: Bool

  /// Finds the rows of `selection`; to be called inside the transaction that reads them.
  ///
  /// - Throws: ``StoreError/notFound(table:key:)`` for a zone, dataset or batch that is not there,
  ///   ``DescriptionError/unknownTable(_:nearest:)``, ``SelectionError``.
  public init(_ selection: RowSelection, in store: Store) throws {
    isOfSomeTables = !selection.tables.isEmpty
    let definitions = try TableDefinitionReader(store.connection).tables()
    var selection = selection
    selection.tables = try selection.tables.map { name in
      let found = definitions.first { $0.name.lowercased() == name.lowercased() }
      return try found?.name ?? Codebook(store).requireTable(name).name
    }
    var finder = RowFinder(
      connection: store.connection, selection: selection, tables: definitions)
    tables = try finder.find()
  }

  /// The condition that a row of `table` is among them; nil for a table of which every row is.
  func condition(for table: DatabaseOutline.Table) -> String? {
    if RowFinder.wholeTables.contains(table.name) { return nil }
    if table.name == "name_index" { return "rowid IN (SELECT id FROM temp.selected_name_index)" }
    guard tables.contains(table.name) else { return "0" }
    guard let number = RowFinder.number(of: table) else { return nil }
    return "\(number) IN (SELECT id FROM \(RowFinder.kept(table.name)))"
  }
}
