-- The classifications that observations are keyed by.

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
CREATE INDEX zone_parent ON zone (parent_id);
CREATE INDEX zone_parent_ref ON zone (parent_ref_id);
CREATE INDEX zone_source ON zone (source_id);

-- The codes that a zone has carried, each with the years in which it was in force.
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
CREATE INDEX zone_code_zone ON zone_code (zone_id);
CREATE INDEX zone_code_source ON zone_code (source_id);

-- Areas that are no level of a hierarchy: a zone may belong to several.
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
CREATE INDEX zone_member_member ON zone_member (member_id);
CREATE INDEX zone_member_source ON zone_member (source_id);

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
CREATE INDEX industry_parent ON industry (parent_id);
CREATE INDEX industry_source ON industry (source_id);

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
CREATE INDEX industry_crosswalk_to ON industry_crosswalk (to_id);
CREATE INDEX industry_crosswalk_source ON industry_crosswalk (source_id);

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
CREATE INDEX indicator_source ON indicator (source_id);

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
CREATE INDEX waste_parent ON waste (parent_id);
CREATE INDEX waste_source ON waste (source_id);

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
CREATE INDEX material_waste ON material (waste_id);
CREATE INDEX material_source ON material (source_id);

CREATE TABLE taxonomy (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name_en TEXT,
  name_zh TEXT,
  source_id INTEGER REFERENCES source (id)
) STRICT;
CREATE INDEX taxonomy_source ON taxonomy (source_id);

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
CREATE INDEX term_parent ON term (parent_id);
CREATE INDEX term_source ON term (source_id);

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
CREATE INDEX concept_source ON concept (source_id);
