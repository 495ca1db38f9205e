"""An editor that is driven as a user drives it: pointer, keys, tools; and read as a user reads it: what is where, what is selected.

Named for what it is, like tldraw's TestEditor; it holds no tests itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count

from canvas.editor.camera import resized, to_view
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.graph import Graph
from canvas.model.entries import Report
from canvas.model.history import History
from canvas.model.new import new_document
from canvas.model.plan import Create, Plan
from canvas.model.records import RichText, ShapeRecord, Value, plain
from canvas.scene.overlays import HandleMark, PortMark
from canvas.tools.events import (
    DOWN,
    LEFT,
    MOVE,
    NO_BUTTON,
    PRESS,
    RELEASE,
    UP,
    KeyEvent,
    Modifiers,
    PointerEvent,
    WheelEvent,
)
from canvas.tools.machine import Machine
from canvas.tools.state import Preview
from tests.support.text_engine import FixedTextEngine

WIDTH, HEIGHT = 1200.0, 800.0


class TestEditor:
    """A document with one page, an editor and its tools. Snapping is off unless a test is about it."""

    __test__ = False

    def __init__(self, *, snap: bool = False) -> None:
        numbers = count(1)
        self._next_id = lambda: f"id-{next(numbers):04d}"
        self.document = new_document(1, "Test", 0.0, self._next_id)
        self.history = History(self.document)
        self.editor = Editor(self.document, self.history, FixedTextEngine(), ids=self._next_id)
        self.editor.set_camera(resized(self.editor.camera, WIDTH, HEIGHT))
        self.editor.snap_grid = self.editor.snap_guides = snap
        self.machine = Machine(self.editor)
        self.updates: list[bytes] = []
        self.document.on_update(lambda update, _origin: self.updates.append(update))
        self.reports: list[Report] = []
        self.editor.on_report.subscribe(self.reports.append)
        self.notices: list[str] = []
        self.editor.on_notice.subscribe(self.notices.append)
        self._at = Vec(0.0, 0.0)
        self._held = NO_BUTTON
        self._modifiers = Modifiers()
        self.now_ms = 0.0

    # ------------------------------------------------------------------ making things without gestures

    def shape(self, x: float, y: float, w: float = 100.0, h: float = 60.0, **more: Value) -> str:
        """Make a shape; keys with dots are given with double underscores (style__fill)."""
        text = more.pop("text", "")
        values = {"kind": "rect", "x": x, "y": y, "w": w, "h": h, **_keys(more)}
        return self._make(values, plain(text))

    def connector(self, source: str = "", target: str = "", **more: Value) -> str:
        """Make a connector between shapes."""
        text = more.pop("text", "")
        ends = {key: value for key, value in (("source", source), ("target", target)) if value}
        return self._make({"kind": "connector", **ends, **_keys(more)}, plain(text))

    def container(self, x: float, y: float, w: float = 300.0, h: float = 200.0, **more: Value) -> str:
        """Make a shape that holds others loosely."""
        return self.shape(x, y, w, h, container=True, **more)

    def _make(self, values: Mapping[str, Value], label: RichText) -> str:
        shape_id = self._next_id()
        order = f"a{len(self.document.records.shapes):04d}V"
        home = {"page": self.editor.page, "layer": self.editor.layer, "order": order}
        self.history.apply(Plan("Make", (Create(shape_id, {**home, **values}, label),)))
        return shape_id

    # ------------------------------------------------------------------ pointer and keys

    def hold(self, *, shift: bool = False, ctrl: bool = False, alt: bool = False) -> TestEditor:
        """Hold modifier keys from now on."""
        self._modifiers = Modifiers(shift, ctrl, alt)
        return self

    def pointer_down(self, x: float, y: float, button: str = LEFT, clicks: int = 1) -> TestEditor:
        """Press at a scene point."""
        self._at, self._held = Vec(x, y), button
        return self._send(DOWN, button, clicks)

    def pointer_move(self, x: float, y: float) -> TestEditor:
        """Move to a scene point."""
        self._at = Vec(x, y)
        return self._send(MOVE, self._held)

    def pointer_up(self) -> TestEditor:
        """Release where the pointer is."""
        button, self._held = self._held, NO_BUTTON
        return self._send(UP, button)

    def _send(self, kind: str, button: str, clicks: int = 1) -> TestEditor:
        view = to_view(self.editor.camera, self._at)
        self.machine.handle(PointerEvent(kind, self._at, view, button, self._modifiers, clicks, self.now_ms))
        return self

    def click(self, x: float, y: float, button: str = LEFT) -> TestEditor:
        """Press and release at a scene point."""
        return self.pointer_move(x, y).pointer_down(x, y, button).pointer_up()

    def double_click(self, x: float, y: float) -> TestEditor:
        """Click, then press and release once more as the second click."""
        return self.click(x, y).pointer_down(x, y, clicks=2).pointer_up()

    def drag(self, start: tuple[float, float], end: tuple[float, float], button: str = LEFT) -> TestEditor:
        """Press, move in three steps and release."""
        self.drag_to(start, end, button)
        return self.pointer_up()

    def drag_to(self, start: tuple[float, float], end: tuple[float, float], button: str = LEFT) -> TestEditor:
        """Press and move in three steps; do not release."""
        self.pointer_move(*start).pointer_down(*start, button)
        for i in (1, 2, 3):
            self.pointer_move(start[0] + (end[0] - start[0]) * i / 3, start[1] + (end[1] - start[1]) * i / 3)
        return self

    def key(self, key: str, text: str = "") -> TestEditor:
        """Press and release a key."""
        self.key_down(key, text)
        self.machine.handle(KeyEvent(RELEASE, key, self._modifiers, text, self.now_ms))
        return self

    def key_down(self, key: str, text: str = "") -> bool:
        """Press a key; return whether it meant anything."""
        return self.machine.handle(KeyEvent(PRESS, key, self._modifiers, text, self.now_ms))

    def key_up(self, key: str) -> TestEditor:
        """Release a key."""
        self.machine.handle(KeyEvent(RELEASE, key, self._modifiers, "", self.now_ms))
        return self

    def wheel(self, dx: float, dy: float, view: tuple[float, float] = (0.0, 0.0)) -> TestEditor:
        """Turn the wheel over a view point."""
        self.machine.handle(WheelEvent(Vec(*view), dx, dy, self._modifiers))
        return self

    def type(self, text: str) -> TestEditor:
        """Type into the label that is being edited, letter by letter, 100 ms each."""
        for letter in text:
            self.now_ms += 100.0
            now = self.record(self.machine.editing).text + letter
            self.machine.type_label(plain(now), self.now_ms)
        return self

    def tool(self, name: str, *, keep: bool = False) -> TestEditor:
        """Choose a tool."""
        self.editor.set_tool(name, keep=keep)
        return self

    def select(self, *ids: str) -> TestEditor:
        """Select shapes."""
        self.editor.select(ids)
        return self

    # ------------------------------------------------------------------ reading

    @property
    def selection(self) -> tuple[str, ...]:
        """What is selected."""
        return self.editor.selection

    @property
    def state(self) -> str:
        """Where the machine is."""
        return self.machine.state

    @property
    def preview(self) -> Preview:
        """What is shown above the page."""
        return self.machine.preview

    @property
    def graph(self) -> Graph:
        """The document as kernels read it."""
        return self.editor.graph

    def record(self, shape_id: str) -> ShapeRecord:
        """Return a shape's record."""
        return self.document.records.shapes[shape_id]

    def box(self, shape_id: str) -> Box:
        """Return a shape's absolute box, rounded to a thousandth."""
        return Box(*(round(v, 3) + 0.0 for v in self.graph.box(shape_id)))

    def at(self, shape_id: str) -> tuple[float, float]:
        """Return where a shape's top left corner is in the scene."""
        return self.box(shape_id)[:2]

    def exists(self, shape_id: str) -> bool:
        """Tell whether a shape is in the document."""
        return shape_id in self.document.records.shapes

    def shapes(self) -> tuple[str, ...]:
        """Return all shapes of the page back to front."""
        return self.editor.view.paint_order(self.editor.page)

    def newest(self) -> str:
        """Return the shape made last."""
        return max(self.document.records.shapes)

    def handle(self, name: str) -> tuple[float, float]:
        """Return where a handle of the selection is."""
        marks = [f for f in self.preview.figures if isinstance(f, HandleMark) and f.name == name]
        assert marks, f"no handle {name} among {[f.name for f in self.preview.figures if isinstance(f, HandleMark)]}"
        return marks[0].point[:2]

    def dot(self, port: tuple[float, float]) -> tuple[float, float]:
        """Return where the quick-connect dot of a side is."""
        return next(f.point[:2] for f in self.preview.figures if isinstance(f, PortMark) and f.port == port)

    def figures(self, kind: type) -> list[object]:
        """Return the figures of one type that are shown now."""
        return [f for f in self.preview.figures if isinstance(f, kind)]

    def steps(self) -> int:
        """Return how many steps can be undone, counted by undoing and redoing them all."""
        done, chosen = 0, self.selection
        while self.history.undo() is not None:
            done += 1
        for _ in range(done):
            self.history.redo()
        self.select(*chosen)
        return done

    def snapshot(self) -> dict[str, tuple[dict[str, Value], RichText]]:
        """Return all shapes as plain values, to compare before and after."""
        return {i: (dict(r.values), r.label) for i, r in self.document.records.shapes.items()}


def _keys(values: Mapping[str, Value]) -> dict[str, Value]:
    return {key.replace("__", "."): value for key, value in values.items()}


def ids(found: Iterable[str]) -> set[str]:
    """Return ids as a set, for comparisons that do not care about order."""
    return set(found)
