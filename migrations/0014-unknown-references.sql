-- What became of references to rows that were not there, where the user chose not to reject their rows.

ALTER TABLE import_batch ADD COLUMN unknown_references TEXT
  CHECK (unknown_references IS NULL OR json_valid(unknown_references));

-- A database that has its codebook already gets the description of the column with it.
INSERT INTO codebook (table_name, column_name, position, label_en, label_zh, definition)
SELECT 'import_batch', 'unknown_references', 21, 'Unknown references', '未知引用',
  'JSON object with the number of rows added and of references left empty by table, for references '
    || 'to rows that were not there; NULL where there were none.'
WHERE EXISTS (SELECT 1 FROM codebook);
