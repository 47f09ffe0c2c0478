-- How large a firm is called: the lower bounds of each size for each group of industries. A firm is of
-- the largest size of which it reaches every bound; one that misses a bound of small is micro.

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
CREATE INDEX size_rule_source ON size_rule (source_id);
