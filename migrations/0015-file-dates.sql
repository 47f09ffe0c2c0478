-- When an imported file was last modified, by which a newer file is told from an older one.

ALTER TABLE import_batch ADD COLUMN file_modified_at TEXT;

-- A database that has its codebook already gets the description of the column with it.
INSERT INTO codebook (table_name, column_name, position, label_en, label_zh, definition)
SELECT 'import_batch', 'file_modified_at', 22, 'File modified at', '文件修改时间',
  'Time at which the file was last modified, in UTC as ISO 8601; NULL for standard input and for '
    || 'imports by earlier programs.'
WHERE EXISTS (SELECT 1 FROM codebook);
