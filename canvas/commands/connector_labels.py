"""Labels on connectors: the connector's own text, and any number of texts that ride on its line."""

from __future__ import annotations

from canvas.commands.delete import delete
from canvas.commands.text import set_label
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec
from canvas.kernels.routing.label_point import place_on_line
from canvas.model.ordering import many_between
from canvas.model.plan import Create, Plan, Set
from canvas.model.records import Value

PLACES = (0.0, -0.6, 0.6, -0.3, 0.3, -0.8, 0.8)
"""Where labels are put along a line, in this order: -1 is its start, 1 its end."""
_APART = 0.15
_LOOK: dict[str, Value] = {
    "kind": "text",
    "relative": True,
    "style.fill": "none",
    "style.stroke": "none",
    "style.align": "center",
    "style.valign": "middle",
}
_FROM_THE_LINE = ("style.font_family", "style.font_size", "style.font_color", "style.label_background")


def labels_of(editor: Editor, connector: str) -> tuple[str, ...]:
    """Return the labels of a connector: its own id when it has a text itself, then the texts that ride on it."""
    record = editor.records.shapes[connector]
    riding = tuple(i for i in editor.view.children(connector) if editor.graph.is_label(i))
    return (connector, *riding) if record.label else riding


def add_label(editor: Editor, connector: str, at: Vec | None = None, gesture: object | None = None) -> str:
    """Make room for one more label; return what carries its text, "" when the connector may not be changed.

    That is the connector itself as long as it has no text of its own.

    Args:
        editor: where.
        connector: its id.
        at: scene point; by default a free place along the line.
        gesture: plans with an equal gesture are one step of undo.
    """
    if not editor.editable((connector,)):
        return ""
    record = editor.records.shapes[connector]
    place = _place(editor, connector, at)
    if not record.label:
        ops = tuple(Set(connector, key, value) for key, value in zip("xy", place, strict=True))
        changed = tuple(op for op in ops if record.get(op.key, 0.0) != op.value)
        editor.apply(Plan("Place label", changed), gesture)
        return connector
    label = editor.new_id()
    children = editor.view.children(connector)
    last = editor.records.shapes[children[-1]].order if children else None
    page, layer = editor.view.place(connector)
    values = {
        **_LOOK,
        **{key: record.get(key) for key in _FROM_THE_LINE if record.get(key) is not None},
        "page": page,
        "layer": layer,
        "parent": connector,
        "order": many_between(last, None, 1)[0],
        "x": place[0],
        "y": place[1],
    }
    return label if editor.apply(Plan("Add label", (Create(label, values),)), gesture) else ""


def _place(editor: Editor, connector: str, at: Vec | None) -> tuple[float, float]:
    """Return where along the line a new label goes, and how far beside it."""
    route = editor.graph.route(connector)
    if at is not None and len(route) > 1:
        return place_on_line(route, at)
    taken = [editor.records.shapes[i].x for i in labels_of(editor, connector)]
    free = (p for p in PLACES if all(abs(p - t) >= _APART for t in taken))
    return next(free, 0.0), 0.0


def remove_label(editor: Editor, label: str) -> bool:
    """Take a label away: a text that rides on a line, or a connector's own text."""
    record = editor.records.shapes.get(label)
    if record is None:
        return False
    return set_label(editor, label, ()) if record.is_connector else delete(editor, (label,))
