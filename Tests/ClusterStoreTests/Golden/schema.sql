CREATE TABLE cell_year (
  id INTEGER PRIMARY KEY,
  dataset_id INTEGER NOT NULL REFERENCES dataset (id),
  zone_id INTEGER NOT NULL REFERENCES zone (id),
  industry_id INTEGER NOT NULL REFERENCES industry (id),
  segment TEXT NOT NULL DEFAULT 'all',
  year INTEGER NOT NULL CHECK (year BETWEEN 1000 AND 2999),
  firms INTEGER CHECK (firms >= 0),
  employees INTEGER CHECK (employees >= 0),
  output REAL CHECK (output >= 0),
  revenue REAL,
  value_added REAL,
  assets REAL,
  profit REAL,
  tax REAL,
  exports REAL CHECK (exports >= 0),
  wages REAL CHECK (wages >= 0),
  rd_expense REAL CHECK (rd_expense >= 0),
  patents INTEGER CHECK (patents >= 0),
  energy REAL CHECK (energy >= 0),
  water REAL CHECK (water >= 0),
  waste_water REAL CHECK (waste_water >= 0),
  solid_waste REAL CHECK (solid_waste >= 0),
  flags TEXT CHECK (flags IS NULL OR json_valid(flags)),
  UNIQUE (zone_id, industry_id, year, segment, dataset_id)
) STRICT;

CREATE TABLE cluster (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  record_kind TEXT NOT NULL DEFAULT 'named cluster'
    CHECK (record_kind IN ('named cluster', 'sector group')),
  name_en TEXT,
  name_zh TEXT,
  name_en_ref TEXT,
  name_zh_ref TEXT,
  zone_id INTEGER REFERENCES zone (id),
  zone_text TEXT,
  industry_text TEXT,
  structure_type TEXT
    CHECK (structure_type IN ('homogeneous', 'heterogeneous', 'symbiotic', 'chain-led')),
  organisation_type TEXT,
  stage TEXT CHECK (stage IN ('initial-concentration', 'mechanism-innovation', 'influential')),
  stage_text TEXT,
  status TEXT,
  size_band TEXT CHECK (size_band IN ('under-1bn-rmb', '1-10bn-rmb', 'over-10bn-rmb')),
  size_text TEXT,
  lead_firm_id INTEGER REFERENCES firm (id),
  lead_firm_text TEXT,
  influence_text TEXT,
  founded_year INTEGER CHECK (founded_year BETWEEN 1000 AND 2999),
  note TEXT,
  note_ref TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT
) STRICT;

CREATE TABLE cluster_firm (
  id INTEGER PRIMARY KEY,
  cluster_id INTEGER NOT NULL REFERENCES cluster (id),
  firm_id INTEGER NOT NULL REFERENCES firm (id),
  role TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  UNIQUE (cluster_id, firm_id)
) STRICT;

CREATE TABLE cluster_industry (
  id INTEGER PRIMARY KEY,
  cluster_id INTEGER NOT NULL REFERENCES cluster (id),
  industry_id INTEGER NOT NULL REFERENCES industry (id),
  position INTEGER NOT NULL DEFAULT 1 CHECK (position > 0),
  basis TEXT NOT NULL DEFAULT 'stated' CHECK (basis IN ('stated', 'general knowledge')),
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  UNIQUE (cluster_id, industry_id)
) STRICT;

CREATE TABLE cluster_institution (
  id INTEGER PRIMARY KEY,
  cluster_id INTEGER NOT NULL REFERENCES cluster (id),
  institution_id INTEGER NOT NULL REFERENCES institution (id),
  role TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  UNIQUE (cluster_id, institution_id)
) STRICT;

CREATE TABLE cluster_set (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name_en TEXT,
  name_zh TEXT,
  name_en_ref TEXT,
  zone_id INTEGER REFERENCES zone (id),
  parent_id INTEGER REFERENCES cluster_set (id),
  definition TEXT,
  note TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT
) STRICT;

CREATE TABLE cluster_set_member (
  id INTEGER PRIMARY KEY,
  cluster_set_id INTEGER NOT NULL REFERENCES cluster_set (id),
  cluster_id INTEGER NOT NULL REFERENCES cluster (id),
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  UNIQUE (cluster_set_id, cluster_id)
) STRICT;

CREATE TABLE cluster_zone (
  id INTEGER PRIMARY KEY,
  cluster_id INTEGER NOT NULL REFERENCES cluster (id),
  zone_id INTEGER NOT NULL REFERENCES zone (id),
  role TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  UNIQUE (cluster_id, zone_id)
) STRICT;

CREATE TABLE codebook (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position > 0),
  label_en TEXT NOT NULL,
  label_zh TEXT NOT NULL,
  unit TEXT,
  definition TEXT NOT NULL,
  aliases TEXT,
  PRIMARY KEY (table_name, column_name)
) STRICT, WITHOUT ROWID;

CREATE TABLE column_alias (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  alias TEXT NOT NULL CHECK (alias <> ''),
  added_at TEXT NOT NULL,
  PRIMARY KEY (table_name, alias)
) STRICT, WITHOUT ROWID;

CREATE TABLE concept (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name_en TEXT,
  name_zh TEXT,
  name_en_ref TEXT,
  name_zh_ref TEXT,
  definition TEXT,
  definition_ref TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT
) STRICT;

CREATE TABLE contradiction (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  relation TEXT NOT NULL,
  subject TEXT NOT NULL,
  source_a_id INTEGER NOT NULL REFERENCES source (id),
  source_b_id INTEGER REFERENCES source (id),
  statement_a TEXT,
  statement_b TEXT,
  assessment TEXT,
  quote_a TEXT,
  quote_b TEXT
) STRICT;

CREATE TABLE dataset (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name_en TEXT,
  name_zh TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('survey', 'yearbook', 'register', 'reference', 'synthetic')),
  publisher TEXT,
  currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  licence TEXT,
  url TEXT,
  note TEXT,
  source_id INTEGER REFERENCES source (id),
  CHECK (coalesce(name_en, name_zh) IS NOT NULL)
) STRICT;

CREATE TABLE derived_check (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  about TEXT NOT NULL,
  formula_ref TEXT NOT NULL,
  result_ref TEXT NOT NULL,
  reading_ref TEXT
) STRICT;

CREATE TABLE derived_check_input (
  id INTEGER PRIMARY KEY,
  derived_check_id INTEGER NOT NULL REFERENCES derived_check (id),
  statistic_id INTEGER NOT NULL REFERENCES statistic (id),
  UNIQUE (derived_check_id, statistic_id)
) STRICT;

CREATE TABLE "firm" (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  record_kind TEXT NOT NULL DEFAULT 'surveyed firm'
    CHECK (record_kind IN ('surveyed firm', 'named firm', 'unnamed firms')),
  credit_code TEXT,
  name_en TEXT,
  name_zh TEXT,
  name_en_ref TEXT,
  name_zh_ref TEXT,
  role TEXT,
  zone_id INTEGER REFERENCES zone (id),
  industry_id INTEGER REFERENCES industry (id),
  size_class TEXT CHECK (size_class IN ('large', 'medium', 'small', 'micro')),
  founded_year INTEGER CHECK (founded_year BETWEEN 1000 AND 2999),
  address TEXT,
  longitude REAL CHECK (longitude BETWEEN -180 AND 180),
  latitude REAL CHECK (latitude BETWEEN -90 AND 90),
  note TEXT,
  note_ref TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT
) STRICT;

CREATE TABLE firm_measure (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name_en TEXT,
  name_zh TEXT,
  name_en_ref TEXT,
  name_zh_ref TEXT,
  description TEXT,
  actor_text TEXT,
  actor_id INTEGER REFERENCES institution (id),
  group_text TEXT,
  statement_kind TEXT NOT NULL,
  source_id INTEGER REFERENCES source (id),
  locator TEXT
) STRICT;

CREATE TABLE "firm_year" (
  id INTEGER PRIMARY KEY,
  dataset_id INTEGER NOT NULL REFERENCES dataset (id),
  firm_id INTEGER NOT NULL REFERENCES firm (id),
  year INTEGER NOT NULL CHECK (year BETWEEN 1000 AND 2999),
  zone_id INTEGER REFERENCES zone (id),
  industry_id INTEGER REFERENCES industry (id),
  employees INTEGER CHECK (employees >= 0),
  output REAL CHECK (output >= 0),
  revenue REAL,
  value_added REAL,
  assets REAL,
  profit REAL,
  tax REAL,
  exports REAL CHECK (exports >= 0),
  wages REAL CHECK (wages >= 0),
  rd_expense REAL CHECK (rd_expense >= 0),
  patents INTEGER CHECK (patents >= 0),
  energy REAL CHECK (energy >= 0),
  water REAL CHECK (water >= 0),
  waste_water REAL CHECK (waste_water >= 0),
  solid_waste REAL CHECK (solid_waste >= 0),
  flags TEXT CHECK (flags IS NULL OR json_valid(flags))
) STRICT;

CREATE TABLE flow (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  flow_class TEXT NOT NULL,
  statement_kind TEXT NOT NULL DEFAULT 'reported',
  exchange_scope TEXT NOT NULL DEFAULT 'not stated'
    CHECK (exchange_scope IN ('intra-cluster', 'inter-regional', 'system-environment',
      'not stated')),
  giver_type TEXT
    CHECK (giver_type IN ('firm', 'industry', 'institution', 'concept', 'zone', 'cluster')),
  giver_key TEXT,
  giver_text TEXT,
  taker_type TEXT
    CHECK (taker_type IN ('firm', 'industry', 'institution', 'concept', 'zone', 'cluster')),
  taker_key TEXT,
  taker_text TEXT,
  material_id INTEGER REFERENCES material (id),
  material_text TEXT,
  amount REAL CHECK (amount >= 0),
  unit TEXT,
  period TEXT CHECK (period IN ('day', 'week', 'month', 'quarter', 'year', 'once')),
  year INTEGER CHECK (year BETWEEN 1000 AND 2999),
  price REAL CHECK (price >= 0),
  currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  via TEXT,
  result TEXT,
  cluster_id INTEGER REFERENCES cluster (id),
  zone_id INTEGER REFERENCES zone (id),
  wording TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  CHECK ((giver_type IS NULL) = (giver_key IS NULL)),
  CHECK ((taker_type IS NULL) = (taker_key IS NULL))
) STRICT;

CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  dataset_id INTEGER REFERENCES dataset (id),
  file_name TEXT NOT NULL,
  file_bytes INTEGER NOT NULL CHECK (file_bytes >= 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  encoding TEXT NOT NULL,
  dialect TEXT NOT NULL CHECK (json_valid(dialect)),
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  rows_read INTEGER NOT NULL CHECK (rows_read >= 0),
  rows_inserted INTEGER NOT NULL CHECK (rows_inserted >= 0),
  rows_updated INTEGER NOT NULL DEFAULT 0 CHECK (rows_updated >= 0),
  rows_unchanged INTEGER NOT NULL DEFAULT 0 CHECK (rows_unchanged >= 0),
  rows_skipped INTEGER NOT NULL DEFAULT 0 CHECK (rows_skipped >= 0),
  rows_rejected INTEGER NOT NULL CHECK (rows_rejected >= 0),
  started_at TEXT NOT NULL,
  finished_at TEXT NOT NULL,
  program_version TEXT NOT NULL, undone_at TEXT, undone_rows TEXT
  CHECK (undone_rows IS NULL OR json_valid(undone_rows)), unknown_references TEXT
  CHECK (unknown_references IS NULL OR json_valid(unknown_references)), file_modified_at TEXT,
  CHECK (rows_read = rows_inserted + rows_updated + rows_unchanged + rows_skipped + rows_rejected)
) STRICT;

CREATE TABLE import_change (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL
    REFERENCES import_batch (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL CHECK (number > 0),
  changeset BLOB NOT NULL,
  digests BLOB NOT NULL CHECK (length(digests) % 4 = 0),
  UNIQUE (batch_id, number)
) STRICT;

CREATE TABLE import_digest (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
  table_name TEXT NOT NULL,
  first_id INTEGER NOT NULL,
  digests BLOB NOT NULL CHECK (length(digests) % 4 = 0),
  UNIQUE (batch_id, table_name, first_id)
) STRICT;

CREATE TABLE import_reject (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
  line INTEGER NOT NULL CHECK (line > 0),
  column_name TEXT,
  text TEXT,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  original TEXT NOT NULL
) STRICT;

CREATE TABLE import_row_range (
  batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
  table_name TEXT NOT NULL,
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  first_line INTEGER NOT NULL CHECK (first_line > 0),
  line_step INTEGER NOT NULL CHECK (line_step > 0),
  PRIMARY KEY (table_name, first_id),
  CHECK (first_id <= last_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name_en TEXT,
  name_zh TEXT,
  unit TEXT,
  direction TEXT CHECK (direction IN ('higher is better', 'lower is better', 'neutral')),
  definition TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  CHECK (coalesce(name_en, name_zh) IS NOT NULL)
) STRICT;

CREATE TABLE industry (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  scheme TEXT NOT NULL,
  code TEXT NOT NULL,
  level TEXT,
  parent_id INTEGER REFERENCES industry (id),
  name_en TEXT,
  name_zh TEXT,
  name_en_ref TEXT,
  name_zh_ref TEXT,
  doc_class TEXT,
  note TEXT,
  note_ref TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  UNIQUE (scheme, code)
) STRICT;

CREATE TABLE industry_crosswalk (
  id INTEGER PRIMARY KEY,
  from_id INTEGER NOT NULL REFERENCES industry (id),
  to_id INTEGER NOT NULL REFERENCES industry (id),
  position INTEGER NOT NULL DEFAULT 1 CHECK (position > 0),
  weight REAL CHECK (weight > 0 AND weight <= 1),
  basis TEXT NOT NULL CHECK (basis IN ('official', 'general knowledge', 'survey')),
  from_is_part INTEGER NOT NULL DEFAULT 0 CHECK (from_is_part IN (0, 1)),
  to_is_part INTEGER NOT NULL DEFAULT 0 CHECK (to_is_part IN (0, 1)),
  note TEXT,
  source_id INTEGER REFERENCES source (id),
  UNIQUE (from_id, to_id)
) STRICT;

CREATE TABLE institution (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  record_kind TEXT NOT NULL DEFAULT 'named'
    CHECK (record_kind IN ('named', 'named by place', 'kind of actor')),
  kind TEXT NOT NULL,
  level TEXT,
  name_en TEXT,
  name_zh TEXT,
  name_en_ref TEXT,
  name_zh_ref TEXT,
  zone_id INTEGER REFERENCES zone (id),
  role TEXT,
  note_ref TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT
) STRICT;

CREATE TABLE link (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  from_firm_id INTEGER REFERENCES firm (id),
  from_institution_id INTEGER REFERENCES institution (id),
  to_firm_id INTEGER REFERENCES firm (id),
  to_institution_id INTEGER REFERENCES institution (id),
  from_year INTEGER CHECK (from_year BETWEEN 1000 AND 2999),
  to_year INTEGER CHECK (to_year BETWEEN 1000 AND 2999),
  value REAL CHECK (value >= 0),
  unit TEXT,
  note TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  CHECK ((from_firm_id IS NULL) + (from_institution_id IS NULL) = 1),
  CHECK ((to_firm_id IS NULL) + (to_institution_id IS NULL) = 1),
  CHECK (from_year <= to_year)
) STRICT;

CREATE TABLE material (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name_en TEXT,
  name_zh TEXT,
  name_en_ref TEXT,
  name_zh_ref TEXT,
  description TEXT,
  unit TEXT,
  waste_id INTEGER REFERENCES waste (id),
  note_ref TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT
) STRICT;

CREATE TABLE measure (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name_en TEXT,
  name_zh TEXT,
  name_en_ref TEXT,
  name_zh_ref TEXT,
  description TEXT,
  aspect TEXT CHECK (aspect IN ('hard', 'policy-legal soft', 'socio-economic soft')),
  aspect_text TEXT,
  aspect_ref TEXT CHECK (aspect_ref IN ('hard', 'policy-legal soft', 'socio-economic soft')),
  actor_level TEXT,
  actor_text TEXT,
  instrument_kind TEXT NOT NULL,
  instrument_term_id INTEGER REFERENCES term (id),
  statement_kind TEXT NOT NULL,
  part_of_id INTEGER REFERENCES measure (id),
  from_year INTEGER CHECK (from_year BETWEEN 1000 AND 2999),
  to_year INTEGER CHECK (to_year BETWEEN 1000 AND 2999),
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  CHECK (from_year <= to_year)
) STRICT;

CREATE TABLE measure_goal (
  id INTEGER PRIMARY KEY,
  measure_id INTEGER NOT NULL REFERENCES measure (id),
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  baseline_value REAL,
  baseline_year INTEGER CHECK (baseline_year BETWEEN 1000 AND 2999),
  target_value REAL NOT NULL,
  due_year INTEGER CHECK (due_year BETWEEN 1000 AND 2999),
  unit TEXT,
  note TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  UNIQUE (measure_id, indicator_id, due_year)
) STRICT;

CREATE TABLE measure_target (
  id INTEGER PRIMARY KEY,
  measure_id INTEGER NOT NULL REFERENCES measure (id),
  subject_type TEXT
    CHECK (subject_type IN ('zone', 'cluster', 'cluster_type', 'firm', 'institution', 'industry',
      'concept')),
  subject_key TEXT,
  subject_text TEXT,
  UNIQUE (measure_id, subject_type, subject_key),
  CHECK ((subject_type IS NULL) = (subject_key IS NULL)),
  CHECK (coalesce(subject_key, subject_text) IS NOT NULL)
) STRICT;

CREATE TABLE mention (
  id INTEGER PRIMARY KEY,
  entity_type TEXT NOT NULL
    CHECK (entity_type IN ('zone', 'person', 'institution', 'cluster', 'firm', 'industry')),
  entity_key TEXT NOT NULL,
  source_id INTEGER NOT NULL REFERENCES source (id),
  locator TEXT NOT NULL,
  UNIQUE (entity_type, entity_key, source_id, locator)
) STRICT;

CREATE VIRTUAL TABLE name_index USING fts5 (
  entity UNINDEXED,
  entity_id UNINDEXED,
  name_en,
  name_zh,
  name_en_ref,
  name_zh_ref,
  aliases,
  tokenize = "unicode61 remove_diacritics 2"
);

CREATE TABLE observation (
  id INTEGER PRIMARY KEY,
  dataset_id INTEGER REFERENCES dataset (id),
  subject_type TEXT NOT NULL
    CHECK (subject_type IN ('zone', 'cluster', 'cluster_set', 'firm', 'institution', 'industry',
      'material', 'measure')),
  subject_key TEXT NOT NULL,
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  year INTEGER NOT NULL CHECK (year BETWEEN 1000 AND 2999),
  value REAL,
  status TEXT NOT NULL DEFAULT 'reported'
    CHECK (status IN ('reported', 'imputed', 'suppressed', 'missing')),
  lower_bound REAL,
  upper_bound REAL,
  note TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  CHECK ((value IS NULL) = (status IN ('suppressed', 'missing'))),
  CHECK (lower_bound <= upper_bound)
) STRICT;

CREATE TABLE offer (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  firm_id INTEGER NOT NULL REFERENCES firm (id),
  material_id INTEGER NOT NULL REFERENCES material (id),
  zone_id INTEGER REFERENCES zone (id),
  amount REAL CHECK (amount > 0),
  unit TEXT,
  period TEXT CHECK (period IN ('day', 'week', 'month', 'quarter', 'year', 'once')),
  from_year INTEGER CHECK (from_year BETWEEN 1000 AND 2999),
  to_year INTEGER CHECK (to_year BETWEEN 1000 AND 2999),
  price REAL CHECK (price >= 0),
  currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  note TEXT,
  source_id INTEGER REFERENCES source (id),
  CHECK (from_year <= to_year)
) STRICT;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name_en TEXT,
  name_zh TEXT,
  name_zh_ref TEXT,
  role TEXT,
  statement TEXT,
  note_ref TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT
) STRICT;

CREATE TABLE relation (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  subject_id INTEGER NOT NULL REFERENCES concept (id),
  subject_text TEXT,
  relation TEXT NOT NULL,
  object_id INTEGER NOT NULL REFERENCES concept (id),
  object_text TEXT,
  condition TEXT,
  statement_kind TEXT NOT NULL,
  source_id INTEGER REFERENCES source (id),
  locator TEXT
) STRICT;

CREATE TABLE saved_query (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  number INTEGER UNIQUE,
  title_en TEXT NOT NULL,
  title_zh TEXT,
  parameters TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(parameters)),
  sql TEXT NOT NULL
) STRICT;

CREATE TABLE schema_migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL,
  applied_at TEXT NOT NULL
) STRICT;

CREATE TABLE size_rule (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  edition TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  trade_en TEXT NOT NULL,
  trade_zh TEXT NOT NULL,
  scope TEXT NOT NULL,
  figure TEXT NOT NULL CHECK (figure IN ('employees', 'revenue', 'assets')),
  large_from REAL NOT NULL,
  medium_from REAL NOT NULL,
  small_from REAL NOT NULL,
  source_id INTEGER REFERENCES source (id),
  UNIQUE (edition, number, figure),
  CHECK (large_from > medium_from AND medium_from > small_from AND small_from > 0)
) STRICT;

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  title_translation_ref TEXT,
  authors TEXT,
  publisher TEXT,
  year INTEGER CHECK (year BETWEEN 1000 AND 2999),
  year_basis TEXT,
  date_text TEXT,
  language TEXT,
  file TEXT,
  url TEXT,
  licence TEXT,
  affiliations TEXT,
  keywords TEXT,
  note TEXT,
  note_ref TEXT,
  cited_in_id INTEGER REFERENCES source (id),
  locator TEXT
) STRICT;

CREATE TABLE statement (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL,
  subject_type TEXT NOT NULL
    CHECK (subject_type IN ('zone', 'cluster', 'cluster_set', 'concept', 'taxonomy', 'firm',
      'institution', 'industry')),
  subject_key TEXT NOT NULL,
  subject_text TEXT,
  observation TEXT NOT NULL,
  wording TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT
) STRICT;

CREATE TABLE statistic (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  class TEXT NOT NULL
    CHECK (class IN ('reported', 'enumerated', 'classification count', 'date', 'bibliographic',
      'slogan')),
  subject_type TEXT NOT NULL
    CHECK (subject_type IN ('cluster_set', 'zone', 'concept', 'source', 'institution', 'taxonomy',
      'cluster', 'firm', 'industry')),
  subject_key TEXT NOT NULL,
  subject_text TEXT,
  indicator TEXT NOT NULL,
  value REAL,
  value_max REAL,
  comparator TEXT NOT NULL CHECK (comparator IN ('=', '<', '<=', '>', '>=', 'range')),
  unit TEXT,
  value_text TEXT,
  as_of_year INTEGER CHECK (as_of_year BETWEEN 1000 AND 2999),
  time_text TEXT,
  wording TEXT,
  consistency_note TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT
) STRICT;

CREATE TABLE statistic_contradiction (
  id INTEGER PRIMARY KEY,
  statistic_id INTEGER NOT NULL REFERENCES statistic (id),
  contradiction_id INTEGER NOT NULL REFERENCES contradiction (id),
  UNIQUE (statistic_id, contradiction_id)
) STRICT;

CREATE TABLE system (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  rank INTEGER NOT NULL UNIQUE CHECK (rank > 0),
  kind TEXT NOT NULL,
  name_en TEXT,
  name_zh TEXT,
  name_en_ref TEXT,
  doc_requires TEXT,
  serves_tables TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT
) STRICT;

CREATE TABLE taxonomy (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name_en TEXT,
  name_zh TEXT,
  source_id INTEGER REFERENCES source (id)
) STRICT;

CREATE TABLE term (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  taxonomy_id INTEGER NOT NULL REFERENCES taxonomy (id),
  code TEXT NOT NULL,
  parent_id INTEGER REFERENCES term (id),
  position INTEGER NOT NULL CHECK (position > 0),
  name_en TEXT,
  name_zh TEXT,
  name_en_ref TEXT,
  name_zh_ref TEXT,
  aliases TEXT,
  definition TEXT,
  definition_ref TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  UNIQUE (taxonomy_id, code)
) STRICT;

CREATE TABLE want (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  firm_id INTEGER NOT NULL REFERENCES firm (id),
  material_id INTEGER NOT NULL REFERENCES material (id),
  zone_id INTEGER REFERENCES zone (id),
  amount REAL CHECK (amount > 0),
  unit TEXT,
  period TEXT CHECK (period IN ('day', 'week', 'month', 'quarter', 'year', 'once')),
  from_year INTEGER CHECK (from_year BETWEEN 1000 AND 2999),
  to_year INTEGER CHECK (to_year BETWEEN 1000 AND 2999),
  price REAL CHECK (price >= 0),
  currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  note TEXT,
  source_id INTEGER REFERENCES source (id),
  CHECK (from_year <= to_year)
) STRICT;

CREATE TABLE waste (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  scheme TEXT NOT NULL,
  code TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('chapter', 'subchapter', 'entry')),
  parent_id INTEGER REFERENCES waste (id),
  name_en TEXT,
  name_zh TEXT,
  hazardous INTEGER CHECK (hazardous IN (0, 1)),
  entry_type TEXT,
  source_id INTEGER REFERENCES source (id),
  UNIQUE (scheme, code)
) STRICT;

CREATE TABLE zone (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  scheme TEXT,
  code TEXT,
  kind TEXT NOT NULL,
  name_en TEXT,
  name_zh TEXT,
  name_en_ref TEXT,
  name_zh_ref TEXT,
  aliases TEXT,
  parent_id INTEGER REFERENCES zone (id),
  parent_ref_id INTEGER REFERENCES zone (id),
  from_year INTEGER CHECK (from_year BETWEEN 1000 AND 2999),
  to_year INTEGER CHECK (to_year BETWEEN 1000 AND 2999),
  area_km2 REAL CHECK (area_km2 > 0),
  longitude REAL CHECK (longitude BETWEEN -180 AND 180),
  latitude REAL CHECK (latitude BETWEEN -90 AND 90),
  doc_note TEXT,
  note_ref TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  UNIQUE (scheme, code),
  CHECK ((scheme IS NULL) = (code IS NULL)),
  CHECK (from_year <= to_year)
) STRICT;

CREATE TABLE zone_code (
  id INTEGER PRIMARY KEY,
  zone_id INTEGER NOT NULL REFERENCES zone (id),
  scheme TEXT NOT NULL,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  name_zh TEXT,
  parent_code TEXT,
  from_year INTEGER NOT NULL CHECK (from_year BETWEEN 1000 AND 2999),
  to_year INTEGER NOT NULL CHECK (to_year BETWEEN 1000 AND 2999),
  source_id INTEGER REFERENCES source (id),
  UNIQUE (scheme, code, from_year),
  CHECK (from_year <= to_year)
) STRICT;

CREATE TABLE zone_industry (
  id INTEGER PRIMARY KEY,
  zone_id INTEGER NOT NULL REFERENCES zone (id),
  industry_id INTEGER NOT NULL REFERENCES industry (id),
  role TEXT NOT NULL,
  wording TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  UNIQUE (zone_id, industry_id, role)
) STRICT;

CREATE TABLE zone_member (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL REFERENCES zone (id),
  member_id INTEGER NOT NULL REFERENCES zone (id),
  role TEXT NOT NULL,
  reading TEXT NOT NULL
    CHECK (reading IN ('stated', 'interpreted from garbled word order', 'general knowledge')),
  wording TEXT,
  note_ref TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  UNIQUE (area_id, member_id)
) STRICT;

CREATE INDEX cell_year_dataset ON cell_year (dataset_id, year);

CREATE INDEX cell_year_industry ON cell_year (industry_id);

CREATE INDEX cluster_lead_firm ON cluster (lead_firm_id);

CREATE INDEX cluster_source ON cluster (source_id);

CREATE INDEX cluster_zone_of ON cluster (zone_id);

CREATE INDEX cluster_firm_firm ON cluster_firm (firm_id);

CREATE INDEX cluster_firm_source ON cluster_firm (source_id);

CREATE INDEX cluster_industry_industry ON cluster_industry (industry_id);

CREATE INDEX cluster_industry_source ON cluster_industry (source_id);

CREATE INDEX cluster_institution_institution ON cluster_institution (institution_id);

CREATE INDEX cluster_institution_source ON cluster_institution (source_id);

CREATE INDEX cluster_set_parent ON cluster_set (parent_id);

CREATE INDEX cluster_set_source ON cluster_set (source_id);

CREATE INDEX cluster_set_zone ON cluster_set (zone_id);

CREATE INDEX cluster_set_member_cluster ON cluster_set_member (cluster_id);

CREATE INDEX cluster_set_member_source ON cluster_set_member (source_id);

CREATE INDEX cluster_zone_source ON cluster_zone (source_id);

CREATE INDEX cluster_zone_zone ON cluster_zone (zone_id);

CREATE INDEX concept_source ON concept (source_id);

CREATE INDEX contradiction_source_a ON contradiction (source_a_id);

CREATE INDEX contradiction_source_b ON contradiction (source_b_id);

CREATE INDEX dataset_source ON dataset (source_id);

CREATE INDEX derived_check_input_statistic ON derived_check_input (statistic_id);

CREATE INDEX firm_industry ON firm (industry_id);

CREATE UNIQUE INDEX firm_key ON firm (key);

CREATE INDEX firm_source ON firm (source_id) WHERE source_id IS NOT NULL;

CREATE INDEX firm_zone ON firm (zone_id);

CREATE INDEX firm_measure_actor ON firm_measure (actor_id);

CREATE INDEX firm_measure_source ON firm_measure (source_id);

CREATE INDEX firm_year_dataset ON firm_year (dataset_id, year);

CREATE UNIQUE INDEX firm_year_firm ON firm_year (firm_id, year, dataset_id);

CREATE INDEX firm_year_industry ON firm_year (industry_id);

CREATE INDEX firm_year_zone ON firm_year (zone_id);

CREATE INDEX flow_cluster ON flow (cluster_id);

CREATE INDEX flow_giver ON flow (giver_type, giver_key);

CREATE INDEX flow_material ON flow (material_id);

CREATE INDEX flow_source ON flow (source_id);

CREATE INDEX flow_taker ON flow (taker_type, taker_key);

CREATE INDEX flow_zone ON flow (zone_id);

CREATE INDEX import_batch_dataset ON import_batch (dataset_id);

CREATE INDEX import_batch_sha256 ON import_batch (sha256);

CREATE INDEX import_reject_batch ON import_reject (batch_id);

CREATE INDEX import_row_range_batch ON import_row_range (batch_id);

CREATE INDEX indicator_source ON indicator (source_id);

CREATE INDEX industry_parent ON industry (parent_id);

CREATE INDEX industry_source ON industry (source_id);

CREATE INDEX industry_crosswalk_source ON industry_crosswalk (source_id);

CREATE INDEX industry_crosswalk_to ON industry_crosswalk (to_id);

CREATE INDEX institution_source ON institution (source_id);

CREATE INDEX institution_zone ON institution (zone_id);

CREATE INDEX link_from_firm ON link (from_firm_id);

CREATE INDEX link_from_institution ON link (from_institution_id);

CREATE INDEX link_source ON link (source_id);

CREATE INDEX link_to_firm ON link (to_firm_id);

CREATE INDEX link_to_institution ON link (to_institution_id);

CREATE INDEX material_source ON material (source_id);

CREATE INDEX material_waste ON material (waste_id);

CREATE INDEX measure_instrument_term ON measure (instrument_term_id);

CREATE INDEX measure_part_of ON measure (part_of_id);

CREATE INDEX measure_source ON measure (source_id);

CREATE INDEX measure_goal_indicator ON measure_goal (indicator_id);

CREATE INDEX measure_goal_source ON measure_goal (source_id);

CREATE INDEX measure_target_subject ON measure_target (subject_type, subject_key);

CREATE INDEX mention_source ON mention (source_id);

CREATE INDEX observation_dataset ON observation (dataset_id);

CREATE UNIQUE INDEX observation_figure ON observation
  (subject_type, subject_key, indicator_id, year, coalesce(dataset_id, 0), coalesce(source_id, 0));

CREATE INDEX observation_indicator ON observation (indicator_id);

CREATE INDEX observation_source ON observation (source_id);

CREATE INDEX offer_firm ON offer (firm_id);

CREATE INDEX offer_material ON offer (material_id);

CREATE INDEX offer_source ON offer (source_id);

CREATE INDEX offer_zone ON offer (zone_id);

CREATE INDEX person_source ON person (source_id);

CREATE INDEX relation_object ON relation (object_id);

CREATE INDEX relation_source ON relation (source_id);

CREATE INDEX relation_subject ON relation (subject_id);

CREATE INDEX size_rule_source ON size_rule (source_id);

CREATE INDEX source_cited_in ON source (cited_in_id);

CREATE INDEX statement_source ON statement (source_id);

CREATE INDEX statement_subject ON statement (subject_type, subject_key);

CREATE INDEX statistic_source ON statistic (source_id);

CREATE INDEX statistic_subject ON statistic (subject_type, subject_key);

CREATE INDEX statistic_contradiction_contradiction ON statistic_contradiction (contradiction_id);

CREATE INDEX system_source ON system (source_id);

CREATE INDEX taxonomy_source ON taxonomy (source_id);

CREATE INDEX term_parent ON term (parent_id);

CREATE INDEX term_source ON term (source_id);

CREATE INDEX want_firm ON want (firm_id);

CREATE INDEX want_material ON want (material_id);

CREATE INDEX want_source ON want (source_id);

CREATE INDEX want_zone ON want (zone_id);

CREATE INDEX waste_parent ON waste (parent_id);

CREATE INDEX waste_source ON waste (source_id);

CREATE INDEX zone_parent ON zone (parent_id);

CREATE INDEX zone_parent_ref ON zone (parent_ref_id);

CREATE INDEX zone_source ON zone (source_id);

CREATE INDEX zone_code_source ON zone_code (source_id);

CREATE INDEX zone_code_zone ON zone_code (zone_id);

CREATE INDEX zone_industry_industry ON zone_industry (industry_id);

CREATE INDEX zone_industry_source ON zone_industry (source_id);

CREATE INDEX zone_member_member ON zone_member (member_id);

CREATE INDEX zone_member_source ON zone_member (source_id);

CREATE VIEW cell AS
WITH
  figure AS (
    SELECT
      'cell_year' AS table_name, dataset_id, year, segment, zone_id, industry_id, employees, firms,
      employees IS NULL AS unknown
    FROM cell_year
    UNION ALL
    SELECT
      'firm_year', dataset_id, year, 'all', zone_id, industry_id,
      CASE WHEN count(*) = count(employees) THEN sum(employees) END, count(*),
      count(*) - count(employees)
    FROM firm_year
    WHERE zone_id IS NOT NULL AND industry_id IS NOT NULL
    GROUP BY dataset_id, year, zone_id, industry_id
  ),
  -- The level of a zone is that of its latest code, as far as it has one.
  place AS (
    SELECT
      id, key,
      coalesce(
        (SELECT zone_code.kind FROM zone_code WHERE zone_code.zone_id = zone.id
          ORDER BY to_year DESC, from_year DESC LIMIT 1), kind) AS kind
    FROM zone
  )
SELECT
  dataset.key AS dataset, figure.year, figure.segment, figure.table_name,
  place.kind AS zone_kind, industry.scheme AS industry_scheme,
  coalesce(industry.level, length(industry.code) || ' characters') AS industry_level,
  place.key AS zone, industry.key AS industry, figure.employees, figure.firms, figure.unknown
FROM figure
JOIN dataset ON dataset.id = figure.dataset_id
JOIN place ON place.id = figure.zone_id
JOIN industry ON industry.id = figure.industry_id;

CREATE VIEW cluster_size AS
SELECT
  cluster.key AS cluster, dataset.key AS dataset, firm_year.year,
  count(*) AS firms, sum(firm_year.employees) AS employees, sum(firm_year.output) AS output,
  sum(firm_year.revenue) AS revenue, dataset.currency
FROM cluster
JOIN cluster_firm ON cluster_firm.cluster_id = cluster.id
JOIN firm_year ON firm_year.firm_id = cluster_firm.firm_id
JOIN dataset ON dataset.id = firm_year.dataset_id
GROUP BY cluster.id, dataset.id, firm_year.year;

CREATE VIEW flow_graph AS
SELECT
  flow.key AS flow, coalesce(flow.giver_key, flow.giver_text) AS giver,
  coalesce(flow.taker_key, flow.taker_text) AS taker,
  coalesce(material.key, flow.material_text) AS material, flow.flow_class,
  flow.amount, flow.unit, flow.period, flow.year, flow.statement_kind, cluster.key AS cluster
FROM flow
LEFT JOIN material ON material.id = flow.material_id
LEFT JOIN cluster ON cluster.id = flow.cluster_id;

CREATE VIEW industry_concentration AS
WITH
  total AS (
    SELECT
      *,
      sum(employees) OVER by_industry AS industry_total, sum(employees) OVER by_zone AS zone_total,
      sum(employees) OVER everything AS table_total, sum(unknown) OVER everything AS table_unknown,
      row_number() OVER by_zone = 1 AS is_new_zone
    FROM cell
    WINDOW
      everything AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level),
      by_zone AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level, zone),
      by_industry AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level, industry)
  ),
  share AS (
    SELECT
      *,
      1.0 * employees / nullif(industry_total, 0) AS share,
      1.0 * zone_total / nullif(table_total, 0) AS reference,
      sum(is_new_zone) OVER (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level) AS table_zones
    FROM total
  ),
  ranked AS (
    SELECT
      *,
      count(*) OVER by_industry AS n,
      row_number() OVER (by_industry ORDER BY employees DESC) AS place,
      sum(share) OVER by_quotient AS shares_so_far,
      sum(reference) OVER by_quotient AS references_so_far
    FROM share
    WINDOW
      by_industry AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level, industry),
      by_quotient AS (
        by_industry ORDER BY share / nullif(reference, 0) ROWS UNBOUNDED PRECEDING)
  ),
  result AS (
    SELECT
      dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, industry,
      count(*) AS zones, max(table_zones) - count(*) AS absent, sum(unknown) AS unknown,
      max(table_unknown) AS table_unknown, sum(employees) AS employees,
      sum(share * share) AS hhi,
      sum(share) FILTER (WHERE place <= 4) AS concentration_ratio_4,
      sum((n + 1 - 2 * place) * share) / count(*) AS gini,
      (sum(abs(share - reference)) + 1 - sum(reference)) / 2 AS hoover,
      sum(share * references_so_far - reference * shares_so_far) + 1 - sum(reference)
        AS locational_gini
    FROM ranked
    GROUP BY dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level,
      industry
  )
SELECT
  dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, industry,
  zones, absent, unknown,
  CASE WHEN unknown = 0 THEN employees END AS employees,
  CASE WHEN unknown = 0 THEN hhi END AS hhi,
  CASE WHEN unknown = 0 AND zones > 1 THEN max(0.0, (hhi - 1.0 / zones) / (1 - 1.0 / zones)) END
    AS hhi_normalized,
  CASE WHEN unknown = 0 THEN min(1.0, concentration_ratio_4) END AS concentration_ratio_4,
  CASE WHEN unknown = 0 THEN max(0.0, gini) END AS gini,
  CASE WHEN table_unknown = 0 THEN max(0.0, hoover) END AS hoover,
  CASE WHEN table_unknown = 0 THEN min(1.0, max(0.0, locational_gini)) END AS locational_gini
FROM result;

CREATE VIEW industry_location_quotient AS
SELECT
  dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, zone, industry,
  firms, employees, sum(unknown) OVER everything AS unknown,
  CASE WHEN sum(unknown) OVER everything = 0 THEN
    (1.0 * employees / nullif(sum(employees) OVER by_zone, 0))
      / (1.0 * nullif(sum(employees) OVER by_industry, 0) / sum(employees) OVER everything)
  END AS quotient
FROM cell
WINDOW
  everything AS (
    PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level),
  by_zone AS (
    PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level,
      zone),
  by_industry AS (
    PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level,
      industry);

CREATE VIEW industry_within AS
WITH RECURSIVE within (branch_id, industry_id) AS (
  SELECT id, id FROM industry
  UNION
  SELECT within.branch_id, industry.id
  FROM within JOIN industry ON industry.parent_id = within.industry_id
)
SELECT branch_id, industry_id FROM within;

CREATE VIEW measure_matrix AS
SELECT
  instrument_kind,
  count(*) FILTER (WHERE aspect_ref = 'hard') AS hard,
  count(*) FILTER (WHERE aspect_ref = 'policy-legal soft') AS policy_legal_soft,
  count(*) FILTER (WHERE aspect_ref = 'socio-economic soft') AS socio_economic_soft,
  count(*) FILTER (WHERE aspect_ref IS NULL) AS unassigned,
  count(*) AS measures
FROM measure
GROUP BY instrument_kind;

CREATE VIEW zone_growth AS
WITH
  total AS (
    SELECT
      dataset, segment, table_name, zone_kind, industry_scheme, industry_level, zone, year,
      count(*) AS industries, CASE WHEN sum(unknown) = 0 THEN sum(employees) END AS employees,
      sum(unknown) AS unknown
    FROM cell
    GROUP BY dataset, segment, table_name, zone_kind, industry_scheme, industry_level, zone, year
  ),
  step AS (
    SELECT
      *,
      lag(year) OVER by_year AS from_year, lag(industries) OVER by_year AS from_industries,
      lag(employees) OVER by_year AS from_employees, lag(unknown) OVER by_year AS from_unknown
    FROM total
    WINDOW
      by_year AS (
        PARTITION BY dataset, segment, table_name, zone_kind, industry_scheme, industry_level, zone
        ORDER BY year)
  )
SELECT
  dataset, segment, table_name, zone_kind, industry_scheme, industry_level, zone, from_year,
  year AS to_year, from_industries, industries AS to_industries, from_unknown + unknown AS unknown,
  from_employees, employees AS to_employees, employees - from_employees AS growth,
  1.0 * employees / nullif(from_employees, 0) - 1 AS growth_rate,
  power(1.0 * employees / nullif(from_employees, 0), 1.0 / (year - from_year)) - 1
    AS compound_growth
FROM step
WHERE from_year IS NOT NULL;

CREATE VIEW zone_specialization AS
WITH
  total AS (
    SELECT
      *,
      sum(employees) OVER by_zone AS zone_total, sum(employees) OVER by_industry AS industry_total,
      sum(employees) OVER everything AS table_total, sum(unknown) OVER everything AS table_unknown,
      row_number() OVER by_industry = 1 AS is_new_industry
    FROM cell
    WINDOW
      everything AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level),
      by_zone AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level, zone),
      by_industry AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level, industry)
  ),
  share AS (
    SELECT
      *,
      1.0 * employees / nullif(zone_total, 0) AS share,
      1.0 * industry_total / nullif(table_total, 0) AS reference,
      sum(is_new_industry) OVER (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level) AS table_industries
    FROM total
  ),
  result AS (
    SELECT
      dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, zone,
      count(*) AS industries, max(table_industries) - count(*) AS absent, sum(unknown) AS unknown,
      max(table_unknown) AS table_unknown, sum(employees) AS employees,
      sum(share * share) AS hhi,
      sum(CASE WHEN share > 0 THEN -share * log2(share) WHEN share = 0 THEN 0.0 END) AS entropy,
      sum(abs(share - reference)) + 1 - sum(reference) AS krugman,
      1 / sum(share * share / nullif(reference, 0)) AS hachman
    FROM share
    GROUP BY dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, zone
  )
SELECT
  dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, zone,
  industries, absent, unknown,
  CASE WHEN unknown = 0 THEN employees END AS employees,
  CASE WHEN unknown = 0 THEN hhi END AS hhi,
  CASE WHEN unknown = 0 THEN max(0.0, entropy) END AS entropy_bits,
  CASE WHEN table_unknown = 0 THEN min(2.0, max(0.0, krugman)) END AS krugman,
  CASE WHEN table_unknown = 0 THEN min(1.0, hachman) END AS hachman
FROM result;

CREATE VIEW zone_within AS
WITH RECURSIVE
  edge (outer_id, inner_id) AS (
    SELECT parent_id, id FROM zone WHERE parent_id IS NOT NULL
    UNION SELECT parent_ref_id, id FROM zone WHERE parent_ref_id IS NOT NULL
    UNION SELECT area_id, member_id FROM zone_member
  ),
  within (area_id, zone_id) AS (
    SELECT id, id FROM zone
    UNION
    SELECT within.area_id, edge.inner_id FROM within JOIN edge ON edge.outer_id = within.zone_id
  )
SELECT area_id, zone_id FROM within;
