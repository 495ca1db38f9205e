"""Measures what others cost a window: `python -m tests.bench.remote [--shapes N] [--edits N] [--only ROW ...]`.

One whole window shows a shared diagram while a colleague edits it ten times a second, and while a hundred people point and drag.
All is CPU time of the window's thread, painting and what follows later included, less what the window takes while nothing happens:
other work on the machine takes nothing away. Adds its rows to build/bench.json and prints them. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

from app.bootstrap import _application
from app.collaboration.status_line import Paths
from canvas.editor.camera import Camera
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec
from canvas.model.document import Document
from canvas.model.history import History
from canvas.model.records import Snapshot
from canvas.qt.text import QtTextEngine
from sync.engine.effects import ApplyUpdate, DocumentStatus, PresenceChanged, StatusChanged
from sync.engine.events import Event
from sync.protocol.presence import Activity, Moved, Presence
from sync.protocol.roles import Role
from tests.bench.calibration import REFERENCE_MS, times_ms, workload
from tests.bench.diagram import make_records
from tests.bench.together import BUILD, add_rows
from tests.support.editors.hand import Hand, Task
from tests.support.stage import Stage
from tests.support.workspace import ANA, BEN, Person, team

PACE_MS, PICTURE_MS, REST_MS = 100, 33, 700
PEOPLE, BEFORE = 100, 450


class Colleague:
    """Somebody who edits the same diagram elsewhere, as the editors of `tests.bench.together` do."""

    def __init__(self, state: bytes) -> None:
        document = Document(4711, [state])
        self.editor = Editor(document, History(document), QtTextEngine())
        self._sent: list[bytes] = []
        document.on_update(lambda update, _origin: self._sent.append(update))
        self._hand, self._task = Hand(self, time.monotonic), Task(0.0, 1, 5, random.Random(7))

    def edit(self) -> bytes:
        """Return the update of one more edit."""
        while not self._sent:
            self._hand.edit(self._task)
        return self._sent.pop(0)


class Seat:
    """The window, and the team that shares the diagram in front of it."""

    def __init__(self, folder: Path, shapes: int) -> None:
        self.user, self.names, self.colors, self.paths = ANA.user, {BEN.user: "Ben"}, dict[str, str](), Paths()
        self.title, self.remover, self.pictures = "Team", "", dict[str, bytes]()
        log, made = team(ben=Role.EDITOR), make_records(shapes)
        self.crowd = [Person(f"person {number}") for number in range(PEOPLE)]
        for person in self.crowd:
            log.join(person)
        self.devices = [person.laptop.device for person in self.crowd]
        self.document, self.state = log.diagram("plan"), log.state
        self.stage = Stage(folder)
        self.window = self.stage.window
        self.window.resize(1200, 800)
        self.window.show()
        content = Snapshot(made.meta, made.pages, made.layers, made.shapes)
        self.stage.desktop.session.add(content, "Plan", self.document)
        self.window.teams.team_of = lambda _document: self
        assert self.window.open_diagram(self.document)
        size = self.stage.view.size()
        self.stage.editor.set_camera(Camera(1.0, Vec(-40, -40), size.width(), size.height()))
        self.stage.view.settle()

    def tell(self, event: Event) -> None:
        """Take what the window tells the engine; nobody answers."""

    def know(self, user: str, name: str) -> None:
        """Take how somebody calls himself; everybody has a name here."""

    def say_title(self, document: str, title: str, *, again: bool = False) -> None:
        """Take what the diagram is called; nobody lists it."""

    def comes(self, update: bytes) -> None:
        """Let an edit arrive, with the status that follows it."""
        self.window.teams.handle(ApplyUpdate(self.document, BEN.laptop.device, update))
        self.window.teams.handle(StatusChanged(self.document, DocumentStatus(may_write=True)))

    def hear(self, number: int, word: Presence) -> None:
        """Let the word of somebody of the crowd arrive."""
        self.window.teams.handle(PresenceChanged(self.document, self.devices[number], word))


def lived(seconds: float) -> float:
    """Let the window live; return the milliseconds of CPU that its thread took."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    before = time.thread_time()
    loop.exec()
    return 1000 * (time.thread_time() - before)


def paced(pace_ms: int, steps: int, step: Callable[[], None]) -> float:
    """Make steps at a pace and let the window come to rest; return the milliseconds of CPU that they cost."""
    idle = lived(1.0)
    loop, timer, begun, left = QEventLoop(), QTimer(), time.monotonic(), steps

    def beat() -> None:
        nonlocal left
        left -= 1
        if not left:
            timer.stop()
            QTimer.singleShot(REST_MS, loop.quit)
        step()

    timer.timeout.connect(beat)
    timer.start(pace_ms)
    before = time.thread_time()
    loop.exec()
    return 1000 * (time.thread_time() - before) - idle * (time.monotonic() - begun)


def edits(seat: Seat, count: int, at_once: int) -> float:
    """Return what one edit costs, when so many come at once ten times a second."""
    colleague = Colleague(seat.stage.tab.diagram.document.state())
    steps = max(1, count // at_once)
    waiting = iter([colleague.edit() for _ in range(steps * at_once)])

    def step() -> None:
        for _ in range(at_once):
            seat.comes(next(waiting))

    return paced(PACE_MS, steps, step) / (steps * at_once)


def late_edits(seat: Seat, count: int) -> float:
    """Return what one edit costs when many have been made before, so that many lines lead around shapes."""
    document = seat.stage.tab.diagram.document
    colleague = Colleague(document.state())
    document.apply_updates([colleague.edit() for _ in range(BEFORE)])
    lived(4.0)
    return edits(seat, count, 1)


def selected_edits(seat: Seat, count: int) -> float:
    """Return what one edit costs while what is edited most is selected here."""
    seat.stage.editor.select(("s1",))
    try:
        return edits(seat, count, 1)
    finally:
        seat.stage.editor.select(())


def crowd(seat: Seat, seconds: int, *, drags: bool) -> float:
    """Return what a hundred people cost in each second who say ten times in it where they point, what they selected, and drag that."""
    page, clock = seat.stage.editor.page, 0

    def step() -> None:
        nonlocal clock
        clock += 1
        for number in range(clock % 3, PEOPLE, 3):
            x, y = 90.0 * (number % 12) + clock % 20, 60.0 * (number // 12)
            moved = (Moved(f"s{number}", x, y, 70.0, 40.0, 0.0),) if drags else None
            word = Presence(
                clock, Activity.HERE, f"Person {number}", 0x336699, page, (x, y), moved=moved, selection=(f"s{number}",)
            )  # fmt: skip
            seat.hear(number, word)

    return paced(PICTURE_MS, seconds * 1000 // PICTURE_MS, step) / seconds


def painting(seat: Seat, pictures: int) -> float:
    """Return what one more picture of the whole canvas costs because a hundred people are on it."""

    def once(_: int) -> None:
        seat.stage.view.repaint()

    crowd(seat, 1, drags=False)
    among = statistics.median(times_ms(once, pictures))
    for device in seat.devices:
        seat.window.presence.part(seat.document).leave(device)  # type: ignore[union-attr]
    lived(0.2)
    return among - statistics.median(times_ms(once, pictures))


ROWS: dict[str, tuple[Callable[[Seat, int], float], int, float | None]] = {
    "remote edit, one at a time": (partial(edits, at_once=1), 1, 4.0),
    "remote edit of what is selected": (selected_edits, 1, None),
    "remote edit, eight at once": (partial(edits, at_once=8), 2, 4.0),
    "100 people point: each second": (lambda seat, _: crowd(seat, 4, drags=False), 1, None),
    "100 people point and drag: each second": (lambda seat, _: crowd(seat, 4, drags=True), 1, None),
    "painting 100 people: each picture": (lambda seat, _: painting(seat, 30), 1, 2.0),
    f"remote edit, one at a time, after {BEFORE} others": (late_edits, 2, None),
}
"""What is measured, how many times as many edits as asked for, and the budget in milliseconds."""


def row(name: str, seat: Seat, count: int) -> dict[str, Any]:
    """Return one row of the report, adjusted by the machine's speed before and after it."""
    measure, times, budget = ROWS[name]
    speed = times_ms(lambda _: workload(), 5)
    taken = measure(seat, count * times)
    speed += times_ms(lambda _: workload(), 5)
    pace = statistics.median(speed) / REFERENCE_MS
    found = {"work": name, "ms": round(taken, 2), "adjusted_ms": round(taken / pace, 2), "budget_ms": budget}
    return {**found, "machine": round(pace, 2)}


def fail(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
    """End at an error: one in a slot would otherwise make everything look fast."""
    sys.__excepthook__(kind, error, at)
    os._exit(1)


def main() -> None:
    """Measure, print and add to the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.remote")
    parser.add_argument("--shapes", type=int, default=1_000)
    parser.add_argument("--edits", type=int, default=64)
    parser.add_argument("--only", nargs="+", choices=list(ROWS), default=list(ROWS))
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.excepthook = fail
    _application().setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory(prefix="bench-remote-") as folder:
        seat = Seat(Path(folder), options.shapes)
        lived(1.0)
        rows = []
        for name in options.only:
            rows.append(row(name, seat, options.edits))
            print(json.dumps(rows[-1]), flush=True)
        seat.stage.end()
    add_rows(BUILD / "bench.json", rows)


if __name__ == "__main__":
    main()
