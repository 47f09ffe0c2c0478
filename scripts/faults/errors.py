"""A call fails: the disk is full, cannot be written or read, or the folder is not ours; once or from then on."""
from faults import calls
from faults.bench import Failure, judge_messages, state_of
from faults.program import ERRORS

KIND = "error"
SPACE = {calls.OPEN, calls.WRITE, calls.TRUNCATE, calls.RENAME, calls.LINK, calls.MKDIR, calls.SYNC}
PERMISSION = {calls.OPEN, calls.RENAME, calls.LINK, calls.UNLINK, calls.MKDIR, calls.RMDIR}
FAILING = {"ENOSPC": SPACE, "EDQUOT": SPACE, "EACCES": PERMISSION, "EIO": SPACE | PERMISSION, "short": {calls.WRITE}}
CHOICES = [("ENOSPC", "on"), ("EIO", "once"), ("short", "on"), ("EACCES", "on"), ("EIO", "on"), ("ENOSPC", "once"),
           ("short", "once"), ("EDQUOT", "on"), ("EACCES", "once"), ("EREAD", "once"), ("EREAD", "on")]


def choose(prepared, count, random):
    cases = []
    start = random.randrange(len(CHOICES))
    for number in range(count):
        error, how_long = CHOICES[(start + number) % len(CHOICES)]
        if error == "EREAD":
            place = random.randint(1, prepared.reads)
        else:
            # Each sort of call to each file as often as the others, though most are writes to the database.
            place = random.choice(random.choice(calls.sorts(prepared.calls, prepared.paths, FAILING[error])))
        cases.append(f"{error}:{how_long}:{place}")
    return cases


def run(bench, prepared, text):
    error, how_long, place = text.split(":")
    shim = {"AT": int(place), "DO": "short" if error == "short" else ERRORS["EIO" if error == "EREAD" else error]}
    if how_long == "on":
        shim["ON"] = 1
    if error == "EREAD":
        shim["READS"] = 1
    scenario = prepared.scenario
    with bench.copy_of(prepared) as folder:
        ending = bench.program.run(folder, scenario.words, shim=shim)
        if ending.crashed or ending.was_killed:
            raise Failure(f"it crashes ({ending.status})", ending.messages)
        is_done = ending.status in scenario.done
        # A journal may be left for the next command, which is what opens the database here.
        states = bench.judge(prepared, folder, is_done, ending.messages)
        strays = bench.strays(prepared, folder)
        # Where nothing can be changed any more, nothing can be cleared away either; nor what cannot be removed.
        removes = {call.count for call in prepared.calls if call.kind in (calls.UNLINK, calls.RMDIR)}
        can_clear = not (error in ("EIO", "EACCES") and (how_long == "on" or int(place) in removes))
        if can_clear and strays:
            raise Failure(f"it leaves {', '.join(strays)} (status {ending.status})")
        bench.repeat(prepared, folder, states)
        if not is_done:
            judge_messages(prepared, ending.messages, prepared.paths.get(int(place), ""))
        return state_of(states)
