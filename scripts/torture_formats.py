"""Values that break exports, through every format of rows and back: equal, or refused by name."""

import io
import json
import math
import os
import struct
import subprocess

# SQL for each value; None stands where no text of Python can: the bytes are then compared.
VALUES = [
    "NULL", "''", "'a'||char(0)||'b'", "CAST(x'61ff' AS TEXT)", "9e999", "-9e999", "-0.0", "1e23",
    "5e-324", "1.7976931348623157e308", "0.1", "1.0/3", "123456789.12", "9223372036854775807",
    "-9223372036854775807 - 1", "9007199254740993", "x''", "x'00ff27'", "'it''s \"said\"'",
    "'back\\slash \\n \\\\'", "'\\N'", "'line'||char(10)||'feed'||char(10)", "char(13)||'both'||char(13, 10)",
    "char(9)||'tab'", "'😀 👨‍👩‍👧 e'||char(769)", "'浙江省 温州市'", "'NULL'", "'007'", "'1e5'", "' spaces '",
    "'a|b \\| c'", "'<br> &amp; <b>bold</b> *x* _y_ `z` [l](u)'", "'=1+1'", "char(65279)||'mark'", "'$x$ # - 1. >'",
    "char(27)||'[31m'", "'https://example.org ~~a~~ a@b.org'", "'_x000D_ _x0041_'",
]
# Excel cannot tell empty text from NULL, and refuses it.
EMPTY = ["''", "' '"]
NAMES = ["select", "企业 名称", 'say "x"', "a|b", "v"]


def checks(program):
    """Format, reader and what finds out, for each format."""
    # The value stands between others, under names that have to be quoted.
    def export(form, sql, *more):
        columns = ", ".join(
            f"{value} AS \"{name.replace(chr(34), chr(34) * 2)}\""
            for name, value in zip(NAMES, ["1", "'x'", "NULL", EMPTY[form == "xlsx"], sql]))
        done = subprocess.run(
            [program, "export", form, "--query", "SELECT " + columns, *more], capture_output=True)
        return done.returncode, done.stdout, done.stderr.decode()

    def through(form, read, *more):
        def body():
            import sqlite3
            memory = sqlite3.connect(":memory:")
            memory.text_factory = bytes
            equal, refused = 0, 0
            for sql in VALUES:
                if os.path.exists("one"):
                    os.remove("one")
                status, output, message = export(form, sql, *more)
                value = memory.execute("SELECT " + sql).fetchone()[0]
                kind = memory.execute(f"SELECT typeof({sql})").fetchone()[0].decode()
                if status:
                    assert "column v" in message or "query.v" in message, (sql, message)
                    assert status == 1 and not os.path.exists("one") and b"\n1" not in output, sql
                    refused += 1
                    continue
                names, cells = read(output)
                assert names == NAMES, names
                wanted = [same_as(1, "integer"), same_as(b"x", "text"), same_as(None, "null"),
                          same_as(EMPTY[form == "xlsx"][1:-1].encode(), "text"), same_as(value, kind)]
                for cell, is_same in zip(cells, wanted, strict=True):
                    assert is_same(cell), (sql, cells)
                equal += 1
            return f"{equal} values equal, {refused} refused by name"
        return body

    return [
        ("torture, csv", "a reader of RFC 4180", through("csv", lambda out: separated(out, b","))),
        ("torture, tsv", "a reader of RFC 4180", through("tsv", lambda out: separated(out, b"\t"))),
        ("torture, json", "Python json", through("json", lambda out: record(json.loads(out)[0]))),
        ("torture, ndjson", "Python json", through("ndjson", lambda out: record(json.loads(out)))),
        ("torture, html", "Python html.parser", through("html", lambda out: page(out.decode()))),
        ("torture, markdown", "markdown-it", through("markdown", markdown)),
        ("torture, xlsx", "openpyxl", through("xlsx", workbook, "-o", "one", "--no-codebook")),
    ]


class Plain:
    """A cell of a format that has no types; nil where NULL and empty text are the same."""

    def __init__(self, text, tells_empty=True):
        self.text, self.tells_empty = text, tells_empty


def same_as(value, kind):
    """Whether a cell that was read is the value; bytes stand as X'00ff' where there are no bytes."""
    def real(text):
        return struct.pack(">d", float(text.replace("Infinity", "inf"))) == struct.pack(">d", value)

    def is_same(cell):
        if isinstance(cell, Plain):
            text = cell.text
            if kind == "null":
                return text is None or not cell.tells_empty and text == b""
            if kind == "text":
                return (text or b"") == value if not cell.tells_empty else text == value
            if text is None:
                return False
            text = text.decode()
            return {"integer": lambda: int(text) == value, "real": lambda: real(text),
                    "blob": lambda: text == f"X'{value.hex()}'"}[kind]()
        if kind == "null":
            return cell is None
        if kind == "text":
            return isinstance(cell, str) and cell.encode() == value
        if kind == "blob":
            return cell == f"X'{value.hex()}'"
        if kind == "integer":
            return isinstance(cell, int) and cell == value
        return isinstance(cell, (int, float)) and cell == value and (
            math.copysign(1, cell) == math.copysign(1, value))
    return is_same


def separated(output, separator):
    """RFC 4180 by bytes, in which an empty field with quotes is another than one without."""
    records, fields, field, place, is_quoted = [], [], b"", 0, False
    while place < len(output):
        byte = output[place:place + 1]
        if byte == b'"' and field == b"" and not is_quoted:
            is_quoted, place = True, place + 1
            while True:
                end = output.index(b'"', place)
                field, place = field + output[place:end], end + 1
                if output[place:place + 1] != b'"':
                    break
                field, place = field + b'"', place + 1
        elif byte in (separator, b"\n"):
            fields.append(field if is_quoted or field else None)
            field, is_quoted, place = b"", False, place + 1
            if byte == b"\n":
                records.append(fields)
                fields = []
        else:
            field, place = field + byte, place + 1
    header, row = records
    return [name.decode() for name in header], [Plain(cell) for cell in row]


def record(found):
    return list(found), list(found.values())


def page(text, tells_empty=True):
    from html.parser import HTMLParser

    class Cells(HTMLParser):
        def __init__(self):
            super().__init__()
            self.cells, self.inside = {"th": [], "td": []}, None

        def handle_starttag(self, tag, attributes):
            if tag in self.cells:
                self.inside = tag
                self.cells[tag].append(None if ("class", "null") in attributes else "")
            elif tag == "br" and self.inside:
                self.handle_data("\n")
            elif self.inside:
                raise AssertionError(f"<{tag}> in a cell")

        def handle_endtag(self, tag):
            self.inside = None if tag == self.inside else self.inside

        def handle_data(self, data):
            if self.inside:
                self.cells[self.inside][-1] += data

    reader = Cells()
    reader.feed(text)
    cells = [Plain(None if text is None else text.encode(), tells_empty) for text in reader.cells["td"]]
    return reader.cells["th"], cells


def markdown(output):
    from markdown_it import MarkdownIt
    found = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(output.decode())
    assert "<table>" in found, found
    return page(found, tells_empty=False)


def workbook(_):
    import openpyxl
    from openpyxl.utils.escape import unescape
    with open("one", "rb") as file:
        sheet = openpyxl.load_workbook(io.BytesIO(file.read())).worksheets[0]
    header, row = list(sheet.iter_rows(values_only=True))
    # openpyxl leaves the signs with which a workbook writes control characters.
    return list(header), [unescape(cell) if isinstance(cell, str) else cell for cell in row]
