-- Who belongs to whom, what a measure aims at, and what passes between firms.

CREATE TABLE cluster_zone (
  id INTEGER PRIMARY KEY,
  cluster_id INTEGER NOT NULL REFERENCES cluster (id),
  zone_id INTEGER NOT NULL REFERENCES zone (id),
  role TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  UNIQUE (cluster_id, zone_id)
) STRICT;
CREATE INDEX cluster_zone_zone ON cluster_zone (zone_id);
CREATE INDEX cluster_zone_source ON cluster_zone (source_id);

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
CREATE INDEX cluster_industry_industry ON cluster_industry (industry_id);
CREATE INDEX cluster_industry_source ON cluster_industry (source_id);

CREATE TABLE cluster_firm (
  id INTEGER PRIMARY KEY,
  cluster_id INTEGER NOT NULL REFERENCES cluster (id),
  firm_id INTEGER NOT NULL REFERENCES firm (id),
  role TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  UNIQUE (cluster_id, firm_id)
) STRICT;
CREATE INDEX cluster_firm_firm ON cluster_firm (firm_id);
CREATE INDEX cluster_firm_source ON cluster_firm (source_id);

CREATE TABLE cluster_institution (
  id INTEGER PRIMARY KEY,
  cluster_id INTEGER NOT NULL REFERENCES cluster (id),
  institution_id INTEGER NOT NULL REFERENCES institution (id),
  role TEXT,
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  UNIQUE (cluster_id, institution_id)
) STRICT;
CREATE INDEX cluster_institution_institution ON cluster_institution (institution_id);
CREATE INDEX cluster_institution_source ON cluster_institution (source_id);

CREATE TABLE cluster_set_member (
  id INTEGER PRIMARY KEY,
  cluster_set_id INTEGER NOT NULL REFERENCES cluster_set (id),
  cluster_id INTEGER NOT NULL REFERENCES cluster (id),
  source_id INTEGER REFERENCES source (id),
  locator TEXT,
  UNIQUE (cluster_set_id, cluster_id)
) STRICT;
CREATE INDEX cluster_set_member_cluster ON cluster_set_member (cluster_id);
CREATE INDEX cluster_set_member_source ON cluster_set_member (source_id);

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
CREATE INDEX zone_industry_industry ON zone_industry (industry_id);
CREATE INDEX zone_industry_source ON zone_industry (source_id);

-- What a measure aims at; subject_key is the key of a row of the table that subject_type names,
-- and for a cluster_type a structure type of clusters.
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
CREATE INDEX measure_target_subject ON measure_target (subject_type, subject_key);

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
CREATE INDEX measure_goal_indicator ON measure_goal (indicator_id);
CREATE INDEX measure_goal_source ON measure_goal (source_id);

-- A tie between two actors that is no exchange of material: supply, subcontract, joint research.
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
CREATE INDEX link_from_firm ON link (from_firm_id);
CREATE INDEX link_from_institution ON link (from_institution_id);
CREATE INDEX link_to_firm ON link (to_firm_id);
CREATE INDEX link_to_institution ON link (to_institution_id);
CREATE INDEX link_source ON link (source_id);

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
CREATE INDEX offer_firm ON offer (firm_id);
CREATE INDEX offer_material ON offer (material_id);
CREATE INDEX offer_zone ON offer (zone_id);
CREATE INDEX offer_source ON offer (source_id);

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
CREATE INDEX want_firm ON want (firm_id);
CREATE INDEX want_material ON want (material_id);
CREATE INDEX want_zone ON want (zone_id);
CREATE INDEX want_source ON want (source_id);

-- An exchange from a giver to a taker: realised where statement_kind is 'reported' or 'case',
-- otherwise only spoken of. giver_key and taker_key are keys of rows of the tables that
-- giver_type and taker_type name.
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
CREATE INDEX flow_giver ON flow (giver_type, giver_key);
CREATE INDEX flow_taker ON flow (taker_type, taker_key);
CREATE INDEX flow_material ON flow (material_id);
CREATE INDEX flow_cluster ON flow (cluster_id);
CREATE INDEX flow_zone ON flow (zone_id);
CREATE INDEX flow_source ON flow (source_id);
