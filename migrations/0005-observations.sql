-- Figures by year. NULL is absent; a suppressed figure is NULL and named so in flags; zero is zero.
-- flags is NULL where every figure is reported as it stands, else JSON by column, such as
-- {"employees": "suppressed"} or {"output": {"status": "suppressed", "lower": 10, "upper": 20}}.

CREATE TABLE firm_year (
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
  flags TEXT CHECK (flags IS NULL OR json_valid(flags)),
  UNIQUE (firm_id, year, dataset_id)
) STRICT;
CREATE INDEX firm_year_dataset ON firm_year (dataset_id, year);
CREATE INDEX firm_year_zone ON firm_year (zone_id);
CREATE INDEX firm_year_industry ON firm_year (industry_id);

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
CREATE INDEX cell_year_dataset ON cell_year (dataset_id, year);
CREATE INDEX cell_year_industry ON cell_year (industry_id);

-- One figure of any subject; subject_key is the key of a row of the table subject_type names.
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
CREATE UNIQUE INDEX observation_figure ON observation
  (subject_type, subject_key, indicator_id, year, coalesce(dataset_id, 0), coalesce(source_id, 0));
CREATE INDEX observation_dataset ON observation (dataset_id);
CREATE INDEX observation_indicator ON observation (indicator_id);
CREATE INDEX observation_source ON observation (source_id);
