/// Something that must hold in every database, and the query that gives what breaks it.
public struct DomainRule: Hashable, Sendable {
  /// What the rule is called.
  public let name: String
  /// What must hold, in a sentence.
  public let meaning: String
  /// A query whose rows are what breaks the rule, each described by one text.
  let sql: String

  /// The rules that are the same in every database.
  static let fixed: [DomainRule] = [
    DomainRule(
      name: "codebook-complete",
      meaning: "Every column of every table is described in the codebook.",
      sql: """
        SELECT list.name || '.' || info.name
        FROM pragma_table_list AS list, pragma_table_info(list.name) AS info
        WHERE list.schema = 'main' AND list.type = 'table'
          AND list.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
          AND NOT EXISTS (SELECT 1 FROM codebook
            WHERE table_name = list.name AND column_name = info.name)
        ORDER BY 1
        """),
    DomainRule(
      name: "codebook-current",
      meaning: "Every entry of the codebook describes a column that is there.",
      sql: """
        SELECT table_name || '.' || column_name FROM codebook
        WHERE NOT EXISTS (SELECT 1 FROM pragma_table_info(codebook.table_name) AS info
          WHERE info.name = codebook.column_name)
        ORDER BY 1
        """),
    DomainRule(
      name: "import-rows-present",
      meaning: "Every row that the import journal counts is still there.",
      sql: ""),
    DomainRule(
      name: "industry-scheme",
      meaning: "An industry and the branch above it belong to the same scheme.",
      sql: """
        SELECT 'industry ' || lower_branch.key || ' below ' || upper_branch.key
        FROM industry AS lower_branch
        JOIN industry AS upper_branch ON upper_branch.id = lower_branch.parent_id
        WHERE upper_branch.scheme <> lower_branch.scheme ORDER BY 1
        """),
  ]

  /// The tables whose column `flags` says which figures are not simply reported.
  static let flagged = ["cell_year", "firm_year"]
}

extension DomainRule {
  /// Every rule, in the order in which they are checked.
  ///
  /// - Parameter tables: The ordinary tables of the database.
  /// - Returns: The rules.
  public static func all(tables: [Schema.Table]) -> [DomainRule] {
    fixed.map { rule in
      rule.name == "import-rows-present" ? importRows(rule, tables: tables) : rule
    }
      + tables.compactMap(cycle)
      + SubjectColumn.all.map { subject($0, tables: tables) }
      + flagged.flatMap { table in flags(table, tables: tables) }
      + names
  }

  /// Rows of batches that are gone without the journal's knowledge, or a table that never was.
  private static func importRows(_ rule: DomainRule, tables: [Schema.Table]) -> DomainRule {
    let branches = tables.filter { $0.column("id") != nil }.map { table in
      """
      SELECT '\(table.name) ids ' || first_id || ' to ' || last_id || ' of batch ' || batch_id
      FROM import_row_range
      WHERE table_name = '\(table.name)' AND last_id - first_id + 1 <>
        (SELECT count(*) FROM "\(table.name)" WHERE id BETWEEN first_id AND last_id)
      """
    }
    let names = tables.map { "'\($0.name)'" }.joined(separator: ", ")
    let unknown = """
      SELECT 'table ' || table_name || ' of batch ' || batch_id FROM import_row_range
      WHERE table_name NOT IN (\(names))
      """
    return DomainRule(
      name: rule.name, meaning: rule.meaning,
      sql: (branches + [unknown]).joined(separator: "\nUNION ALL\n"))
  }

  /// Rows that lie in themselves; nil for a table whose rows do not point at each other.
  private static func cycle(_ table: Schema.Table) -> DomainRule? {
    let columns = Hierarchy.columns(of: table)
    guard !columns.isEmpty else { return nil }
    let edges = columns.map { column in
      "SELECT id, \"\(column)\" FROM \"\(table.name)\" WHERE \"\(column)\" IS NOT NULL"
    }
    return DomainRule(
      name: "\(table.name)-cycle".replacing("_", with: "-"),
      meaning: "No row of table \(table.name) lies inside itself.",
      sql: """
        WITH RECURSIVE edge (inner_id, outer_id) AS (\(edges.joined(separator: " UNION "))),
        above (start_id, id) AS (
          SELECT inner_id, outer_id FROM edge
          UNION SELECT above.start_id, edge.outer_id
          FROM above JOIN edge ON edge.inner_id = above.id
        )
        SELECT '\(table.name) ' || \(table.column("key") == nil ? "named.id" : "named.key")
        FROM above JOIN "\(table.name)" AS named ON named.id = above.id
        WHERE above.start_id = above.id ORDER BY 1
        """)
  }

  /// Keys of subjects that no row has.
  private static func subject(_ subject: SubjectColumn, tables: [Schema.Table]) -> DomainRule {
    let targets = tables.map(\.name).filter(EntityCatalog.hasKey).map { target in
      """
      (\(subject.type) = '\(target)' AND NOT EXISTS
        (SELECT 1 FROM \(target) WHERE \(target).key = \(subject.table).\(subject.key)))
      """
    }
    return DomainRule(
      name: "\(subject.table)-\(subject.key)".replacing("_", with: "-"),
      meaning: "Every \(subject.key) of table \(subject.table) is the key of a row.",
      sql: """
        SELECT '\(subject.table) ' || id || ': ' || \(subject.type) || ' ' || \(subject.key)
        FROM \(subject.table)
        WHERE \(targets.joined(separator: " OR ")) ORDER BY id
        """)
  }

  /// Flags of columns that are not there, and suppressed figures that are told all the same.
  private static func flags(_ table: String, tables: [Schema.Table]) -> [DomainRule] {
    let columns = tables.first { $0.name == table }?.columns.map(\.name) ?? []
    let names = columns.map { "'\($0)'" }.joined(separator: ", ")
    let told = columns.map { "WHEN '\($0)' THEN \(table).\"\($0)\"" }.joined(separator: " ")
    return [
      DomainRule(
        name: "\(table.replacing("_", with: "-"))-flags",
        meaning: "Flags of table \(table) are a JSON object by column.",
        sql: """
          SELECT '\(table) ' || \(table).id || ': ' ||
            CASE json_type(flags) WHEN 'object' THEN flag.key ELSE flags END
          FROM \(table), json_each(\(table).flags) AS flag
          WHERE json_type(flags) <> 'object' OR flag.key NOT IN (\(names)) ORDER BY 1
          """),
      DomainRule(
        name: "\(table.replacing("_", with: "-"))-suppressed",
        meaning: "A suppressed figure of table \(table) has no value.",
        sql: """
          SELECT '\(table) ' || \(table).id || ': ' || flag.key
          FROM \(table), json_each(\(table).flags) AS flag
          WHERE coalesce(CASE flag.type WHEN 'object' THEN flag.value ->> 'status'
              ELSE flag.value END, '') = 'suppressed'
            AND CASE flag.key \(told) END IS NOT NULL
          ORDER BY 1
          """),
    ]
  }

  /// Rows that the index of names lacks, and entries of rows that are gone.
  private static var names: [DomainRule] {
    let lacking = EntityCatalog.named.enumerated().map { place, table in
      """
      SELECT '\(table) ' || id FROM \(table)
      WHERE NOT EXISTS (SELECT 1 FROM name_index WHERE rowid = \(table).id * 64 + \(place))
        AND NOT EXISTS (SELECT 1 FROM name_index_gap
          WHERE entity = '\(table)' AND \(table).id BETWEEN first_id AND last_id)
      """
    }
    let there = EntityCatalog.named.map { table in
      "WHEN '\(table)' THEN EXISTS (SELECT 1 FROM \(table) WHERE id = entity_id)"
    }
    return [
      DomainRule(
        name: "name-index-complete",
        meaning:
          "The index of names holds every row that has names, but for those it lacks on record.",
        sql: lacking.joined(separator: "\nUNION ALL\n")),
      DomainRule(
        name: "name-index-current",
        meaning: "Every entry of the index of names is of a row that is there.",
        sql: """
          SELECT entity || ' ' || entity_id FROM name_index
          WHERE NOT coalesce(CASE entity \(there.joined(separator: " ")) END, 0)
          """),
    ]
  }
}
