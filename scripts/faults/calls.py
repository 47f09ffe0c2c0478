"""The record of a run: every call that changed a file, in order."""
import struct

OPEN, WRITE, TRUNCATE, SYNC, CLOSE, RENAME, LINK, UNLINK, MKDIR, RMDIR, EXCHANGE, SYMLINK, MODE, END = range(1, 15)
NAMES = ("", "open", "write", "truncate", "sync", "close", "rename", "link", "unlink", "mkdir", "rmdir", "exchange",
         "symlink", "chmod", "end")

# What the number of an OPEN says.
MADE, EMPTIED, FOLDER, EXCLUSIVE, MAY_MAKE = 1, 2, 4, 8, 16

HEAD = struct.Struct("=6q")


class Call:
    """One call: its kind, its descriptor, a number (an offset, a length, flags), its paths or data."""

    __slots__ = ("kind", "file", "number", "first", "second", "count")

    def __init__(self, kind, file, number, first, second, count):
        self.kind, self.file, self.number, self.count = kind, file, number, count
        self.first = first if kind == WRITE else first.decode(errors="surrogateescape")
        self.second = second.decode(errors="surrogateescape")

    def __str__(self):
        text = f"{len(self.first)} bytes" if self.kind == WRITE else self.first
        return f"{self.count} {NAMES[self.kind]} fd={self.file} {self.number} {text} {self.second}"


def read(path):
    """The calls recorded in the file at `path`; what was cut short at its end is left out."""
    data = path.read_bytes()
    calls, place = [], 0
    while place + HEAD.size <= len(data):
        kind, file, number, size, more, count = HEAD.unpack_from(data, place)
        place += HEAD.size
        if place + size + more > len(data):
            break
        calls.append(Call(kind, file, number, data[place:place + size], data[place + size:place + size + more], count))
        place += size + more
    return calls
