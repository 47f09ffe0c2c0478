"""What SQLite kept beside another database lies beside the name of a new one: it does not come into the new one."""
import shutil, sqlite3

from faults import calls, contents
from faults.bench import Failure, state_of

KIND = "stale"

# The scenario whose import is killed for its journal.
SOURCE = "import-small"


def leftovers(bench, prepared_import):
    """A journal of an import that was killed, and the log and its index of a database that was in use."""
    def body(folder):
        with bench.copy_of(prepared_import) as run:
            files, places = {}, []
            for call in prepared_import.calls:
                if call.kind == calls.OPEN:
                    files[call.file] = call.first
                elif call.kind == calls.WRITE and files[call.file].endswith("agglom.db"):
                    places.append(call.count)
            bench.program.run(run, prepared_import.scenario.words, shim={"AT": places[-1], "DO": "kill-after"})
            shutil.copy(run / "agglom.db-journal", folder / "left-journal")
        database = sqlite3.connect(folder / "other.db")
        shutil.copy(prepared_import.before / "agglom.db", folder / "other.db")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("UPDATE zone SET name_en = 'of another database'")
        database.execute("UPDATE industry SET name_en = 'of another database'")
        database.commit()
        for end in ("-wal", "-shm"):
            shutil.copy(folder / f"other.db{end}", folder / f"left{end}")
        database.close()
    return bench.workshop.make("leftovers", body)


def choose(prepared, count, random):
    if not prepared.scenario.stale:
        return []
    names = [prepared.scenario.judged[0]]
    names += [name for name in prepared.temporary if not name.endswith(contents.BESIDE)]
    return [f"{ends}:{name}" for name in names for ends in ("-journal", "-wal", "-wal-shm", "-journal-wal")]


def run(bench, prepared, text):
    ends, name = text.split(":", 1)
    target = prepared.scenario.judged[0]
    with bench.copy_of(prepared) as folder:
        for end in ends.split("-")[1:]:
            shutil.copy(bench.folder / "made" / "leftovers" / f"left-{end}", folder / f"{name}-{end}")
        before = contents.sha(folder / target) if (folder / target).exists() else None
        ending = bench.program.run(folder, prepared.scenario.words, shim={"PID": 4242})
        if ending.crashed:
            raise Failure(f"it crashes ({ending.status})", ending.messages)
        if ending.status not in prepared.scenario.done:
            # It may refuse; then it has changed nothing.
            now = contents.sha(folder / target) if (folder / target).exists() else None
            if now != before:
                raise Failure(f"it refuses ({ending.status}) and has changed {target}", ending.messages)
            if not ending.messages.strip():
                raise Failure(f"it refuses ({ending.status}) and says nothing")
            return state_of({target: "before"})
        return state_of(bench.judge(prepared, folder, True))
