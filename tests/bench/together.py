"""Measures drawing together: `python -m tests.bench.together [--seconds N] [--only ROW ...]`.

Five whole editors as processes of their own edit one diagram of 1,000 shapes. Adds its rows to build/bench.json and prints them.
Everything runs on one machine, so that the delays hold the work of all five editors on its cores; `machine_late_p95_ms` says how
late it lets a thread run that wants almost nothing: on a machine with other work, compare with that. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from sync.crypto.identity import admit_device
from sync.protocol.device_entry import encode_admission
from sync.protocol.frames import Leave
from tests.bench.lateness import Lateness
from tests.support.editors.bad_line import bad_line, bad_lines
from tests.support.editors.crowd_process import CROWD_SETTINGS, crowd_at
from tests.support.editors.effort import WHOLE, WINDOW
from tests.support.editors.exercise import (
    Together,
    caught_up,
    edit_apart,
    meet_at_a_relay,
    meet_directly,
    meet_in_a_room,
    person_gone,
    pointer_seen,
    quantile,
    work_together,
)
from tests.support.editors.process import EditorProcess, editors_in
from tests.support.ports import free_port
from tests.support.relay_town import Town, build_town
from tests.support.socket_device import device_on

BUILD = Path(__file__).parents[2] / "build"
NAMES = ("ana", "ben", "cleo", "dan", "eva")
RATE = 2.0
"""Edits a second by each editor."""


def five(folder: Path, seconds: float, *, bad: bool = False) -> dict[str, Any]:
    """Let five editors work in a room of the local network."""
    with bad_lines() as worse, editors_in(folder, NAMES) as editors:
        meet_in_a_room(editors, line=worse if bad else lambda ticket: ticket)
        return figures(work_together(editors, seconds, RATE))


def five_at_a_relay(folder: Path, seconds: float, *, bad: bool = False) -> dict[str, Any]:
    """Let five editors work over a relay and nothing else."""
    town = build_town(folder, *NAMES)
    port = free_port() if bad else 0
    with ExitStack() as stack:
        if bad:
            stack.enter_context(bad_line(("127.0.0.1", port), at=town.port))
        stack.enter_context(town.serving(port))
        editors = stack.enter_context(editors_in(folder, NAMES, line="none"))
        meet_at_a_relay(editors, town.url)
        return figures(work_together(editors, seconds, RATE))


def five_directly(folder: Path, seconds: float, *, bad: bool = False) -> dict[str, Any]:
    """Let five editors work over direct channels; the relay that brought the signals is gone while they do."""
    town = build_town(folder, *NAMES)
    with editors_in(folder, NAMES, line="bad" if bad else "good") as editors:
        with town.serving() as relay:
            meet_at_a_relay(editors, town.url)
            meet_directly(editors)
            relay.kill()
        return figures(work_together(editors, seconds, RATE))


def crowd(folder: Path, seconds: float) -> dict[str, Any]:
    """Let a hundred scripted editors and a whole one work in one document of a relay."""
    names = [f"crowd{number}" for number in range(CROWD)]
    town = build_town(folder, NAMES[0], *names)
    with town.serving(0, **CROWD_SETTINGS), editors_in(folder, NAMES[:1], line="none") as (ana,):
        meet_at_a_relay((ana,), town.url)
        with crowd_at(town, ana, names, min(seconds, 20.0)) as hundred:
            ana.ask("feel")
            hundred.begin()
            done = hundred.end()
            gaps = ana.ask("felt")["gaps"]
            # The last edits of all are there before the editor is closed.
            ana.until("hash", lambda answer: answer["shapes"] >= 1_500 + CROWD)
    return {
        "editors": CROWD,
        "measured": done["measured"],
        "relay_p50_ms": done["p50_ms"],
        "relay_p99_ms": done["p99_ms"],
        "window_gap_p99_ms": round(quantile(gaps, 0.99), 1),
    }


def newcomer_at_a_relay(folder: Path, _seconds: float) -> dict[str, Any]:
    """Let somebody join a diagram of 10,000 shapes at a relay, with a link; the relay's part is from JOIN to JOINED at a bare socket."""
    town = build_town(folder, *NAMES[:3])
    with town.serving(), editors_in(folder, NAMES[:2], line="none") as (ana, ben):
        meet_at_a_relay((ana,), town.url, shapes=LARGE)
        ana.until("hash", lambda answer: answer["unsent"] == 0)
        relay_ms = sorted(joinings(town, ana, NAMES[2]))
        ben.ask("sign_in", url=town.url, email="ben@example.org", password="x")
        link = ana.ask("invite")["link"]
        given = ben.ask("expect", shapes=LARGE + LARGE // 2)["at"]
        ben.ask("enter", link=link)
        document = ana.ask("shows")["document"]
        ben.until("holds", lambda answer: bool(answer["here"]), document=document)
        ben.tell("open", document=document)
        picture_ms = round(1000 * (ben.hear("arrived", "event")["at"] - given), 1)
        return {
            "shapes": LARGE,
            "first_picture_ms": picture_ms,
            "relay_part_ms": round(relay_ms[len(relay_ms) // 2], 1),
        }


def joinings(town: Town, host: EditorProcess, name: str) -> list[float]:
    """Let somebody without a window into the diagram in front of an editor; return how long each of his joinings took, in milliseconds."""
    person = town.people[name]
    entering = [(person.user, encode_admission(admit_device(person.laptop, person.user)).hex())]
    place = host.ask("admit", people=entering)
    found = []
    with device_on(town.url, person.tokens.access_token, person.laptop) as device:
        for _ in range(JOININGS):
            begun = time.perf_counter()
            device.join(place["workspace"], place["document"])
            found.append(1000 * (time.perf_counter() - begun))
            device.send(Leave(place["document"]))
    return found


def offline_at_a_relay(folder: Path, _seconds: float) -> dict[str, Any]:
    """Let two make 1,000 edits each while the relay is away; the time is from its listening again, waits of clients included."""
    town = build_town(folder, *NAMES[:2])
    with editors_in(folder, NAMES[:2], line="none") as editors:
        with town.serving() as relay:
            meet_at_a_relay(editors, town.url)
            relay.kill()
        edit_apart(editors, OFFLINE)
        with town.serving():
            back = time.monotonic()
            for editor in editors:
                editor.ask("try_again")
            return {"edits": 2 * OFFLINE, "together_ms": round(1000 * caught_up(editors, back), 1)}


def figures(done: Together) -> dict[str, Any]:
    """Return what is reported of a run: edit to paint, the pauses of the windows' threads, and what CPU time an edit costs an editor.

    The latter holds everything that an editor does meanwhile; `tests.bench.remote` measures the window's thread alone.
    """
    shares = {name: sum(one.get(name, 0.0) for one in done.effort) for name in (WHOLE, WINDOW, "network", "store")}
    return {
        "edits": sum(done.edits),
        "measured": len(done.delays),
        "edit_to_paint_p50_ms": round(quantile(done.delays, 0.5), 1),
        "edit_to_paint_p95_ms": round(quantile(done.delays, 0.95), 1),
        "cpu_ms_per_edit": {name: round(ms / sum(done.edits) / len(done.edits), 2) for name, ms in shares.items()},
    }


def newcomer(folder: Path, _seconds: float) -> dict[str, Any]:
    """Let somebody join a diagram of 10,000 shapes; the time is from the code being given to the whole picture."""
    with editors_in(folder, NAMES[:2]) as (ana, ben):
        ana.ask("fill", count=LARGE)
        ana.tell("host")
        ticket = ana.hear("ticket")["ticket"]
        given = ben.ask("expect", shapes=LARGE + LARGE // 2)["at"]
        ben.tell("join", ticket=ticket)
        return {"shapes": LARGE, "first_picture_ms": round(1000 * (ben.hear("arrived", "event")["at"] - given), 1)}


def offline(folder: Path, _seconds: float) -> dict[str, Any]:
    """Let two make 1,000 edits each on their own; the time is from the code being given to all of it being seen by both."""
    with editors_in(folder, NAMES[:2]) as (ana, ben):
        meet_in_a_room((ana, ben))
        ana.ask("leave")
        for editor in (ana, ben):
            editor.until("hash", lambda answer: answer["peers"] == 0)
        edit_apart((ana, ben), OFFLINE)
        ana.tell("host")
        ticket = ana.hear("ticket")["ticket"]
        back = time.monotonic()
        ben.tell("join", ticket=ticket)
        return {"edits": 2 * OFFLINE, "together_ms": round(1000 * caught_up((ana, ben), back), 1)}


def presence(folder: Path, _seconds: float) -> dict[str, Any]:
    """Let one point and two look on, one of them through the host; then let him crash."""
    with editors_in(folder, NAMES[:3]) as editors:
        meet_in_a_room(editors)
        ana, ben, cleo = editors
        delays = []
        for editor in (ana, cleo):
            editor.until("people", lambda answer: len(answer["people"]) == 2)
            editor.ask("look")
        for number in range(POINTINGS):
            place = [100.0 + 5 * number, 80.0]
            pointed = ben.ask("point", x=place[0], y=place[1])["at"]
            delays += [1000 * (pointer_seen(editor, "ben", place) - pointed) for editor in (ana, cleo)]
        ben.kill()
        killed = time.monotonic()
        gone = max(person_gone(editor, "ben") for editor in (ana, cleo)) - killed
    return {"pointer_p95_ms": round(quantile(delays, 0.95), 1), "gone_after_crash_ms": round(1000 * gone, 1)}


LARGE, OFFLINE, POINTINGS, CROWD, JOININGS = 10_000, 1_000, 50, 100, 9
ROWS: dict[str, tuple[Callable[[Path, float], dict[str, Any]], dict[str, float]]] = {
    "five editors, local network": (five, {"edit_to_paint_p95_ms": 50.0}),
    "five editors, local network, 100 ms and 5 % lost": (partial(five, bad=True), {}),
    "five editors, relay": (five_at_a_relay, {"edit_to_paint_p95_ms": 50.0}),
    "five editors, relay, 100 ms and 5 % lost": (partial(five_at_a_relay, bad=True), {"edit_to_paint_p95_ms": 400.0}),
    "five editors, direct channels": (five_directly, {"edit_to_paint_p95_ms": 50.0}),
    "five editors, direct channels, 100 ms and 5 % lost": (partial(five_directly, bad=True), {}),
    "100 editors and a window, relay": (crowd, {"relay_p99_ms": 50.0, "window_gap_p99_ms": 33.0}),
    "newcomer, relay": (newcomer_at_a_relay, {"first_picture_ms": 1500.0, "relay_part_ms": 30.0}),
    "an hour offline on two sides, relay": (offline_at_a_relay, {"together_ms": 2000.0}),
    "newcomer, local network": (newcomer, {"first_picture_ms": 1500.0}),
    "an hour offline on two sides, local network": (offline, {"together_ms": 2000.0}),
    "presence, local network": (presence, {"pointer_p95_ms": 100.0, "gone_after_crash_ms": 5000.0}),
}
"""What is measured, and its budgets."""


def main() -> None:
    """Measure, print and add to the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.together")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--only", nargs="+", choices=list(ROWS), default=list(ROWS))
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rows = []
    for name in options.only:
        measure, budgets = ROWS[name]
        with tempfile.TemporaryDirectory(prefix="bench-together-") as folder, Lateness() as machine:
            found = {"work": name, **measure(Path(folder), options.seconds)}
        found["budgets"] = budgets
        found["over"] = [key for key, most in budgets.items() if found[key] > most]
        found["load"] = round(os.getloadavg()[0], 1)
        found["machine_late_p95_ms"] = machine.p95_ms
        rows.append(found)
        print(json.dumps(found), flush=True)
    add_rows(BUILD / "bench.json", rows)


def add_rows(path: Path, rows: list[dict[str, Any]]) -> None:
    """Put rows into the report, in the place of those with the same name."""
    path.parent.mkdir(exist_ok=True)
    report: dict[str, Any] = json.loads(path.read_text()) if path.is_file() else {}
    kept = {row["work"]: row for row in [*report.get("together", []), *rows]}
    report["together"] = list(kept.values())
    path.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
