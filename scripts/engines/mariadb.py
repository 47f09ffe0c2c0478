"""MariaDB in a temporary folder."""
import os, shutil, subprocess, time

from engines import packages


class Engine:
    name, holds_nul, holds_infinity = "mariadb", True, False

    def __init__(self, folder):
        self.folder = folder / "mariadb"
        if not shutil.which("mariadbd"):
            packages.install("mariadb-server")
        self.count = 0

    def __enter__(self):
        self.folder.mkdir()
        user = []
        if os.getuid() == 0:
            shutil.chown(self.folder, "mysql", "mysql")
            user = ["--user=mysql"]
        data = f"--datadir={self.folder}/data"
        subprocess.run(["mariadb-install-db", "--no-defaults", data, "--skip-test-db",
                        "--auth-root-authentication-method=normal", *user], check=True, stdout=subprocess.DEVNULL)
        self.socket = f"{self.folder}/socket"
        self.log = open(f"{self.folder}/log", "w")
        self.server = subprocess.Popen(
            ["mariadbd", "--no-defaults", data, f"--socket={self.socket}", "--skip-networking",
             "--innodb-flush-log-at-trx-commit=0", f"--pid-file={self.folder}/pid", *user],
            stdout=self.log, stderr=self.log)
        for _ in range(100):
            if self.client("-e", "SELECT 1").returncode == 0:
                return self
            time.sleep(0.2)
        raise RuntimeError("MariaDB does not start: " + open(f"{self.folder}/log").read()[-1000:])

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()

    def client(self, *words, **options):
        return subprocess.run(["mariadb", "--no-defaults", f"--socket={self.socket}", "-u", "root",
                               "--default-character-set=utf8mb4", *words], capture_output=True, **options)

    def export(self, agglom, database, target, options):
        return [agglom, "export", "sql", "--dialect", "mysql", "--db", database, "-o", target, *options]

    def load(self, file):
        self.count += 1
        self.database = f"test{self.count}"
        self.client("-e", f"CREATE DATABASE {self.database} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin")
        with open(file, "rb") as script:
            done = self.client("--binary-mode", self.database, stdin=script)
        return done.stderr.decode() if done.returncode else None

    def ask(self, query):
        done = self.client("-N", "-B", "-r", self.database, "-e", query)
        if done.returncode:
            raise RuntimeError(done.stderr.decode())
        return [line.split("\t") for line in done.stdout.decode().split("\n")[:-1]]

    def rows(self, table, width):
        name = table.replace("'", "''")
        columns = self.ask("SELECT hex(column_name), data_type FROM information_schema.columns"
                           f" WHERE table_schema = '{self.database}' AND table_name = '{name}'"
                           " ORDER BY ordinal_position")
        quote = lambda text: "`" + text.replace("`", "``") + "`"
        cells = ", ".join(
            f"IF({c} IS NULL, 'N', HEX({c if k.endswith(('blob', 'binary')) else f'CAST({c} AS CHAR)'}))"
            for c, k in ((quote(bytes.fromhex(n).decode()), k) for n, k in columns))
        read = [READERS[kind] for _, kind in columns]
        return [tuple(None if cell == "N" else reader(bytes.fromhex(cell)) for cell, reader in zip(row, read))
                for row in self.ask(f"SELECT {cells} FROM {quote(table)}")]

    def more(self, agglom, databases, folder):
        return []


READERS = {"bigint": int, "int": int, "decimal": float, "double": float, "longtext": bytes.decode,
           "varchar": bytes.decode, "text": bytes.decode, "mediumtext": bytes.decode, "longblob": bytes,
           "varbinary": bytes, "char": bytes.decode}
