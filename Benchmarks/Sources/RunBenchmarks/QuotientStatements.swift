/// Location quotients in SQL, with the columns that agglom gives: sums by year, by zone and by
/// industry, with the names of these, joined back to the cells; windows take longer.
struct QuotientStatements {
  /// What agglom writes as the convention of each row.
  let convention: String

  /// For DuckDB, which writes the rows to `output`.
  func duckDB(to output: String) -> String {
    """
    COPY (
      \(select(from: "cell", as: "DOUBLE", name: "name"))
    ) TO '\(output)' (FORMAT csv, HEADER);
    """
  }

  /// For SQLite, in the database that agglom reads; its shell writes the rows.
  var sqlite: String {
    select(from: "cell_year", as: "REAL", name: "name_en") + ";"
  }

  /// For DuckDB: makes tables of the files that hold the cells, the zones and the industries.
  static func load(cells: String, zones: String, industries: String) -> String {
    """
    CREATE TABLE zone AS SELECT * FROM read_csv('\(zones)', all_varchar = true);
    ALTER TABLE zone ALTER id TYPE INTEGER;
    CREATE TABLE industry AS SELECT * FROM read_csv('\(industries)', all_varchar = true);
    ALTER TABLE industry ALTER id TYPE INTEGER;
    CREATE TABLE cell (year INTEGER, zone_id INTEGER, industry_id INTEGER, employees INTEGER);
    INSERT INTO cell SELECT * FROM read_csv('\(cells)');
    """
  }

  /// For DuckDB: how many rows the two files have together that the other has not, or not with the
  /// same quotient.
  static func difference(_ one: String, _ other: String) -> String {
    """
    SELECT count(*) FROM read_csv('\(one)') AS one FULL JOIN read_csv('\(other)') AS other
      USING (year, zone, zone_name, industry, industry_name, employees, cells, suppressed, missing,
        convention)
    WHERE one.location_quotient IS NULL OR other.location_quotient IS NULL
      OR abs(one.location_quotient / other.location_quotient - 1) > 1e-12;
    """
  }

  /// The quotients, with `real` the type of real numbers, and `name` the column of names.
  private func select(from cell: String, as real: String, name: String) -> String {
    """
    WITH by_year AS (
      SELECT year, CAST(sum(employees) AS \(real)) AS total, count(employees) AS cells,
        count(*) - count(employees) AS missing
      FROM \(cell) GROUP BY year
    ), by_zone AS (
      SELECT year, zone_id, key, \(name) AS name, total FROM (
        SELECT year, zone_id, CAST(sum(employees) AS \(real)) AS total FROM \(cell)
        GROUP BY year, zone_id)
      JOIN zone ON zone.id = zone_id
    ), by_industry AS (
      SELECT year, industry_id, key, \(name) AS name, sums.total / by_year.total AS share, cells,
        missing
      FROM (
        SELECT year, industry_id, CAST(sum(employees) AS \(real)) AS total FROM \(cell)
        GROUP BY year, industry_id) AS sums
      JOIN by_year USING (year) JOIN industry ON industry.id = industry_id
    )
    SELECT cell.year, by_zone.key AS zone, by_zone.name AS zone_name,
      by_industry.key AS industry, by_industry.name AS industry_name, cell.employees,
      cell.employees / by_zone.total / by_industry.share AS location_quotient,
      by_industry.cells, 0 AS suppressed, by_industry.missing,
      '\(convention.replacing("'", with: "''"))' AS convention
    FROM \(cell) AS cell
    JOIN by_zone ON by_zone.year = cell.year AND by_zone.zone_id = cell.zone_id
    JOIN by_industry
      ON by_industry.year = cell.year AND by_industry.industry_id = cell.industry_id
    """
  }
}
