-- Where every figure comes from: documents, datasets, and the batches that brought rows in.

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
CREATE INDEX source_cited_in ON source (cited_in_id);

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
CREATE INDEX dataset_source ON dataset (source_id);

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
  program_version TEXT NOT NULL,
  changeset BLOB,
  CHECK (rows_read = rows_inserted + rows_updated + rows_unchanged + rows_skipped + rows_rejected)
) STRICT;
CREATE INDEX import_batch_dataset ON import_batch (dataset_id);
CREATE INDEX import_batch_sha256 ON import_batch (sha256);

-- Which rows a batch inserted, and the line of its file each came from: row first_id + k stands in
-- line first_line + k * line_step.
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
CREATE INDEX import_row_range_batch ON import_row_range (batch_id);

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
CREATE INDEX import_reject_batch ON import_reject (batch_id);
