"""Connectors: ends, bends, direction and routing."""

from __future__ import annotations

from collections.abc import Collection

from canvas.commands.arrange import write
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec
from canvas.kernels import connect as wiring
from canvas.kernels.connect import EndPoint
from canvas.kernels.edits import Edits, merged
from canvas.model.plan import UNSET
from canvas.model.records import Value

STYLES: dict[str, dict[str, Value]] = {
    "straight": {"routing": "straight", "style.curved": UNSET},
    "orthogonal": {"routing": "orthogonal", "style.curved": UNSET},
    "curved": {"routing": "orthogonal", "style.curved": True},
    "elbow": {"routing": "elbow", "style.curved": UNSET},
    "entity": {"routing": "entity", "style.curved": UNSET},
    "isometric": {"routing": "isometric", "style.curved": UNSET},
}
"""Routing as offered to the user: name -> values."""


def _selected(editor: Editor, ids: Collection[str] | None) -> tuple[str, ...]:
    return tuple(s for s in editor.editable(ids) if editor.records.shapes[s].is_connector)


def _on(editor: Editor, connector: str, name: str, edits: Edits) -> bool:
    return bool(_selected(editor, (connector,))) and write(editor, name, edits)


def reconnect(editor: Editor, connector: str, end: int, to: EndPoint) -> bool:
    """Move one end (0 source, 1 target) of a connector."""
    return _on(editor, connector, "Reconnect", wiring.reconnect(editor.graph, connector, end, to))


def move_waypoint(editor: Editor, connector: str, index: int, to: Vec) -> bool:
    """Move a bend to a scene point."""
    return _on(editor, connector, "Move bend", wiring.move_waypoint(editor.graph, connector, index, to))


def insert_waypoint(editor: Editor, connector: str, grabbed: Vec, to: Vec) -> bool:
    """Add a bend at `to`, where the line was grabbed (both scene space)."""
    return _on(editor, connector, "Add bend", wiring.insert_waypoint(editor.graph, connector, grabbed, to))


def remove_waypoint(editor: Editor, connector: str, index: int) -> bool:
    """Take a bend out."""
    return _on(editor, connector, "Remove bend", wiring.remove_waypoint(editor.graph, connector, index))


def move_segment(editor: Editor, connector: str, index: int, by: Vec) -> bool:
    """Shift one stretch of an orthogonal connector sideways."""
    return _on(editor, connector, "Move line", wiring.move_segment(editor.graph, connector, index, by))


def straighten(editor: Editor, ids: Collection[str] | None = None) -> bool:
    """Take all bends out of connectors, by default of the selected ones."""
    edits: Edits = {c: {"waypoints": UNSET} for c in _selected(editor, ids)}
    return write(editor, "Remove bends", edits)


def swap(editor: Editor, ids: Collection[str] | None = None) -> bool:
    """Exchange source and target of connectors, by default of the selected ones."""
    edits = merged(*(wiring.swap(editor.graph, c) for c in _selected(editor, ids)))
    return write(editor, "Reverse", edits)


def set_routing(editor: Editor, style: str, ids: Collection[str] | None = None) -> bool:
    """Route connectors (by default the selected ones) in one of STYLES."""
    edits: Edits = {c: dict(STYLES[style]) for c in _selected(editor, ids)}
    return write(editor, "Change routing", edits)
