-- What taking an import back needs: how the rows stood when it ended, and what it changed.

ALTER TABLE import_batch DROP COLUMN changeset;
ALTER TABLE import_batch ADD COLUMN undone_at TEXT;
ALTER TABLE import_batch ADD COLUMN undone_rows TEXT
  CHECK (undone_rows IS NULL OR json_valid(undone_rows));

-- Four bytes for each row that a batch inserted, little-endian, from first_id on.
CREATE TABLE import_digest (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
  table_name TEXT NOT NULL,
  first_id INTEGER NOT NULL,
  digests BLOB NOT NULL CHECK (length(digests) % 4 = 0),
  UNIQUE (batch_id, table_name, first_id)
) STRICT;

-- What a batch changed in rows that were there, as SQLite's session extension records it, in parts
-- that follow each other; with four bytes for each row of a part as it stood afterwards. The parts
-- are written before their batch.
CREATE TABLE import_change (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL
    REFERENCES import_batch (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL CHECK (number > 0),
  changeset BLOB NOT NULL,
  digests BLOB NOT NULL CHECK (length(digests) % 4 = 0),
  UNIQUE (batch_id, number)
) STRICT;
