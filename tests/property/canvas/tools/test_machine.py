"""Whatever a user does with pointer and keys, the tools stay sane.

After any sequence of events: nothing was raised, a preview exists at every moment, the document is written only when a gesture
ends and then once, Escape leads back to rest, and undoing everything restores the document as it was.
"""

from __future__ import annotations

import math
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.commands import arrange, clipboard, cropping, delete, duplicate, group, guides, locking, selecting
from canvas.commands.cropping import croppable
from canvas.geometry.vec import Vec
from canvas.model.view import GraphView
from canvas.scene.overlays import HandleMark
from canvas.tools.events import DOWN, LEFT, MIDDLE, RIGHT, PointerEvent
from tests.support.test_editor import TestEditor

TOOLS = (
    "select", "select", "select", "hand", "rect", "connector", "line", "text", "note", "frame", "eraser", "pen", "laser",
    "shape:cloud",
)  # fmt: skip
POINTS = st.tuples(st.sampled_from(range(0, 700, 50)), st.sampled_from(range(0, 500, 30)))
MOVES = st.lists(POINTS, min_size=1, max_size=3)
NOTHING_HELD = {"shift": False, "ctrl": False, "alt": False}
HELD = st.fixed_dictionaries({"shift": st.booleans(), "ctrl": st.booleans(), "alt": st.booleans()})

EVENTS = st.one_of(
    st.tuples(st.just("tool"), st.sampled_from(TOOLS)),
    st.tuples(st.just("drag"), POINTS, MOVES, st.sampled_from([LEFT, LEFT, LEFT, MIDDLE, RIGHT]), HELD, st.booleans()),
    st.tuples(st.just("grab"), st.integers(0, 20), MOVES, HELD),
    st.tuples(st.just("click"), POINTS, st.sampled_from([1, 2]), HELD),
    st.tuples(st.just("key"), st.sampled_from(["Escape", "Return", "Left", "Down", "x", "Space", "F2"]), HELD),
    st.tuples(st.just("guide"), st.booleans(), POINTS, MOVES, st.booleans()),
    st.tuples(st.just("crop"), st.integers(0, 8), MOVES, st.sampled_from(["Return", "Escape", "stay"])),
    st.tuples(st.just("wheel"), st.integers(-200, 200), HELD),
    st.tuples(st.just("type"), st.text("ab\né😀", min_size=1, max_size=3)),
    st.tuples(
        st.just("command"),
        st.sampled_from(
            [
                "group",
                "ungroup",
                "delete",
                "duplicate",
                "front",
                "all",
                "paste",
                "undo",
                "redo",
                "align",
                "distribute",
                "same",
                "flip",
                "turn",
                "lock",
                "uncrop",
                "clear",
                "keep",
                "next",
            ]
        ),
    ),
)


def scene() -> TestEditor:
    t = TestEditor(snap=True)
    box = t.container(300, 200, 300, 240)
    a, b = t.shape(50, 60, text="A"), t.shape(350, 240, parent="")
    inner = t.shape(20, 40, 80, 40, parent=box, rotation=30.0)
    t.connector(a, inner, routing="orthogonal", text="yes")
    t.connector(b, target__point=(600, 30), waypoints=((500, 100),))
    t.shape(120, 330, 120, 90, kind="image", image="data:image/gif;base64,R0lGODlhAQABAAAAACw=")
    return t


def play(t: TestEditor, event: tuple) -> None:  # type: ignore[type-arg]
    kind, *rest = event
    {
        "tool": lambda name: t.tool(name),
        "drag": lambda *more: drag(t, *more),
        "grab": lambda *more: grab(t, *more),
        "click": lambda *more: click(t, *more),
        "key": lambda *more: press(t, *more),
        "guide": lambda *more: guide(t, *more),
        "crop": lambda *more: crop(t, *more),
        "wheel": lambda turn, held: t.hold(**held).wheel(0.0, float(turn), (300.0, 200.0)).hold(),
        "type": lambda text: t.type(text) if t.machine.editing else None,
        "command": lambda name: command(t, name),
    }[kind](*rest)


def grab(t: TestEditor, number: int, moves: Any, held: dict[str, bool]) -> None:
    """Drag one of the marks around the selection."""
    marks = [f for f in t.preview.figures if hasattr(f, "point") and hasattr(f, "name")]
    if marks and t.machine.at_rest:
        drag(t, marks[number % len(marks)].point, moves, LEFT, held, True)


def click(t: TestEditor, point: Any, clicks: int, held: dict[str, bool]) -> None:
    t.hold(**held).pointer_down(*point, clicks=clicks).pointer_up().hold()


def press(t: TestEditor, key: str, held: dict[str, bool]) -> None:
    t.now_ms += 400
    t.hold(**held).key(key, key if len(key) == 1 else "").hold()


def guide(t: TestEditor, level: bool, start: Any, moves: Any, released: bool) -> None:
    """Drag a line out of a ruler."""
    if t.machine.at_rest:
        t.pointer_move(*start)
        t.machine.begin_guide(PointerEvent(DOWN, Vec(*start), Vec(*start), LEFT), level=level)
        drag(t, None, moves, LEFT, NOTHING_HELD, released)


def crop(t: TestEditor, number: int, moves: Any, ends: str) -> None:
    """Crop a picture by one of its handles, or move it behind its frame."""
    found = [s for s in t.shapes() if croppable(t.editor, s)]
    if not found or not t.machine.at_rest:
        return
    t.select(found[0])
    assert t.machine.begin_crop()
    marks = [f.point for f in t.preview.figures if isinstance(f, HandleMark)]
    start = marks[number] if number < len(marks) else t.box(found[0]).center
    drag(t, start, moves, LEFT, NOTHING_HELD, True)
    if ends != "stay":
        t.key(ends)


def drag(t: TestEditor, start: Any, moves: Any, button: str, held: dict[str, bool], released: bool) -> None:
    t.hold(**held)
    if start is not None:
        t.pointer_down(*start, button)
    written = len(t.updates)
    for point in moves:
        t.pointer_move(*point)
        look(t)
    assert len(t.updates) == written, "the document was written during a gesture"
    if released:
        t._held = button
        t.pointer_up()
        assert len(t.updates) <= written + 1, "a gesture was more than one plan"
    t.hold()


def command(t: TestEditor, name: str) -> None:
    editor = t.editor
    if name == "paste":
        content = clipboard.copy(editor)
        if content is not None:
            clipboard.paste_payload(editor, content.payload)
        return
    {
        "group": lambda: group.group(editor),
        "ungroup": lambda: group.ungroup(editor),
        "delete": lambda: delete.delete(editor),
        "duplicate": lambda: duplicate.duplicate(editor),
        "front": lambda: arrange.arrange(editor, "front"),
        "all": lambda: selecting.select_all(editor),
        "undo": lambda: editor.undo() if t.history.undo_name != "Make" else None,
        "redo": editor.redo,
        "align": lambda: arrange.align(editor, "left"),
        "distribute": lambda: arrange.distribute(editor, horizontal=True),
        "same": lambda: arrange.same_size(editor),
        "flip": lambda: arrange.flip(editor, horizontal=False),
        "turn": lambda: arrange.rotate(editor, 90.0),
        "lock": lambda: locking.toggle_locked(editor),
        "uncrop": lambda: cropping.uncrop(editor),
        "clear": lambda: guides.clear(editor),
        "keep": lambda: editor.set_tool(editor.tool, keep=not editor.keep_tool),
        "next": lambda: selecting.select_next(editor),
    }[name]()


def look(t: TestEditor) -> None:
    """Read everything that the widget reads after an event."""
    shown = t.preview
    t.editor.scene.preview(shown.overrides)
    assert all(abs(v) < 1e9 for f in shown.figures for v in getattr(f, "point", ()))
    assert all(s in t.document.records.shapes for s in t.selection)
    assert all(s in t.editor.scene.order or t.exists(s) for s in t.editor.scene.order)


@settings(max_examples=60)
@given(st.lists(EVENTS, max_size=14))
def test_any_sequence_of_events_keeps_the_tools_sane(events: list[tuple]) -> None:  # type: ignore[type-arg]
    t = scene()
    before, lines = t.snapshot(), guides.guides_of(t.editor)
    made = t.steps()
    for event in events:
        play(t, event)
        look(t)
    t.pointer_up()
    for _ in range(4):
        t.key("Escape")
    assert t.machine.at_rest
    assert t.state == "select.idle"
    whole(t)
    after, laid = t.snapshot(), guides.guides_of(t.editor)
    count = t.steps()
    assert (t.snapshot(), guides.guides_of(t.editor)) == (after, laid)
    while t.history.undo_name != "Make":
        t.history.undo()
        count -= 1
    assert (t.snapshot(), guides.guides_of(t.editor)) == (before, lines)
    assert count == made


def whole(t: TestEditor) -> None:
    """Hold the document against what always is true of one."""
    shapes, view = t.document.records.shapes, GraphView(t.document.records)
    for shape_id, record in shapes.items():
        assert {"page", "layer", "order"} <= record.values.keys()
        assert not record.parent or record.parent in shapes or record.is_connector
        assert all(math.isfinite(v) for v in (record.x, record.y, record.w, record.h, record.rotation))
        assert record.w >= 0
        assert record.h >= 0
        assert all(0 <= record.get(f"crop.{side}", 0.0) <= 0.99 for side in ("left", "top", "right", "bottom"))
        assert view.parent(shape_id) == t.editor.view.parent(shape_id)
    assert view.paint_order(t.editor.page) == t.editor.view.paint_order(t.editor.page)
