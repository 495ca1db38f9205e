"""Shows where an edit spends its time: `python -m tests.bench.stages [--seconds N] [--rate R] [--only PATH ...]`.

Five editors as in `tests.bench.together`; each move is followed from its release at one to the picture at every other. `--rate 0` lets one
edit at a time. Means add up to the whole; "slowest" is the mean among the slowest twentieth. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from tests.bench.together import NAMES, RATE
from tests.support.editors.exercise import meet_at_a_relay, meet_directly, meet_in_a_room, quantile, work_together
from tests.support.editors.process import EditorProcess, editors_in
from tests.support.relay_town import build_town

Key = tuple[str, int]
Times = dict[str, dict[Key, list[tuple[float, float]]]]
OWN = ("told", "sealed", "rows<", "rows>", "send", "out")
HOST = ("came", "open<", "open>", "send", "out")
READER = ("came", "open<", "open>", "given", "heard", "apply<", "scene", "apply>", "paint<", "paint>", "painted")


class Notes:
    """The notes of one editor."""

    def __init__(self, path: Path) -> None:
        self.times: Times = defaultdict(lambda: defaultdict(list))
        self.moves: dict[int, Key] = {}
        self.sealed: dict[Key, Key] = {}
        self.released: dict[int, float] = {}
        self.pauses: list[tuple[float, float]] = []
        self.steps: list[tuple[str, float, float]] = []
        self.begun = 0.0, 0.0
        begun = 0.0
        for at, cpu, stage, writer, number in json.loads(path.read_text()):
            word, _, what = stage.partition(" ")
            key = (writer, number)
            if word == "numbered":
                self.moves[int(what)] = key
            elif word == "sealed":
                self.sealed[writer, int(what)] = key
            elif word == "released":
                self.released[number] = at
            elif word == "gc<":
                begun = at
            elif word == "gc>":
                self.pauses.append((begun, at))
            elif word in ("stored<", "asked<"):
                self.begun = at, cpu
            elif word in ("stored>", "asked>"):
                self.steps.append((word[:-1], 1000 * (at - self.begun[0]), 1000 * (cpu - self.begun[1])))
            self.times[word][key].append((at, cpu))

    def first(self, stage: str, key: Key) -> float | None:
        """Return when an edit was there first."""
        found = self.times[stage].get(key)
        return found[0][0] if found else None

    def way(self, stages: Sequence[str], key: Key) -> list[float | None]:
        """Return when an edit was at some stages."""
        return [self.first(stage, key) for stage in stages]


def followed(editors: Sequence[Notes], host: int | None) -> list[dict[str, float]]:
    """Return how many milliseconds each move took to each stage from the one before, for each reader."""
    found = []
    for author, own in enumerate(editors):
        for move, released in own.released.items():
            number = own.moves.get(move)
            sealed = own.sealed.get(number) if number else None
            if number is None or sealed is None:
                continue
            first = [("released", released), ("numbered", own.first("numbered", number))]
            first += [("own told", own.first("told", number))]
            first += [(f"own {one}", own.first(one, sealed)) for one in OWN[1:]]
            for reader, other in enumerate(editors):
                if reader == author:
                    continue
                steps = list(first)
                if host is not None and host not in (author, reader):
                    steps += [(f"host {one}", editors[host].first(one, sealed)) for one in HOST]
                steps += [(one, other.first(one, sealed)) for one in READER]
                if all(at is not None for _, at in steps):
                    found.append(_differences(steps))  # type: ignore[arg-type]
    return found


def _differences(steps: list[tuple[str, float]]) -> dict[str, float]:
    taken = {name: 1000 * (at - before) for (_, before), (name, at) in pairwise(steps)}
    return {**taken, "whole": 1000 * (steps[-1][1] - steps[0][1])}


def table(ways: list[dict[str, float]], title: str) -> None:
    """Print what each stage took."""
    if not ways:
        return
    slow = sorted(ways, key=lambda one: one["whole"])[-max(1, len(ways) // 20) :]
    print(f"\n{title}: {len(ways)} ways\n{'stage':<14}{'p50':>8}{'p95':>8}{'mean':>8}{'slowest':>9}")
    for name in ways[0]:
        values = [one[name] for one in ways]
        figures = (quantile(values, 0.5), quantile(values, 0.95), _mean(values), _mean([one[name] for one in slow]))
        print(f"{name:<14}{figures[0]:>8.2f}{figures[1]:>8.2f}{figures[2]:>8.2f}{figures[3]:>9.2f}")


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def work(editors: Sequence[EditorProcess], folder: Path, options: argparse.Namespace) -> list[Notes]:
    """Let them work; return their notes."""
    if options.rate:
        done = work_together(editors, options.seconds, options.rate)
        edits = sum(done.edits)
        print(f"edit to paint p50 {quantile(done.delays, 0.5):.1f}, p95 {quantile(done.delays, 0.95):.1f} ms")
        for name in sorted({name for one in done.effort for name in one}):
            each = [round(one.get(name, 0.0) / edits, 2) for one in done.effort]
            if max(each) >= 0.01:
                print(f"  CPU ms per edit, {name}: {each}")
    else:
        for number, editor in enumerate(editors):
            editor.ask("watch", own=number, editors=len(editors))
        for number, editor in enumerate(editors):
            editor.tell("work", seconds=options.seconds, rate=4.0, own=number, editors=len(editors), seed=number)
            editor.hear("work")
    found = []
    for editor in editors:
        path = folder / f"{editor.name}.json"
        editor.ask("stages", path=str(path))
        found.append(Notes(path))
    return found


def room(folder: Path, options: argparse.Namespace) -> None:
    """Over the local network; the first is the host."""
    with editors_in(folder, NAMES) as editors:
        meet_in_a_room(editors)
        report(work(editors, folder, options), 0)


def relay(folder: Path, options: argparse.Namespace) -> None:
    """Over a relay."""
    town = build_town(folder, *NAMES)
    with town.serving(), editors_in(folder, NAMES, line="none") as editors:
        meet_at_a_relay(editors, town.url)
        report(work(editors, folder, options), None)


def direct(folder: Path, options: argparse.Namespace) -> None:
    """Over direct channels."""
    town = build_town(folder, *NAMES)
    with editors_in(folder, NAMES) as editors:
        with town.serving() as process:
            meet_at_a_relay(editors, town.url)
            meet_directly(editors)
            process.kill()
        report(work(editors, folder, options), None)


def report(notes: list[Notes], host: int | None) -> None:
    """Print the tables."""
    ways = followed(notes, host)
    table([one for one in ways if "host came" not in one], "from one to the other")
    table([one for one in ways if "host came" in one], "through the host")
    for word in ("stored", "asked"):
        steps = [one for each in notes for one in each.steps if one[0] == word]
        walls, cpus = [one[1] for one in steps], [one[2] for one in steps]
        spread = ", ".join(f"p{100 * part:.0f} {quantile(walls, part):.1f}" for part in (0.5, 0.95, 0.99))
        print(f"store, {word}: {len(steps)}, {spread} ms; CPU mean {_mean(cpus):.2f}, most {max(cpus):.1f} ms")
    pauses = [1000 * (end - begin) for one in notes for begin, end in one.pauses]
    print(f"collections: {len(pauses)}, longest {max(pauses, default=0.0):.1f} ms, together {sum(pauses):.0f} ms")


PATHS = {"room": room, "relay": relay, "direct": direct}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.stages")
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--only", nargs="+", choices=list(PATHS), default=list(PATHS))
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["AIO_CANVAS_TEST_STAGES"] = "1"
    for name in options.only:
        with tempfile.TemporaryDirectory(prefix="bench-stages-") as folder:
            print(f"\n=== {name}, load {os.getloadavg()[0]:.1f}")
            PATHS[name](Path(folder), options)


if __name__ == "__main__":
    main()
