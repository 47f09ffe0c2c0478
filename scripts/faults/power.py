"""The power goes: what a disk may then hold is made from the record of a run, and opened."""
import random as randomness

from faults import calls
from faults.bench import Failure, state_of
from faults.disk import KEEPERS, Disk

KIND = "power"


def choose(prepared, count, random):
    """`count` cases: some behind the end, most about a call that synchronises or names, the others anywhere."""
    record = prepared.calls
    turns = [place + side for place, call in enumerate(record) for side in (0, 1)
             if call.kind in (calls.SYNC, calls.RENAME, calls.LINK, calls.UNLINK, calls.EXCHANGE)]
    cases = [f"{len(record)}:none:none:0"]
    while len(cases) < count:
        part = random.random()
        cut = len(record) if part < 0.15 else random.choice(turns) if part < 0.7 and turns \
            else random.randint(0, len(record))
        cases.append(f"{cut}:{random.choice(sorted(KEEPERS))}:{random.choice(('none', 'all', 'some'))}"
                     f":{random.randrange(10**6)}")
    return cases[:count]


def run(bench, prepared, text):
    cut, keeper, keep_names, seed = text.split(":")
    random = randomness.Random(int(seed))
    disk = Disk(prepared.before)
    disk.folder = prepared.recorded_in
    for call in prepared.calls[:int(cut)]:
        disk.follow(call)
    waiting = len(disk.name_changes)
    kept = {"none": 0, "all": waiting, "some": random.randint(0, waiting)}[keep_names]
    with bench.empty_folder() as folder:
        disk.write_crashed(str(folder), kept, KEEPERS[keeper](random))
        states = bench.judge(prepared, folder, int(cut) == len(prepared.calls))
        # Each second one is enough to see that nothing that is left stands in the way.
        if int(seed) % 2:
            bench.repeat(prepared, folder, states)
        return state_of(states)
