"""The program is killed: at a call that changes a file, before or after it, or at any time."""
from faults import calls
from faults.bench import Failure, state_of

KIND = "kill"


def choose(prepared, count, random):
    """`count` cases: three in four at a call, most of those at one that is no plain write, where work changes hands."""
    turns = [call.count for call in prepared.calls
             if call.kind not in (calls.WRITE, calls.CLOSE, calls.END, calls.MODE) and call.count > 0]
    cases = []
    for number in range(count):
        if number % 4 == 3:
            cases.append(f"time:{random.random():.4f}")
            continue
        place = random.choice(turns) if number % 4 < 2 and turns else random.randint(1, prepared.end)
        cases.append(f"{random.choice(('before', 'after'))}:{place}")
    return cases


def run(bench, prepared, text):
    how, place = text.split(":")
    with bench.copy_of(prepared) as folder:
        if how == "time":
            ending = bench.program.run(folder, prepared.scenario.words, shim={},
                                       kill_after=float(place) * prepared.seconds)
        else:
            ending = bench.program.run(folder, prepared.scenario.words, shim={"AT": place, "DO": f"kill-{how}"})
        if ending.crashed:
            raise Failure(f"it crashes ({ending.status})", ending.messages)
        states = bench.judge(prepared, folder, ending.status in prepared.scenario.done)
        bench.repeat(prepared, folder, states)
        return state_of(states)
