"""What the program is asked to do while it is disturbed, and what there is before."""
import hashlib, json, pathlib, shutil, sqlite3
from dataclasses import dataclass

root = pathlib.Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Scenario:
    """One command, in a folder that `prepare` has filled.

    `judged` are the files and folders that are as before or as after; the first is what the command is about. With
    `done` the command ends where all went well. A file of `later` may be lacking though the command is done, where a
    warning says so. `between` are those that may be absent in between. Where one of `sooner` is as before, the first is
    too. A file whose name begins with `makes` is made on the way, or the scenario would not show what it is for. Where
    `stale`, the first is a database that is made anew.
    """
    name: str
    words: tuple
    judged: tuple
    prepare: object
    done: tuple = (0,)
    later: tuple = ()
    between: tuple = ()
    sooner: tuple = ()
    makes: str = ""
    stale: bool = False


class Workshop:
    """Makes what the scenarios begin with, each thing once."""

    def __init__(self, program, folder):
        self.program, self.folder = program, pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def make(self, name, body):
        """The thing called `name`, which `body` makes in a folder of its own where it is not there."""
        path = self.folder / name
        if not path.exists():
            path.mkdir()
            body(path)
        return path

    def run(self, folder, *words, done=(0,)):
        ending = self.program.run(folder, words, shim={})
        if ending.status not in done:
            raise RuntimeError(f"agglom {' '.join(words)} ended with {ending.status}: {ending.messages}")

    def curated(self):
        return self.make("curated", lambda folder: self.run(folder, "init")) / "agglom.db"

    def surveyed(self):
        def body(folder):
            shutil.copy(self.curated(), folder)
            survey(folder)
            self.run(folder, *IMPORT)
        return self.make("surveyed", body) / "agglom.db"

    def updated(self):
        def body(folder):
            shutil.copy(self.surveyed(), folder)
            edited_survey(range(1, 180, 2), "77")(folder)
            self.run(folder, *UPDATE)
        return self.make("updated", body) / "agglom.db"

    def exported(self):
        def body(folder):
            shutil.copy(self.surveyed(), folder)
            self.run(folder, "export", "dataset", "dataset")
        return self.make("exported", body) / "dataset"


def survey(folder):
    examples = root / "examples"
    shutil.copy(examples / "synthetic-survey-liaoning.csv", folder / "survey.csv")
    shutil.copy(examples / "mappings" / "synthetic-survey.json", folder / "mapping.json")


def large_survey(folder):
    """Enough rows that they go in as an image."""
    survey(folder)
    zones = "210106 210102 210202 210804 210882 210381 211421 210404".split()
    industries = "3421 3670 3089 2511 3130 1711 3731 0610".split()
    lines = ["firm,firm_name,year,zone,industry,employees,output,revenue,energy"]
    for row in range(21_000):
        firm, figure = row // 3, (row + 1) * 48_271 % 99_991
        lines.append(f"large-{firm},示例企业{firm},{2021 + row % 3},{zones[firm % 8]},{industries[firm // 8 % 8]},"
                     f"{figure % 900 + 1},{figure * 100},{figure * 97},{figure % 77}.5")
    (folder / "survey.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    mapping = json.loads((folder / "mapping.json").read_text(encoding="utf-8"))
    mapping["columns"] = [column for column in mapping["columns"]
                          if column["from"] in lines[0].split(",") and column["to"] != "firm.credit_code"]
    (folder / "mapping.json").write_text(json.dumps(mapping, ensure_ascii=False), encoding="utf-8")


def edited_survey(places, employees):
    """The survey with another text in place of the employees of some rows."""
    def body(folder):
        survey(folder)
        lines = (folder / "survey.csv").read_text(encoding="utf-8").splitlines()
        for place in places:
            cells = lines[place].split(",")
            cells[5] = employees
            lines[place] = ",".join(cells)
        (folder / "survey.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return body


def old_database(path, count):
    """A database as a program wrote it that had the first `count` migrations, with some rows."""
    database = sqlite3.connect(path)
    database.executescript("""
        PRAGMA application_id = 1634166636;
        CREATE TABLE schema_migration (
          number INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          sha256 TEXT NOT NULL,
          applied_at TEXT NOT NULL
        ) STRICT;
        """)
    for file in sorted((root / "migrations").glob("*.sql"))[:count]:
        text = file.read_bytes()
        database.executescript("BEGIN;" + text.decode() + "; COMMIT;")
        number = int(file.name[:4])
        database.execute("INSERT INTO schema_migration VALUES (?, ?, ?, '2024-01-01T00:00:00Z')",
                         (number, file.name[:-4], hashlib.sha256(text).hexdigest()))
        database.execute(f"PRAGMA user_version = {number}")
        database.commit()
    database.execute("INSERT INTO source (key, kind, title) VALUES ('s', 'paper', 'A paper')")
    database.execute("INSERT INTO dataset (key, name_en, kind) VALUES ('d', 'A survey', 'survey')")
    for firm in range(2000):
        database.execute("INSERT INTO firm (key, name_en) VALUES (?, ?)", (f"f{firm}", f"Firm {firm}"))
        database.execute("INSERT INTO firm_year (dataset_id, firm_id, year, employees) SELECT 1, max(id), 2020, ? "
                         "FROM firm", (firm,))
    database.commit()
    database.close()


IMPORT = ("import", "survey.csv", "--mapping", "mapping.json", "--progress", "none")
UPDATE = (*IMPORT, "--on-conflict", "update")
OLD = 12


def nothing(workshop, folder):
    pass


def with_base(kind, *more):
    """Begins with a database of the workshop, and what else `more` make."""
    def prepare(workshop, folder):
        shutil.copy(getattr(workshop, kind)(), folder)
        for body in more:
            body(folder)
    return prepare


def old_copy(folder):
    """A sound database under the name of the copy."""
    database = sqlite3.connect(folder / "copy.db")
    database.execute("CREATE TABLE old (id INTEGER PRIMARY KEY, text TEXT)")
    database.executemany("INSERT INTO old VALUES (?, ?)", [(n, "old" * 100) for n in range(500)])
    database.commit()
    database.close()


def old_text(folder):
    (folder / "out.csv").write_text("old\n" * 1000)


def old_folder(workshop, folder):
    with_base("surveyed")(workshop, folder)
    shutil.copytree(workshop.exported(), folder / "out")
    for file in (folder / "out").iterdir():
        file.write_text("old\n")


def exported_folder(workshop, folder):
    shutil.copytree(workshop.exported(), folder / "dataset")


def migrated(workshop, folder):
    old_database(folder / "agglom.db", OLD)


DB = ("agglom.db",)
ALL = [
    Scenario("init-empty", ("init", "--empty"), DB, nothing, stale=True),
    Scenario("init", ("init",), DB, nothing, stale=True),
    Scenario("init-from", ("init", "--from", "dataset"), DB, exported_folder, stale=True),
    Scenario("import-small", IMPORT, DB, with_base("curated", survey)),
    Scenario("import-large", IMPORT, DB, with_base("curated", large_survey), makes="agglom.db-import-rows-"),
    Scenario("import-update", UPDATE, DB,
             with_base("surveyed", edited_survey(range(1, 180, 2), "77"))),
    Scenario("import-rejects", (*IMPORT, "--rejects", "bad.csv", "--save-mapping", "used.json"),
             ("agglom.db", "bad.csv", "used.json"),
             with_base("curated", edited_survey((5, 50, 100), "about 500")), done=(2,), later=("bad.csv",)),
    Scenario("undo", ("imports", "undo", "38"), DB, with_base("surveyed")),
    Scenario("undo-update", ("imports", "undo", "39"), DB, with_base("updated")),
    Scenario("migrate", ("migrate",), ("agglom.db", f"agglom.db.schema-{OLD}.backup"), migrated,
             sooner=(f"agglom.db.schema-{OLD}.backup",)),
    Scenario("backup", ("backup", "copy.db"), ("copy.db", "agglom.db"), with_base("surveyed"), stale=True),
    Scenario("backup-force", ("backup", "copy.db", "--force"), ("copy.db", "agglom.db"),
             with_base("surveyed", old_copy), stale=True),
    Scenario("export-sql", ("export", "sql", "-o", "out.sql"), ("out.sql", "agglom.db"), with_base("surveyed")),
    Scenario("export-csv", ("export", "csv", "firm_year", "-o", "out.csv", "--force"), ("out.csv", "agglom.db"),
             with_base("surveyed", old_text)),
    Scenario("export-dataset", ("export", "dataset", "out"), ("out", "agglom.db"), with_base("surveyed")),
    Scenario("export-dataset-force", ("export", "dataset", "out", "--force"), ("out", "agglom.db"), old_folder,
             between=("out",)),
    Scenario("export-datasette", ("export", "datasette", "out"), ("out", "agglom.db"), with_base("surveyed")),
    Scenario("optimize", ("optimize",), DB, with_base("surveyed")),
    Scenario("aliases-add", ("aliases", "add", "firm_year.output", "产值合计"), DB, with_base("curated")),
]
NAMED = {scenario.name: scenario for scenario in ALL}
