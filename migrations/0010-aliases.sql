-- Names of columns in files that users have taught the importer, beside those of the codebook.

CREATE TABLE column_alias (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  alias TEXT NOT NULL CHECK (alias <> ''),
  added_at TEXT NOT NULL,
  PRIMARY KEY (table_name, alias)
) STRICT, WITHOUT ROWID;

-- A database that has its codebook already gets the description of the table with it.
INSERT INTO codebook (table_name, column_name, position, label_en, label_zh, definition)
SELECT 'column_alias', name, place, en, zh, definition FROM (
  SELECT 'table_name' AS name, 1 AS place, 'Table' AS en, '表名' AS zh,
    'Table whose column the alias stands for.' AS definition
  UNION ALL SELECT 'column_name', 2, 'Column', '字段',
    'Column that a column of a file goes to when it bears the alias.'
  UNION ALL SELECT 'alias', 3, 'Alias', '别名',
    'Name of a column in files, folded to lower case and narrow letters and without its unit; '
      || 'one column of a table at most has it.'
  UNION ALL SELECT 'added_at', 4, 'Added at', '添加时间',
    'Date and time in UTC at which the alias was added.'
) WHERE EXISTS (SELECT 1 FROM codebook);
