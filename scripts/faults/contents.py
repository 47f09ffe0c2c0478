"""What a folder holds: of a database its rows, of any other file its bytes; times of the clock do not count."""
import hashlib, os, pathlib, re, shutil, sqlite3, tempfile

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
TIME_BYTES = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
MARK = b"SQLite format 3\0"

# What SQLite keeps beside a database.
BESIDE = ("-journal", "-wal", "-shm")


class Damage(Exception):
    """A database that is not whole."""


def is_database(path):
    with open(path, "rb") as file:
        return file.read(len(MARK)) == MARK


def sha(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


class Digests:
    """Digests of files, remembered by their bytes: most cases end with the same ones."""

    def __init__(self):
        self.known = {}

    def of(self, path):
        """The digest of a file or folder; None where there is none.

        Raises `Damage` for a database that is not sound.
        """
        path = pathlib.Path(path)
        if path.is_dir():
            return tuple(sorted((str(inner.relative_to(path)), self.of(inner))
                                for inner in path.rglob("*") if not inner.is_dir()))
        if not path.exists():
            return None
        if not is_database(path):
            return hashlib.sha256(TIME_BYTES.sub(b"TIME", path.read_bytes())).hexdigest()
        # What is beside a database belongs to it: where there is nothing, its bytes say all.
        if any(os.path.exists(f"{path}{end}") for end in BESIDE):
            return database_digest(path)
        key = sha(path)
        if key not in self.known:
            try:
                self.known[key] = database_digest(path)
            except Damage as damage:
                self.known[key] = damage
        if isinstance(self.known[key], Damage):
            raise self.known[key]
        return self.known[key]


def database_digest(path):
    """A digest of all rows of all tables and of the schema; raises `Damage` for one that is not sound."""
    with tempfile.TemporaryDirectory(prefix="faults-digest-") as folder:
        # The full text index is checked by a statement that writes, and nothing is to be changed here.
        copy = pathlib.Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        for end in ("-journal", "-wal"):
            if os.path.exists(f"{path}{end}"):
                shutil.copyfile(f"{path}{end}", f"{copy}{end}")
        database = sqlite3.connect(copy)
        try:
            database.execute("PRAGMA synchronous = OFF")
            return digest_of(database)
        except sqlite3.Error as error:
            raise Damage(str(error))
        finally:
            database.close()


def digest_of(database):
    for check, sound in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
        found = database.execute(f"PRAGMA {check}").fetchmany(3)
        if found != sound:
            raise Damage(f"{check}: {found}")
    database.text_factory = lambda data: data.decode(errors="surrogateescape")
    digest = hashlib.sha256()
    schema = database.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name, type").fetchall()
    indexes = [name for kind, name, sql in schema if kind == "table" and "USING fts5" in (sql or "")]
    hidden = {f"{name}_{part}" for name in indexes for part in ("data", "idx", "docsize", "config", "content")}
    for name in indexes:
        database.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'integrity-check\')')
    database.rollback()
    digest.update(repr([row for row in schema if not row[1].startswith("sqlite_stat")]).encode(errors="replace"))
    for kind, name, _ in schema:
        # Statistics for the planner are no content.
        if kind != "table" or name in hidden or name.startswith("sqlite_stat"):
            continue
        for row in database.execute(f'SELECT * FROM "{name}"'):
            text = repr(row)
            if "T" in text and TIME.search(text):
                text = TIME.sub("TIME", text)
            digest.update(text.encode(errors="replace"))
        digest.update(name.encode())
    pragmas = [database.execute(f"PRAGMA {name}").fetchone() for name in ("user_version", "application_id")]
    digest.update(repr(pragmas).encode())
    return digest.hexdigest()


def is_ours(path):
    """Whether it is a database of agglom of today's schema."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    last = len(list((pathlib.Path(__file__).resolve().parent.parent.parent / "migrations").glob("*.sql")))
    try:
        return [database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")] \
            == [0x6167676C, last]
    finally:
        database.close()


def counts(path):
    """The rows of each table; nothing where they cannot be counted."""
    if not os.path.exists(path):
        return {}
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        tables = [name for name, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
    except sqlite3.Error:
        return {}
    finally:
        database.close()
