"""The databases that are exported: the curated dataset with a survey, and values that break dumps."""
import os, shutil, sqlite3, subprocess

from engines import indices

# What every engine holds.
HELD = [
    (1, None, None, None, None), (2, 0, 0.0, "", b""), (3, 2**63 - 1, 1e23, "it's", b"\x00\xff'\\"),
    (4, -(2**63), 5e-324, 'say "hi"', b"text"), (5, -1, 1.7976931348623157e308, "\\N", None),
    (6, 2**53 + 1, 0.1, "back\\slash \\n \\. \\\\", b"\\N"), (7, 1, -1e-5, "line\nfeed\n", b"\n"),
    (8, 2, 9332.074748, "carriage\rreturn\r\n", b"\t"), (9, 3, 0.920857641178288, "\t tab", b","),
    (10, 4, 8.182782444808096e-308, "\U0001F600 \U0001F468\u200D\U0001F469 e\u0301", b"0"),
    (11, 5, 1 / 3, "浙江省 温州市", b"1"), (12, 6, 1234.0, "\\.", b"2"), (13, 7, 1e15, "NULL", b"3"),
    (14, 8, 123456789.12, "; DROP TABLE zone; -- \x1b[31m", b"4"), (15, 9, -1234.5, " spaces ", b"5"),
    (16, 10, 2.2250738585072014e-308, "\ufeffmark", b"6"), (17, 11, 1e22, "a,b\"c\"", b"7"),
    (18, 12, 4.35, "$$ $1 {x} %s ?1 :a", b"8"), (19, 13, -0.0, "1", b"9"), (20, 14, 100.0, "\x1a", b"\x1a"),
]

# What some engine or other cannot hold.
UNHELD = [
    (1, "a\0b", 1.5, 1, "x"), (2, "plain", float("inf"), 2.5, None), (3, "\0", float("-inf"), "two", "y"),
    (4, "温州", -0.0, b"\x01", "z"), (5, None, None, None, None),
]


def make(agglom, root, folder):
    plain, torture = folder / "plain.db", folder / "torture.db"
    run = lambda *words: subprocess.run([agglom, *words, "--db", str(plain)], check=True, cwd=root,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    run("init")
    run("import", "examples/synthetic-survey-liaoning.csv", "--mapping",
        "examples/mappings/synthetic-survey.json")
    database = sqlite3.connect(plain)
    indices.fill(database)
    database.execute(
        'CREATE TABLE "order" (id INTEGER PRIMARY KEY, "select" INTEGER, "企业 名称" REAL, '
        '"group""s" TEXT DEFAULT \'it\'\'s\', "where" BLOB, '
        'doubled INTEGER AS (id * 2) VIRTUAL, '
        'CHECK (id > 0), CHECK (length("group""s") < 1000 OR "select" IS NULL)) STRICT')
    database.executemany('INSERT INTO "order" VALUES (?, ?, ?, ?, ?)', HELD)
    database.execute('CREATE INDEX "by name" ON "order" ("select", "group""s" DESC)')
    database.commit()
    database.close()
    shutil.copy(plain, torture)
    database = sqlite3.connect(torture)
    database.execute(
        f'CREATE TABLE unheld (id INTEGER PRIMARY KEY, words TEXT, number REAL, "any", '
        f'"{"很长的名称" * 6}" TEXT)')
    database.executemany("INSERT INTO unheld VALUES (?, ?, ?, ?, ?)", UNHELD)
    database.execute("INSERT INTO unheld VALUES (6, CAST(X'61FF' AS TEXT), 0, NULL, NULL)")
    database.execute("INSERT INTO unheld VALUES (7, 'text in a column of numbers', 'abc', NULL, NULL)")
    database.commit()
    database.close()
    return {"plain": plain, "torture": torture}
