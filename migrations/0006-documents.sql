-- What the documents say, as they say it.

-- A figure as printed. subject_key is the key of a row of the table that subject_type names.
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
CREATE INDEX statistic_subject ON statistic (subject_type, subject_key);
CREATE INDEX statistic_source ON statistic (source_id);

-- Where two documents agree, disagree or strain against each other, or one against itself.
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
CREATE INDEX contradiction_source_a ON contradiction (source_a_id);
CREATE INDEX contradiction_source_b ON contradiction (source_b_id);

CREATE TABLE statistic_contradiction (
  id INTEGER PRIMARY KEY,
  statistic_id INTEGER NOT NULL REFERENCES statistic (id),
  contradiction_id INTEGER NOT NULL REFERENCES contradiction (id),
  UNIQUE (statistic_id, contradiction_id)
) STRICT;
CREATE INDEX statistic_contradiction_contradiction ON statistic_contradiction (contradiction_id);

-- Arithmetic on printed figures; never itself a statement of a document.
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
CREATE INDEX derived_check_input_statistic ON derived_check_input (statistic_id);

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
CREATE INDEX relation_subject ON relation (subject_id);
CREATE INDEX relation_object ON relation (object_id);
CREATE INDEX relation_source ON relation (source_id);

-- A remark without a figure: a problem, a cause, an advantage, a stage.
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
CREATE INDEX statement_subject ON statement (subject_type, subject_key);
CREATE INDEX statement_source ON statement (source_id);

-- A system, index or mechanism that the documents call for.
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
CREATE INDEX system_source ON system (source_id);

-- Where else an entity is named; entity_key is the key of a row of the table entity_type names.
CREATE TABLE mention (
  id INTEGER PRIMARY KEY,
  entity_type TEXT NOT NULL
    CHECK (entity_type IN ('zone', 'person', 'institution', 'cluster', 'firm', 'industry')),
  entity_key TEXT NOT NULL,
  source_id INTEGER NOT NULL REFERENCES source (id),
  locator TEXT NOT NULL,
  UNIQUE (entity_type, entity_key, source_id, locator)
) STRICT;
CREATE INDEX mention_source ON mention (source_id);
