import ClusterStore

/// Writes the script that compares tables in PostgreSQL with what they were when exported.
///
/// It ends with an error where a number of rows, a sum or a hash differs. The hash of a row is the
/// first 60 bits of the SHA-256 of its canonical text (``CanonicalCells``).
struct Verification {
  private var expected: [String] = []
  private var computed: [String] = []

  /// Takes in a table with what it adds up to here.
  mutating func add(_ table: TablePlan, _ figures: TableFigures, _ dialect: any SQLDialect) {
    let name = dialect.literal(table.name)
    var checks: [(what: String, value: String, sql: String)] = [
      ("rows", "\(figures.hash.rows)", "count(*)"),
      (
        "hash", "\(figures.hash.sum)",
        """
        coalesce(sum(('x' || substr(encode(sha256(convert_to(\(row(table, dialect)), 'UTF8')), \
        'hex'), 1, 15))::bit(60)::bigint), 0)
        """
      ),
    ]
    for (index, column) in table.columns.enumerated() {
      let quoted = dialect.quoted(column.name)
      if let sum = figures.wholeSum(index) {
        checks.append(("sum of \(column.name)", "\(sum)", "coalesce(sum(\(quoted)), 0)"))
      } else if let sum = figures.realSum(index) {
        let total = "sum(\(quoted)) FILTER (WHERE abs(\(quoted)) < 'Infinity')"
        guard sum.isFinite, abs(sum) < 1e300 else { continue }
        checks.append(("sum of \(column.name)", "\(sum)", "coalesce(\(total), 0)"))
      }
    }
    for check in checks {
      expected.append("  (\(name), \(dialect.literal(check.what)), \(check.value))")
    }
    let names = checks.map { dialect.literal($0.what) }
    let numbers = checks.map { "(\($0.sql))::numeric" }
    computed.append(
      """
      INSERT INTO agglom_computed SELECT \(name), figure.* FROM (
        SELECT ARRAY[\(names.joined(separator: ", "))] AS names,
          ARRAY[\(numbers.joined(separator: ",\n      "))] AS numbers
        FROM \(dialect.quoted(table.name))
      ) AS found, unnest(found.names, found.numbers) AS figure (what, number);

      """)
  }

  /// The canonical text of a row as an expression.
  private func row(_ table: TablePlan, _ dialect: any SQLDialect) -> String {
    let cells = table.columns.map { column in
      let name = dialect.quoted(column.name)
      let text =
        switch column.kind {
        case .integer: "'i' || \(name) || ';'"
        case .real: "'r' || encode(float8send(\(name)), 'hex')"
        case .text: "'t' || octet_length(\(name)) || ':' || \(name)"
        case .bytes: "'b' || octet_length(\(name)) || ':' || encode(\(name), 'hex')"
        }
      return "coalesce(\(text), 'N')"
    }
    return cells.joined(separator: " || ")
  }

  /// The script.
  var script: String {
    """
    -- Compares every table with what it was when it was exported, and fails where it differs.
    \\set ON_ERROR_STOP on
    SET client_encoding = 'UTF8';
    SET client_min_messages = warning;
    BEGIN;
    CREATE TEMPORARY TABLE agglom_expected (table_name text, what text, number numeric) ON COMMIT DROP;
    CREATE TEMPORARY TABLE agglom_computed (table_name text, what text, number numeric) ON COMMIT DROP;
    INSERT INTO agglom_expected VALUES
    \(expected.joined(separator: ",\n"));
    \(computed.joined())\
    CREATE TEMPORARY TABLE agglom_difference ON COMMIT DROP AS
    SELECT table_name, what, expected.number AS expected, computed.number AS computed
    FROM agglom_expected AS expected FULL JOIN agglom_computed AS computed USING (table_name, what)
    WHERE expected.number IS NULL OR computed.number IS NULL
      OR abs(expected.number - computed.number) > CASE
        WHEN what IN ('rows', 'hash') THEN 0
        ELSE 1e-9 * greatest(abs(expected.number), abs(computed.number), 1) END;
    SELECT * FROM agglom_difference ORDER BY table_name, what;
    DO $$
    DECLARE number bigint;
    BEGIN
      SELECT count(*) INTO number FROM agglom_difference;
      IF number > 0 THEN
        RAISE EXCEPTION '% figures differ from what was exported', number;
      END IF;
    END $$;
    COMMIT;

    """
  }
}
