"""Whatever others do, the marks of what is selected are as if they were worked out after every change; and most changes are none of theirs."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from canvas.model.document import Document
from canvas.model.plan import LAYERS, Create, Delete, Op, Origin, Plan, Set, Splice
from canvas.model.records import Value
from canvas.tools.select.handles import figures
from tests.support.test_editor import TestEditor

_STEPS = 60


class Colleague:
    """Somebody who edits the same diagram elsewhere, at random."""

    def __init__(self, t: TestEditor, seed: int) -> None:
        self.rng = random.Random(seed)
        self._t, self._document = t, Document(99, [t.document.state()])
        self._sent: list[bytes] = []
        self._document.on_update(lambda update, _origin: self._sent.append(update))
        self._count = 0

    def edit(self) -> None:
        """Make an edit and let it come in."""
        self._document.apply(Plan("Theirs", (self._operation(),)))
        if self._sent:
            self._t.document.apply_updates(self._sent, Origin.REMOTE)
            self._sent.clear()

    def _any(self, *, connectors: bool | None = None) -> str:
        shapes = self._document.records.shapes
        return self.rng.choice(sorted(i for i, r in shapes.items() if connectors in (None, r.is_connector)))

    def _operation(self) -> Op:
        rng, shapes = self.rng, self._document.records.shapes
        chance = rng.random()
        if chance < 0.15 or len(shapes) < 6:
            return self._made()
        if chance < 0.22:
            return Delete(self._any())
        if chance < 0.27:
            key, on = rng.choice(("visible", "locked")), rng.random() < 0.3
            return Set(self._t.editor.layer, key, on if key == "locked" else not on, LAYERS)
        if chance < 0.32:
            return Splice(self._any(), 0, 0, "more ")
        changed = self._any()
        choices: list[tuple[str, Value]] = [
            ("x", float(rng.randrange(900))),
            ("w", float(rng.randrange(10, 300))),
            ("rotation", float(rng.randrange(360))),
            ("hidden", rng.random() < 0.3),
            ("collapsed", rng.random() < 0.3),
            ("locked", rng.random() < 0.3),
            ("parent", rng.choice(["", self._any(connectors=False)])),
        ]
        if shapes[changed].is_connector:
            choices = [("source", self._any()), ("target", self._any()), ("locked", True), ("style.curved", True)]
        return Set(changed, *rng.choice(choices))

    def _made(self) -> Op:
        rng, editor = self.rng, self._t.editor
        self._count += 1
        values: dict[str, Value] = {"page": editor.page, "layer": editor.layer, "order": f"b{self._count:04d}V"}
        if rng.random() < 0.3:
            ends = {"source": self._any(), "target": self._any(connectors=False)}
            return Create(f"n{self._count}", {**values, "kind": "connector", "routing": "avoid", **ends})
        values |= {"kind": "rect", "x": float(rng.randrange(900)), "y": float(rng.randrange(900)), "w": 80.0, "h": 40.0}
        if rng.random() < 0.4:
            parent = self._any()
            on_a_line = self._document.records.shapes[parent].is_connector
            values |= {"parent": parent} | ({"relative": True, "x": 0.5, "y": 0.0} if on_a_line else {})
        return Create(f"n{self._count}", {**values, "container": rng.random() < 0.3})


def drawn_on() -> TestEditor:
    """Return an editor with containers in each other, a group, connectors and a label on one of these."""
    t = TestEditor()
    outer = t.container(0, 0, 600, 500)
    inner = t.container(20, 20, parent=outer)
    a, b = t.shape(10, 10, parent=inner), t.shape(500, 600)
    group = t.shape(700, 0, 200, 200, kind="group")
    c, d = t.shape(10, 10, parent=group), t.shape(120, 100, parent=group)
    line = t.connector(a, b, routing="avoid")
    t.connector(c, d)
    t.shape(0.5, 0, 40, 20, parent=line, relative=True, text="on the line")
    return t


def selections(t: TestEditor, rng: random.Random) -> Iterator[tuple[str, ...]]:
    """Yield what is selected before each step: it stays a while."""
    chosen: tuple[str, ...] = ()
    while True:
        if rng.random() < 0.2:
            shapes = sorted(t.document.records.shapes)
            chosen = tuple(rng.sample(shapes, min(len(shapes), rng.randrange(4))))
        yield chosen


@pytest.mark.parametrize("seed", range(12))
def test_marks_are_as_if_worked_out_after_every_change(seed: int) -> None:
    t = drawn_on()
    colleague = Colleague(t, seed)
    chosen = selections(t, colleague.rng)
    for _ in range(_STEPS):
        t.select(*next(chosen))
        before, at = figures(t.editor), t.editor.chosen.revision
        # What is shown now is kept until a change concerns it.
        assert t.machine.preview.figures[: len(before)] == before
        colleague.edit()
        t.editor.settle()
        now = figures(t.editor)
        if t.selection:
            assert now == before or t.editor.chosen.revision > at
        assert t.machine.preview.figures[: len(now)] == now
        fresh = type(t.machine)(t.editor)
        assert t.machine.preview == fresh.preview
        fresh.close()
