"""What a disk may hold after the power went away in the middle of the recorded calls.

What a file was given before its last fsync is there. Of what came after, whole writes, sectors of them and changes of
length may be there or not, in any choice. Names (made, linked, renamed, removed) are there up to some moment and not
beyond it, as on a disk that journals them; that moment is at the earliest the last fsync of a folder. A file that was
itself synchronised may so have no name yet.
"""
import os, stat

import faults.calls as calls

SECTOR = 512


class File:
    """What is in one file: what is sure, and what is on its way."""

    def __init__(self, data=b"", mode=0o644):
        self.sure, self.pending, self.mode = bytearray(data), [], mode

    def apply(self, data, change):
        offset, content = change
        if content is None:  # a new length
            if offset < len(data):
                del data[offset:]
            else:
                data.extend(bytes(offset - len(data)))
            return
        if offset > len(data):
            data.extend(bytes(offset - len(data)))
        data[offset:offset + len(content)] = content

    def sync(self):
        for change in self.pending:
            self.apply(self.sure, change)
        self.pending = []

    def after_crash(self, choose):
        """What may be in it: `choose` says of each pending change which parts survive."""
        data = bytearray(self.sure)
        for change in choose(self.pending):
            self.apply(data, change)
        return bytes(data)


class Disk:
    """The files below a folder, as the calls change them."""

    def __init__(self, folder):
        self.folder = str(os.path.realpath(folder))
        self.names, self.sure_names, self.name_changes = {}, {}, []
        self.open, self.folders = {}, set()
        for place, inner, files in os.walk(self.folder):
            for name in inner:
                self.names[self.inside(os.path.join(place, name))] = "folder"
            for name in files:
                path = os.path.join(place, name)
                if os.path.islink(path):
                    self.names[self.inside(path)] = ("link", os.readlink(path))
                else:
                    with open(path, "rb") as file:
                        self.names[self.inside(path)] = File(file.read(), stat.S_IMODE(os.stat(path).st_mode))
        self.sure_names = dict(self.names)

    def inside(self, path):
        return os.path.relpath(path, self.folder)

    def rename_in(self, names, change):
        """Makes one change of names."""
        kind, first, second = change
        if kind == "set":
            names[first] = second
        elif kind == "remove":
            names.pop(first, None)
        elif kind == "exchange":
            both = {name: self.branch(names, name) for name in (first, second)}
            for branch in both.values():
                for name in branch:
                    del names[name]
            for name, other in ((first, second), (second, first)):
                for old, what in both[name].items():
                    names[other + old[len(name):]] = what
        else:
            for old in list(self.branch(names, second)):
                del names[old]
            for old, what in self.branch(names, first).items():
                del names[old]
                names[second + old[len(first):]] = what

    @staticmethod
    def branch(names, top):
        return {name: what for name, what in names.items() if name == top or name.startswith(top + "/")}

    def change_names(self, *change):
        self.rename_in(self.names, change)
        self.name_changes.append(change)

    def sync_names(self):
        for change in self.name_changes:
            self.rename_in(self.sure_names, change)
        self.name_changes = []

    def follow(self, call):
        """Does what the call did."""
        kind = call.kind
        if kind == calls.OPEN:
            self.opened(call)
        elif kind == calls.CLOSE:
            self.open.pop(call.file, None)
            self.folders.discard(call.file)
        elif kind in (calls.WRITE, calls.TRUNCATE) and call.file in self.open:
            self.open[call.file].pending.append((call.number, call.first if kind == calls.WRITE else None))
        elif kind == calls.SYNC:
            if call.file in self.folders:
                self.sync_names()
            elif call.file in self.open:
                self.open[call.file].sync()
        elif kind in (calls.RENAME, calls.EXCHANGE):
            self.change_names("exchange" if kind == calls.EXCHANGE else "rename", self.inside(call.first),
                              self.inside(call.second))
        elif kind == calls.LINK:
            self.change_names("set", self.inside(call.second), self.names[self.inside(call.first)])
        elif kind == calls.SYMLINK:
            self.change_names("set", self.inside(call.second), ("link", call.first))
        elif kind in (calls.UNLINK, calls.RMDIR):
            self.change_names("remove", self.inside(call.first), None)
        elif kind == calls.MKDIR:
            self.change_names("set", self.inside(call.first), "folder")

    def opened(self, call):
        name = self.inside(call.first)
        self.open.pop(call.file, None)
        self.folders.discard(call.file)
        if call.number & calls.FOLDER:
            self.folders.add(call.file)
            return
        if call.number & calls.MADE or name not in self.names:
            file = File()
            if call.number & calls.MADE:
                self.change_names("set", name, file)
        else:
            file = self.names[name]
        if call.number & calls.EMPTIED:
            file.pending.append((0, None))
        self.open[call.file] = file

    def write_crashed(self, folder, keep_names, choose):
        """Writes to `folder` what may be there: the first `keep_names` changes of names that are on their way, and of
        each file what `choose` keeps."""
        names = dict(self.sure_names)
        for change in self.name_changes[:keep_names]:
            self.rename_in(names, change)
        made = {}
        for name in sorted(names):
            what, path = names[name], os.path.join(folder, name)
            if what == "folder":
                os.makedirs(path, exist_ok=True)
            elif isinstance(what, tuple):
                os.symlink(what[1], path)
            elif id(what) in made:
                os.link(made[id(what)], path)
            else:
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as file:
                    file.write(what.after_crash(choose))
                os.chmod(path, what.mode)
                made[id(what)] = path


def keep_none(pending):
    return []


def keep_all(pending):
    return pending


def keep_first(random):
    """Keeps of each file what came first, to some moment."""
    return lambda pending: pending[:random.randint(0, len(pending))]


def keep_some(random):
    """Keeps of each file any of its changes, and of a write any of its sectors."""
    def choose(pending):
        kept, part = [], random.random()
        for offset, content in pending:
            if content is None:
                if random.random() < part:
                    kept.append((offset, None))
                continue
            start = 0
            is_whole = random.random() < 0.7
            survives = random.random() < part
            while start < len(content):
                end = min(len(content), start + SECTOR - (offset + start) % SECTOR)
                if survives if is_whole else random.random() < part:
                    kept.append((offset + start, content[start:end]))
                start = end
        return kept
    return choose


KEEPERS = {
    "none": lambda random: keep_none, "all": lambda random: keep_all, "first": keep_first, "some": keep_some,
}
