"""Where a case is run and judged: a copy of what a scenario begins with, and what it may end with."""
import contextlib, functools, os, pathlib, re, shutil, tempfile

from faults import calls, contents, disk, scenarios

SQL = re.compile(r"\b(SELECT\b.*\bFROM|INSERT (OR \w+ )?INTO|UPDATE .* SET|DELETE FROM|CREATE (TABLE|INDEX|VIEW)"
                 r"|PRAGMA \w+|(AT|DE)TACH |VACUUM|BEGIN IMMEDIATE|COMMIT|ROLLBACK)\b", re.DOTALL)

# Opens a database that is named behind it.
OPENING = ("query", "SELECT max(number) FROM schema_migration", "--db")


class Failure(Exception):
    """What the program did that it may not do: what it is, and what shows it in this case."""

    def __init__(self, what, shown=""):
        super().__init__(f"{what}: {shown.strip()}" if shown.strip() else what)
        self.what = what


def state_of(states):
    """One word for what a case ended with: the state of the first thing that is judged."""
    return next(iter(states.values()), "before")


class Prepared:
    """A scenario with what was there before, what is there after, and the record of a run that went well."""

    def __init__(self, scenario, folder, seconds, digests):
        self.name, self.folder, self.seconds, self.digests = scenario.name, folder, seconds, digests
        self.before, self.after = folder / "before", folder / "after"
        # Where the paths of the record begin.
        self.recorded_in = os.path.realpath(folder / "run")
        self.temporary = []

    @property
    def scenario(self):
        return scenarios.NAMED[self.name]

    @functools.cached_property
    def calls(self):
        return calls.read(self.folder / "calls")

    @functools.cached_property
    def end(self):
        """How many calls there were."""
        return max(call.count for call in self.calls)

    @functools.cached_property
    def reads(self):
        return max(call.count for call in calls.read(self.folder / "reads"))

    @functools.cached_property
    def paths(self):
        """The path that each counted call is about, in the folder; by its number."""
        found, files = {}, {}
        for call in self.calls:
            if call.kind == calls.OPEN:
                files[call.file] = call.first
            path = call.second or call.first if call.kind not in (calls.WRITE, calls.TRUNCATE, calls.SYNC, calls.MODE) \
                else files.get(call.file, "")
            if call.is_counted:
                found[call.count] = str(path).rpartition("/run/")[2]
        return found

    @functools.cached_property
    def names(self):
        """Every name that there is before or after."""
        return names_in(self.before) | names_in(self.after)


def names_in(folder):
    return {str(path.relative_to(folder)) for path in pathlib.Path(folder).rglob("*")
            if path.relative_to(folder).parts[0] != "tmp"}


class Bench:
    def __init__(self, program, folder, keep=None):
        self.program, self.folder, self.keep = program, pathlib.Path(folder), keep
        self.digests = contents.Digests()
        self.workshop = scenarios.Workshop(program, self.folder / "made")

    def prepare(self, scenario):
        """Makes what the scenario begins with and runs it twice, undisturbed and recorded."""
        folder = self.folder / "scenarios" / scenario.name
        run = folder / "run"
        (folder / "before").mkdir(parents=True)
        scenario.prepare(self.workshop, folder / "before")
        for shim in ({"LOG": folder / "reads", "BRIEF": 1, "READS": 1}, {"LOG": folder / "calls"}):
            shutil.rmtree(run, ignore_errors=True)
            shutil.copytree(folder / "before", run)
            ending = self.program.run(run, scenario.words, shim=shim)
            if ending.status not in scenario.done:
                raise Failure(f"{scenario.name}: undisturbed it ends with {ending.status}", ending.messages)
            states = {name: self.digests.of(run / name) for name in scenario.judged}
            if "READS" in shim:
                first, seconds = states, ending.seconds
        if first != states:
            raise Failure(f"{scenario.name}: two undisturbed runs differ in "
                          + ", ".join(name for name in states if states[name] != first[name]))
        shutil.rmtree(run / "tmp", ignore_errors=True)
        run.rename(folder / "after")
        for database in self.databases(scenario, folder / "after"):
            if contents.is_ours(database):
                self.workshop.run(database.parent, "check", "--db", database.name, done=(0, 1))
        self.require_whole_record(folder)
        digests = {name: (self.digests.of(folder / "before" / name), states[name]) for name in scenario.judged}
        prepared = Prepared(scenario, folder, seconds, digests)
        if not any(path.startswith(scenario.makes) for path in prepared.paths.values()):
            raise Failure(f"it makes no file {scenario.makes}...")
        return prepared

    def require_whole_record(self, folder):
        """Requires that the record explains every byte that there is: no call has escaped the shim."""
        made = disk.Disk(folder / "before")
        made.folder = os.path.realpath(folder / "run")
        for call in calls.read(folder / "calls"):
            made.follow(call)
        with self.empty_folder() as copy:
            made.write_crashed(copy, len(made.name_changes), disk.keep_all)
            there = {place: {name: contents.sha(place / name) for name in names_in(place) if (place / name).is_file()}
                     for place in (copy, folder / "after")}
        if there[copy] != there[folder / "after"]:
            raise Failure("the record of the calls does not come to what is there",
                          ", ".join(name for name, _ in there[copy].items() ^ there[folder / "after"].items()))

    @staticmethod
    def databases(scenario, folder):
        return [folder / name for name in scenario.judged
                if (folder / name).is_file() and contents.is_database(folder / name)]

    @contextlib.contextmanager
    def copy_of(self, prepared):
        """A new folder with what the scenario begins with."""
        with self.empty_folder() as folder:
            shutil.copytree(prepared.before, folder, symlinks=True, dirs_exist_ok=True)
            yield folder

    @contextlib.contextmanager
    def empty_folder(self):
        """A new folder, which has one of its own around it."""
        with tempfile.TemporaryDirectory(prefix="case-", dir=self.folder) as outer:
            folder = pathlib.Path(outer) / "run"
            folder.mkdir()
            try:
                yield folder
            finally:
                if self.keep:
                    shutil.copytree(outer, self.keep, symlinks=True, dirs_exist_ok=True)

    def states(self, prepared, folder):
        """Of each thing that is judged, whether it is as before, as after, or both (nothing is to change)."""
        found = {}
        for name in prepared.scenario.judged:
            try:
                now = self.digests.of(folder / name)
            except contents.Damage as damage:
                raise Failure(f"{name} is damaged", str(damage))
            before, after = prepared.digests[name]
            if now == after:
                found[name] = "both" if before == after else "after"
            elif now == before:
                found[name] = "before"
            elif now is None and name in prepared.scenario.between:
                found[name] = "before"
            elif now is None:
                raise Failure(f"{name} is gone")
            else:
                raise Failure(f"{name} is neither as before nor as after", self.difference(prepared, folder, name))
        return found

    def difference(self, prepared, folder, name):
        """Some words on how a database differs from what it was."""
        if not (folder / name).is_file() or not contents.is_database(folder / name):
            return ""
        counts = []
        for path in (prepared.before / name, folder / name, prepared.after / name):
            counts.append(contents.counts(path))
        tables = {table for count in counts for table in count if len({c.get(table) for c in counts}) > 1}
        return "rows before, now, after: " + "; ".join(
            f"{table} {', '.join(str(count.get(table)) for count in counts)}" for table in sorted(tables)[:6])

    def open(self, prepared, folder):
        """Lets the program open each database that is judged, as the next command would."""
        for name in prepared.scenario.judged:
            if not name.endswith((".db", ".backup")):
                continue
            ending = self.program.run(folder, (*OPENING, name), shim={})
            if ending.crashed:
                raise Failure(f"opening {name} crashes ({ending.status})", ending.messages)
            if ending.status not in {self.opening_status(place, name) for place in (prepared.before, prepared.after)}:
                raise Failure(f"{name} cannot be opened ({ending.status})", ending.messages)

    @functools.lru_cache(maxsize=None)
    def opening_status(self, place, name):
        """How opening ends where all is well: what is not there, not ours or old is refused."""
        with tempfile.TemporaryDirectory(prefix="open-", dir=self.folder) as folder:
            if (place / name).exists():
                shutil.copy(place / name, folder)
            return self.program.run(folder, (*OPENING, name), shim={}).status

    def judge(self, prepared, folder, is_done, messages=""):
        """Judges what is there; returns the states. `is_done`: the program has said that it is done."""
        self.open(prepared, folder)
        states = self.states(prepared, folder)
        scenario = prepared.scenario
        main = scenario.judged[0]
        if is_done:
            for name, state in states.items():
                if state == "before" and not (name in scenario.later and "Warning" in messages):
                    raise Failure(f"the program said that it was done, and {name} is as before")
        for name in scenario.sooner:
            if states[main] == "after" and states[name] == "before":
                raise Failure(f"{main} is as after, {name} as before")
        return states

    def repeat(self, prepared, folder, states):
        """Runs the command again, undisturbed: it does its work now, or says that it is done already."""
        main = prepared.scenario.judged[0]
        ending = self.program.run(folder, prepared.scenario.words, shim={})
        if ending.crashed:
            raise Failure(f"run again, it crashes ({ending.status})", ending.messages)
        if states[main] == "before":
            if ending.status not in prepared.scenario.done:
                raise Failure(f"run again, it ends with {ending.status}", ending.messages)
            if self.states(prepared, folder)[main] == "before":
                raise Failure(f"run again, it ends with {ending.status} and {main} is as before")
        else:
            try:
                self.digests.of(folder / main)
            except contents.Damage as damage:
                raise Failure(f"run again, it damages {main}", str(damage))

    def strays(self, prepared, folder):
        """Files that are there neither before nor after, but for journals that nobody heeds."""
        temporary = {f"tmp/{path.name}" for path in (folder / "tmp").glob("*")}
        found = (names_in(folder) - prepared.names) | temporary
        # SQLite leaves a journal whose header it could not complete to the next that writes, which begins it anew.
        journals = {f"{name}-journal" for name in prepared.scenario.judged}
        return sorted(name for name in found
                      if not (name in journals and (folder / name).read_bytes()[:1] in (b"", b"\0")))


def judge_messages(prepared, messages, about):
    """Requires that the program says what went wrong, of which file, in the user's words; `about` is the file that the
    call was about that failed."""
    if not messages.strip():
        raise Failure("it fails and says nothing")
    # What the program advises to ask is meant to be read.
    if SQL.search(re.sub(r'agglom query "[^"]*"', "", messages)):
        raise Failure("it shows SQL", messages)
    known = {pathlib.PurePath(name).name for name in prepared.names} | {"agglom.db"}
    if not about.startswith("tmp/") and not any(name in messages for name in known):
        raise Failure("it names no file", messages)
