"""Links lie in wait at the names that the program uses for a while: nothing is written where they lead."""
from faults import calls
from faults.bench import Failure, names_in, state_of

KIND = "links"
PID = 4242


def temporary_names(bench, prepared):
    """The names that are made and gone again, and are the same in two runs of one process number."""
    found = []
    for number in (1, 2):
        with bench.copy_of(prepared) as folder:
            log = folder.parent / "log"
            bench.program.run(folder, prepared.scenario.words, shim={"LOG": log, "PID": PID, "BRIEF": 1})
            names = set()
            for call in calls.read(log):
                if call.kind == calls.OPEN and call.number & calls.MADE:
                    names.add(call.second[len(str(folder.resolve())) + 1:])
                elif call.kind == calls.MKDIR:
                    names.add(call.first[len(str(folder.resolve())) + 1:])
            found.append({name for name in names if not name.startswith("tmp/")})
    return sorted((found[0] & found[1]) - names_in(prepared.before) - names_in(prepared.after))


def choose(prepared, count, random):
    return [f"{kind}:{name}" for name in prepared.temporary for kind in ("file", "nothing")]


def run(bench, prepared, text):
    kind, name = text.split(":", 1)
    with bench.copy_of(prepared) as folder:
        if not (folder / name).parent.is_dir():
            return state_of({})
        victim = folder.parent / "victim"
        if kind == "file":
            victim.write_bytes(b"precious")
        (folder / name).symlink_to(victim)
        ending = bench.program.run(folder, prepared.scenario.words, shim={"PID": PID})
        if ending.crashed:
            raise Failure(f"it crashes ({ending.status})", ending.messages)
        if kind == "nothing" and victim.exists():
            raise Failure(f"what the link at {name} leads to was made (status {ending.status})")
        if kind == "file" and victim.read_bytes() != b"precious":
            raise Failure(f"what the link at {name} leads to was written (status {ending.status})")
        beside = [path.name for path in folder.parent.iterdir() if path.name.startswith("victim-")]
        if beside:
            raise Failure(f"{', '.join(beside)} was made beside what the link at {name} leads to")
        # A link in the place of a journal that SQLite will not follow stops the next command too, and says so.
        if (folder / name).is_symlink() and ending.status not in prepared.scenario.done:
            (folder / name).unlink()
        states = bench.judge(prepared, folder, ending.status in prepared.scenario.done)
        return state_of(states)
