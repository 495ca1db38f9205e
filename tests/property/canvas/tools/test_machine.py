"""Whatever a user does with pointer and keys, the tools stay sane.

After any sequence of events: nothing was raised, a preview exists at every moment, the document is written only when a gesture
ends and then once, Escape leads back to rest, and undoing everything restores the document as it was.
"""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.commands import arrange, clipboard, delete, duplicate, group, selecting
from canvas.tools.events import LEFT, MIDDLE, RIGHT
from tests.support.test_editor import TestEditor

TOOLS = ("select", "select", "select", "hand", "rect", "connector", "line", "text", "note", "frame", "eraser")
POINTS = st.tuples(st.sampled_from(range(0, 700, 50)), st.sampled_from(range(0, 500, 30)))
MOVES = st.lists(POINTS, min_size=1, max_size=3)
HELD = st.fixed_dictionaries({"shift": st.booleans(), "ctrl": st.booleans(), "alt": st.booleans()})

EVENTS = st.one_of(
    st.tuples(st.just("tool"), st.sampled_from(TOOLS)),
    st.tuples(st.just("drag"), POINTS, MOVES, st.sampled_from([LEFT, LEFT, LEFT, MIDDLE, RIGHT]), HELD, st.booleans()),
    st.tuples(st.just("grab"), st.integers(0, 20), MOVES, HELD),
    st.tuples(st.just("click"), POINTS, st.sampled_from([1, 2]), HELD),
    st.tuples(st.just("key"), st.sampled_from(["Escape", "Return", "Left", "Down", "x", "Space", "F2"]), HELD),
    st.tuples(st.just("type"), st.text("ab\né😀", min_size=1, max_size=3)),
    st.tuples(
        st.just("command"),
        st.sampled_from(["group", "ungroup", "delete", "duplicate", "front", "all", "paste", "undo", "redo"]),
    ),
)


def scene() -> TestEditor:
    t = TestEditor(snap=True)
    box = t.container(300, 200, 300, 240)
    a, b = t.shape(50, 60, text="A"), t.shape(350, 240, parent="")
    inner = t.shape(20, 40, 80, 40, parent=box, rotation=30.0)
    t.connector(a, inner, routing="orthogonal", text="yes")
    t.connector(b, target__point=(600, 30), waypoints=((500, 100),))
    return t


def play(t: TestEditor, event: tuple) -> None:  # type: ignore[type-arg]
    kind, *rest = event
    if kind == "tool":
        t.tool(rest[0])
    elif kind == "drag":
        drag(t, *rest)
    elif kind == "grab":
        number, moves, held = rest
        marks = [f for f in t.preview.figures if hasattr(f, "point") and hasattr(f, "name")]
        if marks and t.machine.at_rest:
            play(t, ("drag", marks[number % len(marks)].point, moves, LEFT, held, True))
    elif kind == "click":
        point, clicks, held = rest
        t.hold(**held).pointer_down(*point, clicks=clicks).pointer_up().hold()
    elif kind == "key":
        t.now_ms += 400
        t.hold(**rest[1]).key(rest[0], rest[0] if len(rest[0]) == 1 else "").hold()
    elif kind == "type" and t.machine.editing:
        t.type(rest[0])
    elif kind == "command":
        command(t, rest[0])


def drag(t: TestEditor, start: Any, moves: Any, button: str, held: dict[str, bool], released: bool) -> None:
    t.hold(**held)
    t.pointer_down(*start, button)
    written = len(t.updates)
    for point in moves:
        t.pointer_move(*point)
        look(t)
    assert len(t.updates) == written, "the document was written during a gesture"
    if released:
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
    }[name]()


def look(t: TestEditor) -> None:
    """Read everything that the widget reads after an event."""
    shown = t.preview
    t.editor.scene.preview(shown.overrides)
    assert all(s in t.document.records.shapes for s in t.selection)
    assert all(s in t.editor.scene.order or t.exists(s) for s in t.editor.scene.order)


@settings(max_examples=60)
@given(st.lists(EVENTS, max_size=14))
def test_any_sequence_of_events_keeps_the_tools_sane(events: list[tuple]) -> None:  # type: ignore[type-arg]
    t = scene()
    before = t.snapshot()
    made = t.steps()
    for event in events:
        play(t, event)
        look(t)
    t.pointer_up()
    for _ in range(4):
        t.key("Escape")
    assert t.machine.at_rest
    assert t.state == "select.idle"
    after = t.snapshot()
    count = t.steps()
    assert t.snapshot() == after
    while t.history.undo_name != "Make":
        t.history.undo()
        count -= 1
    assert t.snapshot() == before
    assert count == made
