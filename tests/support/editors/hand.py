"""What an editor does by itself: seeded edits at a rate, on its own shape (measured) and on everybody's (in each other's way)."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from canvas.commands.create import create_connector, create_shape
from canvas.commands.delete import delete
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.connect import EndPoint
from canvas.model.plan import Plan, Set, Splice
from canvas.model.records import ShapeRecord, plain
from tests.support.editors.watch import MARK, own_shape
from tests.support.stage import Stage

STEP = 2.0
SCRIBBLE_MS = 5
FILLS = ("#dae8fc", "#d5e8d4", "#ffe6cc", "#fff2cc", "#f8cecc", "#e1d5e7")
Done = Callable[[dict[str, Any]], None]


@dataclass
class Task:
    """One run of work."""

    until: float
    own: int
    editors: int
    chance: random.Random
    moves: list[tuple[int, float]] = field(default_factory=list)
    edits: int = 0


class Hand(QObject):
    """Edits the diagram in front through the editor's own commands."""

    def __init__(self, stage: Stage, clock: Callable[[], float]) -> None:
        super().__init__()
        self._stage, self._clock = stage, clock
        self._timer = QTimer(self)
        self._moves = 0

    def work(self, seconds: float, rate: float, own: int, editors: int, seed: int, done: Done) -> None:
        """Edit so many times a second for so long."""
        task = Task(self._clock() + seconds, own, editors, random.Random(seed))
        # People do not edit in step: with even pauses each would meet the same others every time, or never.
        pauses = random.Random(f"pauses {seed}")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)

        def tick() -> None:
            if self._clock() >= task.until:
                done({"edits": task.edits, "moves": task.moves})
                return
            self._timer.start(round(1000 * pauses.expovariate(rate)))
            self.edit(task)

        self._timer.timeout.connect(tick)
        self._timer.start(round(1000 * pauses.expovariate(rate)))

    def burst(self, count: int, own: int, editors: int, seed: int) -> dict[str, Any]:
        """Make so many edits as fast as they can be made; the last one is a move."""
        task = Task(0.0, own, editors, random.Random(seed))
        for number in range(count):
            if number == count - 1 or task.chance.random() < 0.6:
                self._move(task)
            else:
                task.chance.choice((self._write, self._paint, self._make, self._drop, self._shove))(task)
            if number % 20 == 0:
                QCoreApplication.processEvents()
        return {"edits": count, "moves": task.moves}

    def edit(self, task: Task) -> None:
        """Make one edit."""
        task.edits += 1
        if task.chance.random() < 0.6:
            self._move(task)
        else:
            task.chance.choice((self._write, self._paint, self._make, self._drop, self._link, self._shove))(task)

    # ------------------------------------------------------------------ the own shape

    def _move(self, task: Task) -> None:
        editor, name = self._stage.editor, own_shape(task.own)
        record = editor.records.shapes[name]
        self._moves += 1
        y = record.y + (STEP if self._moves % 2 else -STEP)
        released = self._clock()
        assert editor.apply(Plan("Move", (Set(name, "y", y), Set(name, MARK, float(self._moves)))))
        task.moves.append((self._moves, released))

    # ------------------------------------------------------------------ everybody's

    def _any(self, task: Task) -> ShapeRecord:
        """Return a shape that is nobody's own."""
        kept = {own_shape(number) for number in range(task.editors)}
        records = self._stage.editor.records.shapes
        wanted = (records[id_] for id_ in sorted(records) if id_ not in kept)
        # A few of them, so that people are often in each other's way.
        return task.chance.choice(list(islice((one for one in wanted if one.kind != "connector"), 40)))

    def _write(self, task: Task) -> None:
        shape, word = self._any(task), task.chance.choice("abcdefgh") * 3
        at = task.chance.randrange(len(shape.text) + 1)
        self._stage.editor.apply(Plan("Edit text", (Splice(shape.id, at, 0, word),)))

    def _paint(self, task: Task) -> None:
        fill = task.chance.choice(FILLS)
        self._stage.editor.apply(Plan("Fill", (Set(self._any(task).id, "style.fill", fill),)))

    def _make(self, task: Task) -> None:
        x, y = 170.0 * task.chance.randrange(6), 110.0 * task.chance.randrange(1, 5)
        create_shape(self._stage.editor, "rect", Box(x + 60, y + 40, 80, 40), label=plain(f"by {task.own}"))

    def _drop(self, task: Task) -> None:
        delete(self._stage.editor, (self._any(task).id,))

    def _link(self, task: Task) -> None:
        source, target = (EndPoint(Vec(0.0, 0.0), self._any(task).id) for _ in range(2))
        create_connector(self._stage.editor, "connector", source, target)

    def _shove(self, task: Task) -> None:
        shape = self._any(task)
        place = Vec(shape.x + task.chance.randrange(-20, 21), shape.y + task.chance.randrange(-20, 21))
        self._stage.editor.apply(Plan("Move", (Set(shape.id, "x", place.x), Set(shape.id, "y", place.y))))

    # ------------------------------------------------------------------ single edits

    def scribble(self, prefix: str, first: int, saved: Callable[[str], None]) -> None:
        """Add numbered shapes, the next one when the last one is called saved."""
        last = ""
        number = first

        def go_on() -> None:
            nonlocal last, number
            if self._stage.tab.diagram.state.pending:
                return
            if last:
                saved(last)
            last = f"{prefix}{number}"
            self.draw(last, 20.0 * (number % 40), 30.0 * (number // 40 % 20))
            number += 1

        self._timer = QTimer(self)
        self._timer.setInterval(SCRIBBLE_MS)
        self._timer.timeout.connect(go_on)
        self._timer.start()

    def rest(self) -> None:
        """Stop."""
        self._timer.stop()

    def draw(self, text: str, x: float, y: float) -> dict[str, Any]:
        """Add one shape with a label."""
        return {"shape": create_shape(self._stage.editor, "rect", Box(x, y, 120, 50), label=plain(text))}
