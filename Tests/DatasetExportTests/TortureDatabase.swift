import Foundation
import SQLite
import Testing

/// A database of everything that breaks dumps, and folders to make it in.
enum TortureDatabase {
  /// A new database at `path`, which stays open.
  static func make(at path: String) throws -> Connection {
    let connection = try Connection(path: path, mode: .create)
    try connection.execute(schema)
    for value in values {
      try connection.run(
        #"""
        INSERT INTO "valeurs d'été" ("any ""thing""", "select", "企业 名称", rest)
        VALUES (?1, ?1, ?1, ?1)
        """#, [value])
      if value != .null {
        try connection.run("INSERT OR IGNORE INTO strict_any (value) VALUES (?1)", [value])
        try connection.run("INSERT OR IGNORE INTO by_key VALUES (?1, 'x', ?1)", [value])
      }
    }
    // Text that is not UTF-8 can only come as bytes.
    try connection.execute(
      """
      INSERT INTO "valeurs d'été" ("select") VALUES
        (CAST(X'FF' AS TEXT)), (CAST(X'61C328' AS TEXT)), (CAST(X'EDA080' AS TEXT)),
        (CAST(X'C080' AS TEXT)), (CAST(X'E4BC' AS TEXT)), (char(0xFEFF) || 'mark');
      DELETE FROM "valeurs d'été" WHERE rowid IN (2, 11);
      """)
    try connection.execute(rows)
    try connection.run("INSERT INTO note (body) VALUES (?1)", [.text(long)])
    return connection
  }

  /// Values that some dump or other loses.
  static let values: [Value] = [
    .null, .integer(0), .integer(.max), .integer(.min), .integer(-1), .integer(1 << 53 + 1),
    .real(0.1), .real(1e23), .real(.leastNonzeroMagnitude), .real(-0.0), .real(1), .real(-1234),
    .real(.infinity),
    .real(-.infinity), .real(.greatestFiniteMagnitude), .real(.leastNormalMagnitude),
    real("9332.074748"), real("0.920857641178288"), real("1.831945999428111e-07"),
    real("8.182782444808096e-308"), .real(.leastNormalMagnitude / 3), .real(9_007_199_254_740_992),
    .real(1e15), .real(123_456_789.12), .real(-0.00001), .real(1.0 / 3), .real(.pi * 1e100),
    .text(""), .text("a\0b"), .text("\0"), .text("it's"), .text("''"), .text("\"quoted\""),
    .text("back\\slash\\n"), .text("line\nfeed"), .text("carriage\rreturn"),
    .text("both\r\nof\r\n"),
    .text("tab\tulator"), .text("😀 👨‍👩‍👧 e\u{301}"), .text("浙江省 温州市"), .text("1"), .text("1.0"),
    .text("NULL"), .text("; DROP TABLE note;"), .text("-- no comment\n.quit\n/\ngo\n"),
    .text("  spaces  "), .text("X'00'"), .text("\u{1B}[31m"), .blob([]), .blob([0]),
    .blob([0xFF, 0xFE, 0x00, 0x27]), .blob(Array("text".utf8)),
  ]

  /// A number that is rounded twice, and so wrongly, where it is read through a longer one.
  private static func real(_ text: String) -> Value { Value(Double(text)) }

  /// Three million bytes with everything in them.
  static let long = String(repeating: "长 text with 'quotes' and\nlines; ", count: 88_000)

  private static let schema = #"""
    PRAGMA application_id = 77;
    PRAGMA user_version = -5;
    CREATE TABLE "valeurs d'été" (
      "any ""thing""", "select" TEXT, "企业 名称" NUMERIC, rest BLOB DEFAULT (1 + 2),
      doubled GENERATED ALWAYS AS (length("select") * 2) VIRTUAL,
      kept TEXT AS (upper("select")) STORED
    );
    CREATE TABLE strict_any (id INTEGER PRIMARY KEY AUTOINCREMENT, value ANY UNIQUE) STRICT;
    CREATE TABLE by_key (k, k2 TEXT COLLATE NOCASE, v, PRIMARY KEY (k2, k DESC)) WITHOUT ROWID;
    CREATE TABLE "表" ("order" INTEGER PRIMARY KEY, "group" REAL, "index" INT CHECK ("index" > 0));
    CREATE TABLE shadowed (rowid TEXT, oid INT);
    CREATE TABLE hidden (rowid, oid, _rowid_);
    CREATE TABLE text_key (k TEXT PRIMARY KEY, v) -- a comment at the end
    ;
    CREATE TABLE odd_key (k INTEGER PRIMARY KEY DESC, v);
    CREATE TABLE parent (id INTEGER PRIMARY KEY, child REFERENCES child (id));
    CREATE TABLE child (id INTEGER PRIMARY KEY, parent NOT NULL REFERENCES parent (id));
    CREATE TABLE empty (a, b);
    CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT);
    CREATE TABLE log (what);
    CREATE VIRTUAL TABLE words USING fts5 (
      body, title UNINDEXED, tokenize = "unicode61 remove_diacritics 2");
    CREATE VIRTUAL TABLE note_words USING fts5 (body, content = note, content_rowid = id);
    CREATE VIRTUAL TABLE terms USING fts5vocab (words, row);
    CREATE VIRTUAL TABLE old_words USING fts4 (body);
    CREATE VIRTUAL TABLE boxes USING rtree (id, low, high);
    CREATE INDEX partial ON note (body) WHERE id > 100;
    CREATE UNIQUE INDEX "expression index" ON "表" (abs("group"), "order" DESC);
    CREATE VIEW "une vue" AS SELECT "select" AS a FROM "valeurs d'été" -- why not
    ;
    CREATE TRIGGER logged AFTER INSERT ON "表" BEGIN
      INSERT INTO log VALUES ('row ' || new."order" || '; seen'); END;
    CREATE TRIGGER through INSTEAD OF INSERT ON "une vue" BEGIN SELECT 1; END;
    """#

  private static let rows = """
    INSERT INTO "表" VALUES (-3, 1.5, 1), (10, NULL, 2), (9000000000, 1e300, 3);
    INSERT INTO shadowed VALUES ('one', 1), ('two', 2);
    INSERT INTO shadowed (_rowid_, rowid) VALUES (77, 'far');
    INSERT INTO hidden VALUES (3, 2, 1), (1, 2, 3);
    INSERT INTO text_key (rowid, k, v) VALUES (5, 'b', 1), (6, 'a', 2);
    INSERT INTO odd_key (rowid, k, v) VALUES (5, 50, 'x'), (6, 40, 'y');
    PRAGMA foreign_keys = OFF;
    INSERT INTO child VALUES (1, 1);
    INSERT INTO parent VALUES (1, 1);
    PRAGMA foreign_keys = ON;
    INSERT INTO words (rowid, body, title) VALUES (4, '温 州 leather', 'T'), (9, NULL, ''), (-2, 'x', 1);
    INSERT INTO words (words, rank) VALUES ('pgsz', 2000);
    INSERT INTO old_words (docid, body) VALUES (12, 'old words');
    INSERT INTO boxes VALUES (3, 0.5, 2.25), (1, -1, 1);
    INSERT INTO strict_any (id, value) VALUES (500, 'far');
    DELETE FROM strict_any WHERE id = 500;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1700)
    INSERT INTO log SELECT i FROM n;
    ANALYZE;
    """
}

/// A folder for one test, gone with it.
final class ScratchFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID())").path()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}

/// The limit on the size of files, which holds for a whole process.
enum FileSizeLimit {
  static func set(bytes: UInt) throws {
    var limit = rlimit(rlim_cur: .init(bytes), rlim_max: .max)
    #if os(Linux)
    let code = setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    #else
    let code = setrlimit(RLIMIT_FSIZE, &limit)
    #endif
    try #require(code == 0)
  }
}

/// SQLite's own shell, where it is installed.
enum SQLiteShell {
  static let path = ["/usr/bin/sqlite3", "/usr/local/bin/sqlite3", "/opt/homebrew/bin/sqlite3"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Reads the script at `script` into the database at `path`; returns what the shell complains of.
  static func load(_ script: String, into database: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path ?? "")
    process.arguments = ["-batch", database]
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: script))
    let complaints = Pipe()
    process.standardError = complaints
    process.standardOutput = complaints
    try process.run()
    let output = try complaints.fileHandleForReading.readToEnd()
    process.waitUntilExit()
    return String(decoding: output ?? Data(), as: UTF8.self)
  }
}
