import ClusterStore
import SQLite
import SampleStore

/// A database of a few rows that the tests of reading share.
enum SmallStore {
  /// Two zones, two schemes of industries, a document, a cluster, a firm and what ties them.
  static func make() throws -> Store {
    let store = try SampleStore.empty()
    try store.connection.execute(
      """
      INSERT INTO source (id, key, kind, title) VALUES (1, 's001', 'paper', 'A paper');
      INSERT INTO zone (id, key, scheme, code, kind, name_en, name_zh, aliases, parent_id, source_id)
      VALUES
        (1, 'liaoning', 'gbt2260', '210000', 'province', 'Liaoning', '辽宁', 'LN; Liao', NULL, 1),
        (2, 'yingkou', 'gbt2260', '210800', 'city', 'Yingkou', '营口', NULL, 1, 1),
        (3, 'north-a', NULL, NULL, 'area', 'North', NULL, NULL, NULL, NULL),
        (4, 'north-b', NULL, NULL, 'area', 'North', NULL, NULL, NULL, NULL);
      INSERT INTO zone_code (zone_id, scheme, code, kind, from_year, to_year)
      VALUES (2, 'gbt2260', '210899', 'prefecture', 1980, 1990);
      INSERT INTO industry (id, key, scheme, code, name_en, name_zh, parent_id) VALUES
        (1, 'gbt4754-2017:34', 'gbt4754-2017', '34', 'Machinery', '通用设备制造业', NULL),
        (2, 'naics2017:34', 'naics2017', '34', 'Thirty-four', NULL, NULL),
        (3, 'isic4:10', 'isic4', '10', 'Food', NULL, NULL),
        (4, 'naics2017:10', 'naics2017', '10', 'Ten', NULL, NULL);
      INSERT INTO cluster (id, key, name_en, name_zh, zone_id, size_band, founded_year, source_id,
        locator)
      VALUES (1, 'magnesia', 'Magnesia', '镁质材料产业集群', 2, '1-10bn-rmb', 1999, 1, 'page 3');
      INSERT INTO firm (id, key, name_zh, zone_id) VALUES (1, 'works', '镁厂', 2), (2, 'mill', '磨坊', 2);
      INSERT INTO cluster_firm (cluster_id, firm_id, role, source_id, locator)
      VALUES (1, 1, 'lead', 1, 'the works lead'), (1, 2, NULL, 1, NULL);
      INSERT INTO statistic (key, class, subject_type, subject_key, indicator, value, comparator,
        source_id)
      VALUES ('t1', 'reported', 'cluster', 'magnesia', 'output', 12.5, '=', 1);
      INSERT INTO import_batch (id, table_name, file_name, file_bytes, sha256, encoding, dialect,
        mapping, rows_read, rows_inserted, rows_rejected, started_at, finished_at, program_version)
      VALUES (1, 'cluster_firm', 'firms.csv', 9, '\(String(repeating: "0", count: 64))', 'UTF-8',
        '{}', '{}', 2, 2, 0, '2024-01-01', '2024-01-01', '0');
      INSERT INTO import_row_range VALUES (1, 'cluster_firm', 1, 2, 2, 1);
      INSERT INTO codebook
      SELECT list.name, info.name, info.cid + 1, 'Label of ' || info.name, '标签', NULL, 'What it is',
        NULL
      FROM pragma_table_list AS list, pragma_table_info(list.name) AS info
      WHERE list.schema = 'main' AND list.type = 'table'
        AND list.name NOT LIKE 'sqlite\\_%' ESCAPE '\\';
      INSERT INTO saved_query (key, number, title_en, parameters, sql) VALUES
        ('by-size', 7, 'Which clusters are of a size?',
          '[{"name": "size", "type": "text", "default": "1-10bn-rmb", "description": "The band."},
            {"name": "from", "type": "integer", "default": 1990, "description": "A year."}]',
          'SELECT key FROM cluster WHERE size_band = :size AND founded_year >= :from');
      """)
    for table in ["zone", "industry", "cluster", "firm", "source"] {
      try NameIndex(store).add(table: table, ids: 1...4)
    }
    return store
  }
}
