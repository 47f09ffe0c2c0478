"""The record of a run: every call that changed a file, in order."""
import struct

OPEN, WRITE, TRUNCATE, SYNC, CLOSE, RENAME, LINK, UNLINK, MKDIR, RMDIR, EXCHANGE, SYMLINK, MODE, END = range(1, 15)
NAMES = ("", "open", "write", "truncate", "sync", "close", "rename", "link", "unlink", "mkdir", "rmdir", "exchange",
         "symlink", "chmod", "end")

# What the number of an OPEN says.
MADE, EMPTIED, FOLDER, COUNTED = 1, 2, 4, 8

HEAD = struct.Struct("=6q")


class Call:
    """One call: its kind, its descriptor, a number (an offset, a length, flags), its paths or data."""

    __slots__ = ("kind", "file", "number", "first", "second", "count")

    def __init__(self, kind, file, number, first, second, count):
        self.kind, self.file, self.number, self.count = kind, file, number, count
        self.first = first if kind == WRITE else first.decode(errors="surrogateescape")
        self.second = second.decode(errors="surrogateescape")

    @property
    def is_counted(self):
        """Whether the shim counted it: it changed something."""
        if self.kind == OPEN:
            return bool(self.number & COUNTED)
        return self.kind not in (CLOSE, END)

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


def sorts(calls, paths, kinds):
    """The numbers of the calls of these kinds, by what they do to which file."""
    found = {}
    for call in calls:
        if call.is_counted and call.kind in kinds:
            found.setdefault((call.kind, paths[call.count]), []).append(call.count)
    return sorted(found.values())
