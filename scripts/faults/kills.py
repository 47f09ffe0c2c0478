"""The program is killed: at a call that changes a file, before or after it, or at any time."""
from faults import calls
from faults.bench import Failure, state_of

KIND = "kill"
KINDS = set(range(calls.OPEN, calls.END)) - {calls.CLOSE, calls.MODE}


def choose(prepared, count, random):
    """`count` cases: half at a call of some sort to some file, each as often as the others, though most calls are writes
    to the database; the others at any call or any time."""
    sorts = calls.sorts(prepared.calls, prepared.paths, KINDS)
    cases = []
    for number in range(count):
        if number % 4 == 3:
            cases.append(f"time:{random.random():.4f}")
            continue
        place = random.choice(random.choice(sorts)) if number % 4 < 2 else random.randint(1, prepared.end)
        cases.append(f"{random.choice(('before', 'after'))}:{place}")
    return cases


def run(bench, prepared, text):
    how, place = text.split(":")
    with bench.copy_of(prepared) as folder:
        if how == "time":
            ending = bench.program.run(folder, prepared.scenario.words, shim={},
                                       kill_after=float(place) * prepared.seconds)
        else:
            ending = bench.program.run(folder, prepared.scenario.words, shim={"AT": int(place), "DO": f"kill-{how}"})
            if not ending.was_killed:
                raise Failure(f"there is no call of that number; there were {prepared.end}")
        if ending.crashed:
            raise Failure(f"it crashes ({ending.status})", ending.messages)
        states = bench.judge(prepared, folder, ending.status in prepared.scenario.done)
        bench.repeat(prepared, folder, states)
        return state_of(states)
