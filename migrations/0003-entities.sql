-- Clusters, firms, institutions, persons and what governments do.

CREATE TABLE firm (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
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
CREATE INDEX firm_zone ON firm (zone_id);
CREATE INDEX firm_industry ON firm (industry_id);
CREATE INDEX firm_source ON firm (source_id) WHERE source_id IS NOT NULL;

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
CREATE INDEX cluster_zone_of ON cluster (zone_id);
CREATE INDEX cluster_lead_firm ON cluster (lead_firm_id);
CREATE INDEX cluster_source ON cluster (source_id);

-- A set that a document speaks of as a whole ("33 emerging clusters").
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
CREATE INDEX cluster_set_zone ON cluster_set (zone_id);
CREATE INDEX cluster_set_parent ON cluster_set (parent_id);
CREATE INDEX cluster_set_source ON cluster_set (source_id);

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
CREATE INDEX institution_zone ON institution (zone_id);
CREATE INDEX institution_source ON institution (source_id);

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
CREATE INDEX person_source ON person (source_id);

-- What a government does, or is advised to do.
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
CREATE INDEX measure_instrument_term ON measure (instrument_term_id);
CREATE INDEX measure_part_of ON measure (part_of_id);
CREATE INDEX measure_source ON measure (source_id);

-- What firms themselves do, or are advised to do.
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
CREATE INDEX firm_measure_actor ON firm_measure (actor_id);
CREATE INDEX firm_measure_source ON firm_measure (source_id);
