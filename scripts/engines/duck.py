"""DuckDB as a Python package."""
from engines import packages


class Engine:
    name, holds_nul, holds_infinity = "duckdb", True, True

    def __init__(self, folder):
        self.module = packages.need("duckdb", "duckdb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def export(self, agglom, database, target, options):
        return [agglom, "export", "sql", "--dialect", "duckdb", "--db", database, "-o", target, *options]

    def load(self, file):
        self.connection = self.module.connect()
        try:
            self.connection.execute(file.read_text())
        except Exception as error:
            return str(error)

    def rows(self, table, width):
        quoted = '"%s"' % table.replace('"', '""')
        number = lambda cell: float(cell) if type(cell).__name__ == "Decimal" else cell
        return [tuple(map(number, row)) for row in self.connection.execute(f"SELECT * FROM {quoted}").fetchall()]

    def more(self, agglom, databases, folder):
        return []
