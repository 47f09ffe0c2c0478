-- The database describes itself: what each column means, and the questions it is asked.

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

CREATE TABLE saved_query (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  number INTEGER UNIQUE,
  title_en TEXT NOT NULL,
  title_zh TEXT,
  parameters TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(parameters)),
  sql TEXT NOT NULL
) STRICT;
