"""PostgreSQL 15 in a temporary folder."""
import os, pathlib, shutil, subprocess

from engines import packages


class Engine:
    name, holds_nul, holds_infinity = "postgresql", False, True

    def __init__(self, folder):
        self.folder = folder / "postgresql"
        if not self.programs().exists():
            packages.install("postgresql-15", "postgresql-client-15")
        self.count = 0

    @staticmethod
    def programs():
        return pathlib.Path("/usr/lib/postgresql/15/bin")

    def as_owner(self, *words):
        """A command as a user that PostgreSQL runs for, which root is not."""
        if os.getuid() == 0:
            words = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *words)
        return subprocess.run(words, check=True, cwd="/", stdout=subprocess.DEVNULL)

    def __enter__(self):
        self.folder.mkdir()
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        data = self.folder / "data"
        self.as_owner(self.programs() / "initdb", "-D", data, "-U", "postgres", "-A", "trust",
                      "-E", "UTF8", "--no-locale", "-N")
        self.as_owner(self.programs() / "pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o",
                      f"-c listen_addresses='' -k {self.folder} -c fsync=off", "start")
        return self

    def __exit__(self, *_):
        self.as_owner(self.programs() / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")

    def export(self, agglom, database, target, options):
        return [agglom, "export", "sql", "--dialect", "postgresql", "--db", database, "-o", target, *options]

    @property
    def environment(self):
        return dict(os.environ, PGHOST=str(self.folder), PGUSER="postgres",
                    PGDATABASE=f"test{self.count}", PGCLIENTENCODING="UTF8", PGOPTIONS="")

    def new_database(self):
        self.count += 1
        self.psql("-d", "postgres", "-c", f"CREATE DATABASE test{self.count}")

    def psql(self, *words):
        return subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *words], env=self.environment,
                              capture_output=True, cwd="/")

    def load(self, file):
        self.new_database()
        done = self.psql("-f", str(file))
        return done.stderr.decode() if done.returncode or done.stderr else None

    def ask(self, query):
        done = self.psql("-At", "-c", query)
        if done.returncode:
            raise RuntimeError(done.stderr.decode())
        return done.stdout.decode()

    def rows(self, table, width):
        quoted = '"%s"' % table.replace('"', '""')
        types = self.ask(f"SELECT format_type(atttypid, -1) FROM pg_attribute WHERE attrelid = '{quoted}'::regclass"
                         " AND attnum > 0 ORDER BY attnum").split("\n")[:-1]
        read = [READERS[kind] for kind in types]
        lines = self.ask(f"COPY (SELECT * FROM {quoted}) TO STDOUT").split("\n")[:-1]
        return [tuple(None if cell == "\\N" else reader(unescaped(cell))
                      for cell, reader in zip(line.split("\t"), read)) for line in lines]

    def more(self, agglom, databases, folder):
        lines = []
        for what, name, options in [("plain", "plain", []), ("torture", "torture", ["--lossy"]),
                                    ("its calls of Citus stubbed", "plain", ["--citus"])]:
            target = folder / f"handoff-{what}"
            done = subprocess.run([agglom, "export", "postgresql", target, "--db", databases[name], *options],
                                  capture_output=True, text=True)
            if done.returncode:
                return lines + [(f"hand-off, {what}", "failed to export: " + done.stderr[-1000:], "", "", "")]
            self.new_database()
            if "--citus" in options:
                self.psql("-c", CITUS)
            loaded = subprocess.run(["sh", target / "load.sh"], env=self.environment, capture_output=True, text=True)
            problem = "" if loaded.returncode == 0 else "failed to load: " + loaded.stderr[-1000:]
            # A row that is changed must be noticed.
            self.psql("-c", "UPDATE zone SET kind = kind || '.' WHERE id = (SELECT min(id) FROM zone)")
            spoilt = self.psql("-f", str(target / "verify.sql"))
            noticed = "changed row noticed" if spoilt.returncode else "failed to notice a changed row"
            lines.append((f"hand-off, {what}", problem or "verified", noticed, "", ""))
        return lines


# Debian has no Citus. That the tables are there and each is named once is seen without it.
CITUS = """
    CREATE FUNCTION create_reference_table(regclass) RETURNS void LANGUAGE sql AS '';
    CREATE FUNCTION create_distributed_table(regclass, text) RETURNS void LANGUAGE sql AS
      'SELECT 1 / count(*) FROM pg_attribute WHERE attrelid = $1 AND attname = $2';
    """

ESCAPES = {"\\": "\\", "n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}


def unescaped(cell):
    if "\\" not in cell:
        return cell
    parts, index = [], 0
    while index < len(cell):
        if cell[index] == "\\":
            index += 1
            parts.append(ESCAPES[cell[index]])
        else:
            parts.append(cell[index])
        index += 1
    return "".join(parts)


READERS = {"bigint": int, "integer": int, "double precision": float, "text": str, "numeric": float,
           "bytea": lambda cell: bytes.fromhex(cell[2:])}
