"""Attacks the program, scenario by scenario, and prints a table of what came of it."""
import argparse, collections, multiprocessing, os, random, re, sys, traceback

from faults import errors, kills, links, power, scenarios, stale
from faults.bench import Bench, Failure
from faults.program import Program

KINDS = {module.KIND: module for module in (kills, errors, power, links, stale)}

# How much of a failure is shown.
LONGEST = 600


class Outcome:
    """How a case ended: `state` is before or after; `failure` says what is wrong, if anything is."""

    def __init__(self, scenario, kind, text, state="", failure=None):
        self.scenario, self.kind, self.text, self.state, self.failure = scenario, kind, text, state, failure


def options():
    parser = argparse.ArgumentParser(prog="scripts/test-faults", description="""
        Kills the program, lets its calls fail and takes the power away, and shows that what it was asked to do has
        been done whole or not at all.""")
    parser.add_argument("program", help=argparse.SUPPRESS)
    parser.add_argument("shim", help=argparse.SUPPRESS)
    parser.add_argument("folder", help=argparse.SUPPRESS)
    for kind, what in (("kills", "kills"), ("errors", "calls that fail"), ("power", "states after a loss of power")):
        parser.add_argument(f"--{kind}", type=int, default=144, metavar="N", help=f"how many {what} (default: 144)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which ones (default: 1)")
    parser.add_argument("--only", choices=sorted(KINDS), action="append", metavar="KIND",
                        help=f"one kind alone: {', '.join(KINDS)}")
    parser.add_argument("--scenario", choices=list(scenarios.NAMED), action="append", metavar="NAME",
                        help="one scenario alone: " + ", ".join(scenarios.NAMED))
    parser.add_argument("--case", metavar="CASE", help="one case alone, as a failure names it")
    parser.add_argument("--keep", metavar="FOLDER", help="keep there what is left of that case")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N", help="how many at a time")
    given = parser.parse_args()
    if given.case and not (given.only and given.scenario and len(given.only) == len(given.scenario) == 1):
        parser.error("--case needs --only KIND and --scenario NAME")
    return given


def prepare(name):
    try:
        prepared = bench.prepare(scenarios.NAMED[name])
        prepared.temporary = links.temporary_names(bench, prepared)
        return prepared
    except Exception as error:
        return RuntimeError(f"{name}: {error}")


def run(case):
    name, kind, text = case
    try:
        return Outcome(name, kind, text, KINDS[kind].run(bench, ready[name], text))
    except Failure as failure:
        return Outcome(name, kind, text, failure=failure)
    except Exception:
        return Outcome(name, kind, text, failure=Failure("the test itself fails", traceback.format_exc()))


def cases(given, chosen):
    """Every case: (scenario, kind, text)."""
    if given.case:
        return [(given.scenario[0], given.only[0], given.case)]
    found = []
    for kind, module in KINDS.items():
        if given.only and kind not in given.only:
            continue
        all_of_kind = {kills: given.kills, errors: given.errors, power: given.power}.get(module, 0)
        for place, name in enumerate(chosen):
            count = all_of_kind // len(chosen) + (place < all_of_kind % len(chosen))
            choice = random.Random(f"{given.seed} {name} {kind}")
            found += [(name, kind, text) for text in module.choose(ready[name], count, choice)]
    return found


def report(outcomes):
    """The table of how many cases there were and how many were survived."""
    kinds = [kind for kind in KINDS if any(outcome.kind == kind for outcome in outcomes)]
    counts = collections.Counter((outcome.scenario, outcome.kind, not outcome.failure) for outcome in outcomes)

    def line(name, names):
        cells = []
        for kind in kinds:
            good, bad = (sum(counts[each, kind, is_good] for each in names) for is_good in (True, False))
            cells.append(f"{good + bad:>5}{good:>6}" if good + bad else " " * 11)
        return f"{name:<21}" + " ".join(cells)
    print("cases and survived".ljust(21) + " ".join(f"{kind:>11}" for kind in kinds))
    named = [name for name in scenarios.NAMED if any(outcome.scenario == name for outcome in outcomes)]
    for name in named:
        print(line(name, [name]).rstrip())
    print(line("all", named))
    ends = collections.Counter((outcome.kind, outcome.state) for outcome in outcomes if not outcome.failure)
    for kind in kinds:
        print(f"{kind}: {ends[kind, 'before']} as before, {ends[kind, 'after']} as after, "
              f"{ends[kind, 'both']} where both are the same")


def fail(outcomes, seed):
    """Tells the failures, those that are of one sort only once, with the first case of each scenario."""
    told = collections.defaultdict(dict)
    for outcome in outcomes:
        if outcome.failure:
            sort = re.sub(r"\d+|\.[0-9a-z-]+\.part", "0", outcome.failure.what)
            told[outcome.kind, sort].setdefault(outcome.scenario, []).append(outcome)
    for (kind, _), scenarios_of_sort in told.items():
        first = next(iter(scenarios_of_sort.values()))[0]
        text = str(first.failure)
        print(f"\nFAILED, {kind}: {text if len(text) < LONGEST else text[:LONGEST] + ' ...'}")
        for name, same in scenarios_of_sort.items():
            more = f"    # and {len(same) - 1} more" if len(same) > 1 else ""
            print(f"  scripts/test-faults --seed {seed} --only {kind} --scenario {name} --case '{same[0].text}'{more}")
    return 1 if told else 0


if __name__ == "__main__":
    given = options()
    bench = Bench(Program(given.program, given.shim), given.folder, given.keep)
    chosen = [name for name in scenarios.NAMED if not given.scenario or name in given.scenario]
    has_stale = not given.only or stale.KIND in given.only
    for thing in (bench.workshop.curated, bench.workshop.surveyed, bench.workshop.updated,
                  bench.workshop.exported):
        thing()
    with multiprocessing.Pool(given.jobs) as pool:
        made = pool.map(prepare, {**dict.fromkeys(chosen), **({stale.SOURCE: None} if has_stale else {})}, chunksize=1)
    for each in made:
        if isinstance(each, Exception):
            sys.exit(str(each))
    ready = {each.name: each for each in made}
    if has_stale:
        stale.leftovers(bench, ready[stale.SOURCE])
    todo = cases(given, chosen)
    random.Random(given.seed).shuffle(todo)
    outcomes = []
    with multiprocessing.Pool(given.jobs) as pool:
        for outcome in pool.imap_unordered(run, todo):
            outcomes.append(outcome)
            if sys.stderr.isatty() or len(outcomes) % 100 == 0:
                print(f"{len(outcomes)} of {len(todo)} cases", end="\r" if sys.stderr.isatty() else "\n",
                      file=sys.stderr, flush=True)
    outcomes.sort(key=lambda outcome: (list(KINDS).index(outcome.kind), chosen.index(outcome.scenario), outcome.text))
    report(outcomes)
    sys.exit(fail(outcomes, given.seed))
