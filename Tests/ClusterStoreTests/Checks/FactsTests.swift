import ClusterStore
import SQLite
import SampleStore
import Testing

/// Every fact that was read out of the documents stands in the seeded database, cell by cell.
@Suite struct FactsTests {
  /// A table of facts, and where its cells went.
  struct Home: CustomTestStringConvertible {
    /// The facts' table.
    let facts: String
    /// The table of the database, called `t` in the expressions.
    let table: String
    /// What else holds of the rows that come from these facts.
    var condition = "1"
    /// The columns that tell which row it is, each with the expression that gives it.
    var identity = ["key": "t.key"]
    /// The other columns with theirs.
    var cells: [String: String]

    var testDescription: String { facts }
  }

  /// The key of the row of `table` that the column `column` points at.
  private static func key(_ table: String, _ column: String? = nil) -> String {
    "(SELECT key FROM \(table) AS r WHERE r.id = t.\(column ?? table)_id)"
  }

  /// Cells that keep their name.
  private static func same(_ names: String) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: names.split(separator: " ").map { (String($0), "t.\($0)") })
  }

  /// The document's file and the words that stand in it.
  private static let provenance = [
    "source": "(SELECT file FROM source AS r WHERE r.id = t.source_id)", "locator": "t.locator",
  ]

  private static let homes = [
    Home(
      facts: "cluster_set_membership", table: "cluster_set_member",
      identity: ["set_key": key("cluster_set"), "cluster_key": key("cluster")],
      cells: provenance),
    Home(
      facts: "cluster_sets", table: "cluster_set",
      cells: same("name_en name_zh definition note name_en_ref") + provenance
        + ["zone_key": key("zone"), "parent_set_key": key("cluster_set", "parent")]),
    Home(
      facts: "clusters", table: "cluster",
      cells: same(
        """
        name_en name_zh record_kind zone_text industry_text structure_type organisation_type stage \
        stage_text status size_band size_text lead_firm_text influence_text note name_en_ref \
        name_zh_ref note_ref
        """) + provenance
        + [
          "zone_key": key("zone"), "lead_firm_key": key("firm", "lead_firm"),
          "industry_keys": industries("document", "stated"),
          "gbt4754_ref": industries("gbt4754-2017"), "isic4_ref": industries("isic4"),
        ]),
    Home(
      facts: "concepts", table: "concept",
      cells: same("definition definition_ref") + provenance
        + [
          "term_en": "t.name_en", "term_zh": "t.name_zh", "term_en_ref": "t.name_en_ref",
          "term_zh_ref": "t.name_zh_ref",
        ]),
    Home(
      facts: "contradictions", table: "contradiction",
      cells: same("relation subject statement_a statement_b assessment quote_a quote_b")
        + [
          "doc_a": "substr(\(key("source", "source_a")), 2)",
          "doc_b": "substr(\(key("source", "source_b")), 2)",
        ]),
    Home(
      facts: "derived_checks_ref", table: "derived_check",
      cells: same("about formula_ref result_ref reading_ref")
        + [
          "input_statistic_keys": """
          (SELECT group_concat(k, ';') FROM (SELECT s.key AS k FROM derived_check_input AS i
            JOIN statistic AS s ON s.id = i.statistic_id WHERE i.derived_check_id = t.id
            ORDER BY i.id))
          """
        ]),
    Home(
      facts: "firm_measures", table: "firm_measure",
      cells: same(
        "name_en name_zh description actor_text group_text statement_kind name_en_ref name_zh_ref")
        + provenance + ["actor_key": key("institution", "actor")]),
    Home(
      facts: "firms", table: "firm",
      cells: same("name_en name_zh record_kind role note name_en_ref name_zh_ref note_ref")
        + provenance
        + [
          "zone_key": key("zone"), "industry_key": key("industry"),
          "cluster_key": """
          (SELECT c.key FROM cluster_firm AS f JOIN cluster AS c ON c.id = f.cluster_id
            WHERE f.firm_id = t.id)
          """,
        ]),
    Home(
      facts: "flows", table: "flow",
      cells: same(
        "flow_class material_text via result exchange_scope statement_kind wording") + provenance
        + [
          "material_key": key("material"), "cluster_key": key("cluster"), "zone_key": key("zone"),
          "from_type": "t.giver_type", "from_key": "t.giver_key", "from_text": "t.giver_text",
          "to_type": "t.taker_type", "to_key": "t.taker_key", "to_text": "t.taker_text",
        ]),
    Home(
      facts: "industries", table: "industry", condition: "t.scheme = 'document'",
      cells: same("doc_class note_ref") + provenance
        + [
          "text_en": "t.name_en", "text_zh": "t.name_zh", "text_en_ref": "t.name_en_ref",
          "text_zh_ref": "t.name_zh_ref", "gbt4754_ref": crosswalk("gbt4754-2017"),
          "isic4_ref": crosswalk("isic4"),
        ]),
    Home(
      facts: "institutions", table: "institution",
      cells: same("name_en name_zh record_kind kind level role name_en_ref name_zh_ref note_ref")
        + provenance + ["zone_key": key("zone")]),
    Home(
      facts: "materials", table: "material",
      cells: same("name_en name_zh kind description name_en_ref name_zh_ref note_ref")
        + provenance),
    Home(
      facts: "measures", table: "measure",
      cells: same(
        """
        name_en name_zh description aspect aspect_text actor_level actor_text instrument_kind \
        statement_kind aspect_ref name_en_ref name_zh_ref
        """) + provenance
        + [
          "part_of": key("measure", "part_of"), "target_type": target("type"),
          "target_key": target("key"), "target_text": target("text"),
        ]),
    Home(
      facts: "mentions", table: "mention",
      identity: [
        "entity_table": """
        CASE t.entity_type WHEN 'industry' THEN 'industries' ELSE t.entity_type || 's' END
        """, "entity_key": "t.entity_key",
        "source": "(SELECT file FROM source AS r WHERE r.id = t.source_id)",
      ], cells: ["locator": "t.locator"]),
    Home(
      facts: "observations", table: "statement",
      cells: same("category subject_type subject_key subject_text observation wording")
        + provenance),
    Home(
      facts: "persons", table: "person",
      cells: same("name_en name_zh role statement name_zh_ref note_ref") + provenance),
    Home(
      facts: "relations", table: "relation",
      cells: same("subject_text relation object_text condition statement_kind") + provenance
        + ["subject_key": key("concept", "subject"), "object_key": key("concept", "object")]),
    Home(
      facts: "sources", table: "source",
      cells: same(
        """
        file title authors year year_basis date_text language kind affiliations keywords note \
        title_translation_ref note_ref locator
        """)
        + [
          // A work that is only cited stands in the document that cites it.
          "source": "coalesce((SELECT file FROM source AS r WHERE r.id = t.cited_in_id), t.file)"
        ]),
    Home(
      facts: "statistics", table: "statistic",
      cells: same(
        """
        class subject_type subject_key subject_text indicator value value_max comparator unit \
        value_text as_of_year time_text wording consistency_note
        """) + provenance
        + [
          "contradiction_keys": """
          (SELECT group_concat(k, ';') FROM (SELECT c.key AS k FROM statistic_contradiction AS i
            JOIN contradiction AS c ON c.id = i.contradiction_id WHERE i.statistic_id = t.id
            ORDER BY i.id))
          """
        ]),
    Home(
      facts: "systems", table: "system",
      cells: same("rank name_en name_zh kind doc_requires serves_tables name_en_ref") + provenance),
    Home(
      facts: "taxonomies", table: "term",
      identity: ["taxonomy_key": key("taxonomy"), "term_key": "t.code"],
      cells: same("definition definition_ref") + provenance
        + [
          "taxonomy_en": "(SELECT name_en FROM taxonomy AS r WHERE r.id = t.taxonomy_id)",
          "taxonomy_zh": "(SELECT name_zh FROM taxonomy AS r WHERE r.id = t.taxonomy_id)",
          "term_en": "t.name_en", "term_zh": "t.name_zh", "ordinal": "t.position",
          "alias": "t.aliases", "term_en_ref": "t.name_en_ref",
          "term_zh_ref": "t.name_zh_ref",
        ]),
    Home(
      facts: "zone_industries", table: "zone_industry",
      identity: ["zone_key": key("zone"), "industry_key": key("industry"), "role": "t.role"],
      cells: ["wording": "t.wording"] + provenance),
    Home(
      facts: "zone_membership", table: "zone_member",
      identity: ["area_key": key("zone", "area"), "member_key": key("zone", "member")],
      cells: same("role reading wording note_ref") + provenance),
    Home(
      facts: "zones", table: "zone",
      cells: same("name_en name_zh aliases kind doc_note name_en_ref note_ref") + provenance
        + [
          "parent_key": key("zone", "parent"), "parent_key_ref": key("zone", "parent_ref"),
          "name_zh_ref": "t.name_zh_ref", "gbt2260_ref": "t.code",
          "expansion_keys_ref": """
          (SELECT group_concat(k, ';') FROM (SELECT m.key AS k FROM zone_member AS i
            JOIN zone AS m ON m.id = i.member_id
            WHERE i.area_id = t.id AND i.reading = 'general knowledge' ORDER BY i.id))
          """,
        ]),
    // Places that no document names, in which places of the documents lie.
    Home(
      facts: "zones_ref", table: "zone", condition: "\(key("source")) = 'gbt2260-2023'",
      cells: same("name_en_ref name_zh_ref note_ref")
        + ["kind_ref": "t.kind", "gbt2260_ref": "t.code"]),
  ]

  /// The codes or keys of a cluster's industries of one scheme, in order.
  private static func industries(
    _ scheme: String, _ basis: String = "general knowledge"
  ) -> String {
    """
    (SELECT group_concat(k, ';') FROM (SELECT i.code AS k FROM cluster_industry AS c
      JOIN industry AS i ON i.id = c.industry_id
      WHERE c.cluster_id = t.id AND i.scheme = '\(scheme)' AND c.basis = '\(basis)'
      ORDER BY c.position))
    """
  }

  /// The codes that stand for an industry in another scheme, in order.
  private static func crosswalk(_ scheme: String) -> String {
    """
    (SELECT group_concat(k, ';') FROM (SELECT i.code AS k FROM industry_crosswalk AS c
      JOIN industry AS i ON i.id = c.to_id
      WHERE c.from_id = t.id AND i.scheme = '\(scheme)' ORDER BY c.position))
    """
  }

  /// A cell of the one target of a measure.
  private static func target(_ part: String) -> String {
    "(SELECT subject_\(part) FROM measure_target AS r WHERE r.measure_id = t.id)"
  }

  /// The seeded database, with the facts beside it as temporary tables where they are at hand.
  let store: Store

  init() throws {
    store = try SampleStore.seeded()
    if let folder = SampleStore.shared("facts") {
      try FactsTables.load(folder, into: store.connection, schema: "temp", prefix: "facts_")
    }
  }

  @Test(.enabled(if: SampleStore.shared("facts") != nil), arguments: homes)
  func `every row is there, with its source, and cell by cell`(home: Home) throws {
    let connection = store.connection
    let facts = "temp.facts_\(home.facts)"
    let identity = home.identity.map { "(\($0.value)) IS nullif(f.\"\($0.key)\", '')" }
    let match = "\(home.condition) AND " + identity.joined(separator: " AND ")
    let lost = try connection.query(
      """
      SELECT f.* FROM \(facts) AS f
      WHERE (SELECT count(*) FROM \(home.table) AS t WHERE \(match)) <> 1
      """
    ) { row in (0..<row.count).map { "\(row.value($0))" }.joined(separator: " ") }
    #expect(lost.isEmpty, "rows without a counterpart of their own")
    for (column, expression) in home.cells {
      let differing = try connection.query(
        """
        SELECT f.\(home.identity.keys.sorted()[0]), f."\(column)", here.cell
        FROM \(facts) AS f, (
          SELECT f2.rowid AS number, (\(expression)) AS cell
          FROM \(facts) AS f2 JOIN \(home.table) AS t
            ON \(match.replacing(" nullif(f.", with: " nullif(f2."))
        ) AS here ON here.number = f.rowid
        WHERE CASE typeof(here.cell)
          WHEN 'real' THEN here.cell <> CAST(f."\(column)" AS REAL)
          ELSE CAST(here.cell AS TEXT) IS NOT nullif(f."\(column)", '')
        END
        """
      ) { row in "\(row.value(0)): \(row.value(1)) became \(row.value(2))" }
      #expect(differing.isEmpty, "column \(column)")
    }
    // No column of the facts is passed over.
    let columns = try connection.query(
      "SELECT name FROM pragma_table_info('facts_\(home.facts)')"
    ) { $0.text(0) }
    let told = Set(home.cells.keys).union(home.identity.keys)
    #expect(Set(columns) == told)
  }

  @Test(.enabled(if: SampleStore.shared("facts") != nil))
  func `every table of facts has a home`() throws {
    let folder = try #require(SampleStore.shared("facts"))
    #expect(Set(try FactsTables.names(in: folder)) == Set(Self.homes.map(\.facts)))
  }

  @Test func `what a classification says is never a document's word`() throws {
    let connection = store.connection
    // A row has a locator in a document, or it comes from a classification.
    for table in ["zone", "industry", "term", "waste"] {
      let mixed = try connection.value(
        """
        SELECT count(*) FROM \(table) AS t JOIN source ON source.id = t.source_id
        WHERE (source.kind = 'reference classification') = (source.file IS NOT NULL)
        """)
      #expect(mixed == .integer(0), "\(table)")
      #expect(
        try connection.value("SELECT count(*) FROM \(table) WHERE source_id IS NULL")
          == .integer(0), "\(table)")
    }
    for table in ["zone", "industry", "term"] {
      let unplaced = try connection.value(
        """
        SELECT count(*) FROM \(table) AS t JOIN source ON source.id = t.source_id
        WHERE source.file IS NOT NULL AND t.locator IS NULL
        """)
      #expect(unplaced == .integer(0), "\(table)")
    }
    // A code that was chosen for a document's word says so.
    let chosen = try connection.value(
      """
      SELECT count(*) FROM cluster_industry JOIN industry ON industry.id = industry_id
      WHERE (basis = 'stated') <> (scheme = 'document')
      """)
    #expect(chosen == .integer(0))
  }
}

extension [String: String] {
  /// Both together.
  fileprivate static func + (one: Self, other: Self) -> Self {
    one.merging(other) { _, last in last }
  }
}
