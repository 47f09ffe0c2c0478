"""Opens each export with programs that are not ours, and compares what they read with SQLite."""

import csv
import io
import json
import math
import os
import sqlite3
import subprocess
import sys

import torture_formats

program, folder = sys.argv[1], sys.argv[2]
venv = os.path.dirname(sys.executable)
failures = []
os.chdir(folder)


def agglom(*arguments):
    done = subprocess.run([program, *arguments], capture_output=True)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(arguments)}: {done.stderr.decode()}")
    return done.stdout


def check(form, opened_by, body):
    """Runs one check and prints its line of the table."""
    try:
        result = body()
    except Exception as error:  # every fault of a reader is a line of the table
        failures.append(form)
        result = f"FAILED: {type(error).__name__}: {str(error)[:300]}"
    print(f"| {form} | {opened_by} | {result} |", flush=True)


def stored(sql):
    return database.execute(sql).fetchall()


agglom("init")
database = sqlite3.connect("agglom.db")
database.executescript(
    """
    UPDATE zone SET longitude = 120.65, latitude = 28.01 WHERE id % 7 = 0;
    INSERT INTO dataset (key, name_en, kind, licence, publisher, currency)
      VALUES ('survey', 'A survey', 'survey', 'CC BY 4.0', 'An office', 'CNY');
    INSERT INTO firm (key, name_zh, name_en, longitude, latitude, note)
      VALUES ('shoes', '温州鞋业有限公司', 'Shoes "& Co", Ltd', 120.7, 28, '=HYPERLINK("x")'),
        ('lines', '两行', 'two' || char(10) || 'lines', NULL, NULL, ' <b>&amp; ');
    INSERT INTO firm_year (dataset_id, firm_id, year, revenue, patents, profit)
      SELECT (SELECT max(id) FROM dataset), firm.id, 2020, 1.0 / 3, 7, -1e23 FROM firm
      WHERE key = 'shoes';
    """
)
print("| export | opened by | result |\n|---|---|---|")

rows = [tuple(row) for row in stored("SELECT * FROM firm ORDER BY id")]
names = [column[1] for column in stored("PRAGMA table_info(firm)")]


def as_text(value):
    return "" if value is None else str(value)


def read_csv(delimiter, *options, encoding="utf-8-sig"):
    text = agglom("export", "tsv" if delimiter == "\t" else "csv", "firm", *options)
    read = list(csv.reader(io.StringIO(text.decode(encoding), newline=""), delimiter=delimiter))
    assert read[0] == names, read[0]
    for found, row in zip(read[1:], rows, strict=True):
        for cell, value in zip(found, row, strict=True):
            same = float(cell) == value if isinstance(value, float) else cell == as_text(value)
            assert same, (cell, value)
    return f"{len(rows)} rows equal"


check("csv", "Python csv", lambda: read_csv(","))
check("csv --bom", "Python csv", lambda: read_csv(",", "--bom"))
check("csv --encoding gb18030", "Python csv",
      lambda: read_csv(",", "--encoding", "gb18030", encoding="gb18030"))
check("tsv", "Python csv", lambda: read_csv("\t"))


def pandas_csv():
    import pandas
    frame = pandas.read_csv(io.BytesIO(agglom("export", "csv", "firm_year")))
    assert frame["revenue"].tolist() == [row[0] for row in stored("SELECT revenue FROM firm_year")]
    assert frame["profit"].tolist()[-1] == -1e23
    return f"{len(frame)} rows, numbers equal"


check("csv", "pandas", pandas_csv)


def objects(read):
    assert read == [dict(zip(names, row)) for row in rows]
    return f"{len(read)} objects equal"


check("json", "Python json", lambda: objects(json.loads(agglom("export", "json", "firm"))))
check("ndjson", "Python json",
      lambda: objects([json.loads(line) for line in agglom("export", "ndjson", "firm").splitlines()]))


def page():
    from html.parser import HTMLParser

    class Cells(HTMLParser):
        def __init__(self):
            super().__init__()
            self.found, self.inside = [], False

        def handle_starttag(self, tag, attributes):
            if tag == "td":
                self.found.append("")
                self.inside = True

        def handle_endtag(self, tag):
            self.inside = self.inside and tag != "td"

        def handle_data(self, text):
            if self.inside:
                self.found[-1] += text

    reader = Cells()
    reader.feed(agglom("export", "html", "firm").decode())
    wanted = [value for row in rows for value in row]
    for cell, value in zip(reader.found, wanted, strict=True):
        same = float(cell) == value if isinstance(value, float) else cell == as_text(value)
        assert same, (cell, value)
    return f"{len(rows)} rows equal"


check("html", "Python html.parser", page)


def workbook():
    import openpyxl
    agglom("export", "xlsx", "firm", "firm_year", "-o", "book.xlsx")
    book = openpyxl.load_workbook("book.xlsx")
    assert book.sheetnames == ["firm", "firm_year", "codebook"], book.sheetnames
    for sheet in book.sheetnames[:2]:
        assert book[sheet].freeze_panes == "A2", book[sheet].freeze_panes
        wanted = stored(f"SELECT * FROM {sheet} ORDER BY id")
        found = list(book[sheet].iter_rows(min_row=2, values_only=True))
        for row, other in zip(found, wanted, strict=True):
            assert all(
                one == two and isinstance(one, str) == isinstance(two, str)
                for one, two in zip(row, other)), (row, other)
    assert book["firm"].column_dimensions["A"].width >= 6
    return f"{len(book.sheetnames)} sheets, cells and types equal"


def pandas_workbook():
    import pandas
    frame = pandas.read_excel("book.xlsx", sheet_name="firm_year")
    assert math.isclose(frame["revenue"].tolist()[-1], 1 / 3, rel_tol=1e-15)
    return f"{len(frame)} rows"


check("xlsx", "openpyxl", workbook)
check("xlsx", "pandas", pandas_workbook)


def package():
    agglom("export", "datapackage", "package")
    done = subprocess.run(
        [f"{venv}/frictionless", "validate", "datapackage.json", "--json"], cwd="package",
        capture_output=True)
    report = json.loads(done.stdout or "{}")
    errors = [error for task in report.get("tasks", []) for error in task.get("errors", [])]
    errors += report.get("errors", [])
    assert done.returncode == 0 and report.get("valid"), str(errors[:3])[:600] or done.stderr
    return f"valid: {len(report['tasks'])} tables"


def package_detects():
    with open("package/data/term.csv", "a") as file:
        file.write(open("package/data/term.csv").read().splitlines()[-1] + "\n")
    done = subprocess.run(
        [f"{venv}/frictionless", "validate", "datapackage.json"], cwd="package",
        capture_output=True)
    assert done.returncode != 0
    return "a row that is there twice is found"


check("datapackage", "frictionless", package)
check("datapackage, spoilt", "frictionless", package_detects)


def dataset():
    agglom("export", "dataset", "dataset")
    agglom("init", "--from", "dataset", "--db", "copy.db")
    agglom("compare", "agglom.db", "copy.db")
    lines = list(csv.reader(open("dataset/firm.csv", newline="")))
    assert len(lines) - 1 == len(rows)
    return "init --from, compare: nothing differs"


check("dataset", "agglom, Python csv", dataset)


def points():
    read = json.loads(agglom("export", "geojson", "zone"))
    wanted = stored(
        "SELECT key, longitude, latitude FROM zone WHERE longitude + latitude IS NOT NULL ORDER BY id")
    found = [(f["id"], *f["geometry"]["coordinates"]) for f in read["features"]]
    assert found == wanted and read["type"] == "FeatureCollection"
    return f"{len(found)} points equal"


check("geojson", "Python json", points)
documents = stored("SELECT key, title FROM source ORDER BY id")


def bibtex():
    import bibtexparser
    read = bibtexparser.parse_string(agglom("export", "bibtex").decode())
    assert not read.failed_blocks, read.failed_blocks[0]
    assert [entry.key for entry in read.entries] == [key for key, _ in documents]
    return f"{len(read.entries)} entries"


def ris():
    import rispy
    read = rispy.loads(agglom("export", "ris").decode())
    assert [(entry["id"], entry["title"]) for entry in read] == documents, read[0]
    return f"{len(read)} records equal"


check("bibtex", "bibtexparser", bibtex)
check("ris", "rispy", ris)


def datasette():
    agglom("export", "datasette", "site")

    def get(path):
        done = subprocess.run(
            [f"{venv}/datasette", "site/agglom.db", "-m", "site/metadata.json", "--get", path],
            capture_output=True)
        assert done.returncode == 0, (path, done.stderr.decode()[-300:], done.stdout[-300:])
        return json.loads(done.stdout) if ".json" in path else done.stdout.decode()

    table = get("/agglom/firm.json?_search=鞋业有&_shape=objects")
    assert [row["key"] for row in table["rows"]] == ["shoes"], table["rows"]
    found = get("/agglom/find_name.json?name=制鞋&_shape=objects")
    assert "制鞋业" in [row["name_zh"] for row in found["rows"]], found["rows"]
    year = get("/agglom/firm_year.json?_labels=on&_shape=objects")
    assert year["rows"][-1]["firm_id"]["label"] == "温州鞋业有限公司", year["rows"][-1]
    text = get("/agglom/firm_year")
    assert "企业年度数据" in text and "Unit: currency" in text
    return "search, labels of foreign keys, titles and units"


check("datasette", "Datasette", datasette)
for form, opened_by, body in torture_formats.checks(program):
    check(form, opened_by, body)
if failures:
    sys.exit(f"{len(failures)} failed: {', '.join(failures)}")
