-- The keys of firms and of their figures by year become indexes of their own, so that a large import
-- can build them in one pass at its end. Foreign keys and views go on pointing at the names.

PRAGMA legacy_alter_table = ON;

CREATE TABLE firm_kept (
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

INSERT INTO firm_kept SELECT * FROM firm;
DROP TABLE firm;
ALTER TABLE firm_kept RENAME TO firm;
CREATE UNIQUE INDEX firm_key ON firm (key);
CREATE INDEX firm_zone ON firm (zone_id);
CREATE INDEX firm_industry ON firm (industry_id);
CREATE INDEX firm_source ON firm (source_id) WHERE source_id IS NOT NULL;

CREATE TABLE firm_year_kept (
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

INSERT INTO firm_year_kept SELECT * FROM firm_year;
DROP TABLE firm_year;
ALTER TABLE firm_year_kept RENAME TO firm_year;
CREATE UNIQUE INDEX firm_year_firm ON firm_year (firm_id, year, dataset_id);
CREATE INDEX firm_year_dataset ON firm_year (dataset_id, year);
CREATE INDEX firm_year_zone ON firm_year (zone_id);
CREATE INDEX firm_year_industry ON firm_year (industry_id);

PRAGMA legacy_alter_table = OFF;
