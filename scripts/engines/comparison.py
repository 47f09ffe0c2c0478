"""Exports, loads and compares: rows, a hash over every cell, and the numbers of the views."""
import hashlib, math, sqlite3, struct, subprocess

from engines import indices

SKIPPED = {"name_index"}


def canonical(value):
    """A cell as bytes that tell it from every other cell."""
    if value is None:
        return b"N"
    if isinstance(value, bool):
        value = int(value)
    if isinstance(value, int):
        return b"i%d;" % value
    if isinstance(value, float):
        return b"r" + struct.pack(">d", value)
    if isinstance(value, str):
        text = value.encode()
        return b"t%d:" % len(text) + text
    value = bytes(value)
    return b"b%d:" % len(value) + value


def digest(rows):
    total = 0
    for row in rows:
        total += int(hashlib.sha256(b"".join(map(canonical, row))).hexdigest()[:15], 16)
    return total


def close(ours, theirs):
    """Whether two rows of a view are equal, numbers to a billionth."""
    if len(ours) != len(theirs):
        return False
    for a, b in zip(ours, theirs):
        if isinstance(a, (int, float)) and isinstance(b, (int, float)):
            if not math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12):
                return False
        elif a != b:
            return False
    return True


def ordered(rows):
    return sorted(rows, key=lambda row: [
        (0, "") if c is None else (1, f"{c:.6e}") if isinstance(c, (int, float)) else (2, str(c)) for c in row])


class Source:
    """The SQLite database as it is exported."""

    def __init__(self, path):
        self.connection = sqlite3.connect(path)
        self.connection.text_factory = lambda raw: raw

    def tables(self):
        names = self.connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")
        return [name.decode() for name, in names]

    def columns(self, table):
        found = self.connection.execute(
            "SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid", (table,))
        return [(name.decode(), kind.decode()) for name, kind in found]

    def rows(self, table, engine, isView=False):
        """The rows as the engine is to hold them, after the losses that are allowed."""
        columns = self.columns(table)
        names = ", ".join('"%s"' % name.replace('"', '""') for name, _ in columns)
        types = ", ".join('typeof("%s")' % name.replace('"', '""') for name, _ in columns)
        held = []
        if isView:
            return [tuple(c.decode() if isinstance(c, bytes) else c for c in row)
                    for row in self.connection.execute(f'SELECT {names} FROM "{table}"')]
        every = list(self.connection.execute(f'SELECT {names}, {types} FROM "{table}"'))
        width = len(columns)
        for row in every:
            held.append([c if t != b"text" else Text(c) for c, t in zip(row[:width], row[width:])])
        for index, (_, kind) in enumerate(columns):
            there = {type(row[index]) for row in held} - {type(None)}
            wanted = {"INTEGER": int, "REAL": float, "TEXT": Text, "BLOB": bytes}.get(kind)
            mixed = bool(there - {wanted}) if wanted else len(there) > 1
            for row in held:
                row[index] = lost(row[index], mixed, engine)
        return [tuple(row) for row in held]


class Text(bytes):
    """A text as its bytes."""


def lost(value, mixed, engine):
    if isinstance(value, Text):
        text = value.decode("utf-8", "replace")
        return text if engine.holds_nul else text.replace("\0", "")
    if mixed and value is not None:
        if isinstance(value, bytes):
            return "X'%s'" % value.hex()
        if isinstance(value, float):
            return {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, repr(value))
        return str(value)
    if isinstance(value, float) and math.isinf(value) and not engine.holds_infinity:
        return None
    return value


def compare(agglom, database, engine):
    """Rows, hash, views and indices of what is loaded; each `equal`, or what differs."""
    source = Source(database)
    rows, hashes, views, count, seen = [], [], [], 0, 0
    for table in source.tables():
        if table in SKIPPED:
            continue
        ours = source.rows(table, engine)
        theirs = engine.rows(table, len(source.columns(table)))
        count += len(ours)
        if len(ours) != len(theirs):
            rows.append(f"{table} {len(ours)}/{len(theirs)}")
        if digest(ours) != digest(theirs):
            hashes.append(table)
            explain(table, ours, theirs)
    names = [n.decode() for n, in source.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]
    for view in names:
        ours, theirs = ordered(source.rows(view, engine, isView=True)), ordered(engine.rows(view, None))
        seen += len(ours)
        if len(ours) != len(theirs) or not all(map(close, ours, theirs)):
            views.append(view)
            explain(view, ours, theirs)
    told = lambda wrong, right: right if not wrong else "differ: " + ", ".join(wrong)
    return told(rows, f"{count} equal"), told(hashes, "equal"), told(views, f"{len(names)} equal, {seen} rows"), (
        indices.compare(agglom, database, source, engine))


def explain(table, ours, theirs):
    import sys
    other = {tuple(map(canonical, row)) for row in theirs}
    mine = {tuple(map(canonical, row)) for row in ours}
    first = next((row for row in ours if tuple(map(canonical, row)) not in other), None)
    their = next((row for row in theirs if tuple(map(canonical, row)) not in mine), None)
    print(f"{table}: here {first!r}\n  there {their!r}"[:2000], file=sys.stderr)


def run(agglom, engine, databases, folder):
    """A line for each export to the engine: what, rows, hash, views."""
    lines = []
    refused = subprocess.run(engine.export(agglom, databases["torture"], folder / "refused", []),
                             capture_output=True, text=True)
    isThere = (folder / "refused").exists()
    lines.append(("what it cannot hold", "refused" if refused.returncode == 1 and not isThere
                  else "failed to refuse", "", "", ""))
    for name, options in [("plain", []), ("torture", ["--lossy"])]:
        target = folder / f"{engine.name}-{name}"
        done = subprocess.run(engine.export(agglom, databases[name], target, options),
                              capture_output=True, text=True)
        if done.returncode:
            lines.append((name, "failed to export: " + done.stderr[-2000:], "", "", ""))
            continue
        problem = engine.load(target)
        if problem:
            lines.append((name, "failed to load: " + problem[-2000:], "", "", ""))
            continue
        lines.append((name + (" --lossy" if options else ""),)
                     + compare(agglom, databases[name], engine))
    return lines + engine.more(agglom, databases, folder)
