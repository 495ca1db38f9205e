"""Dragging the selection: Shift keeps to one direction, Ctrl suspends snapping, Alt drags copies away."""

from __future__ import annotations

from collections.abc import Collection

from canvas.commands.arrange import drop_target, move
from canvas.commands.create import container_at
from canvas.commands.duplicate import duplicate
from canvas.commands.splitting import drop_on_line, line_at, may_split
from canvas.editor.editor import Editor
from canvas.geometry.box import union
from canvas.geometry.vec import ORIGIN, Vec, add, sub
from canvas.kernels.arranged_size import mover
from canvas.kernels.edits import Edits, overrides
from canvas.kernels.graph import Graph
from canvas.kernels.placing import carried_connectors
from canvas.kernels.snap import Snap
from canvas.kernels.translate import translate
from canvas.scene.overlays import Figure, SelectedLine, SelectionBox, TargetOutline
from canvas.tools.events import MOVE, PRESS, RELEASE, UP, KeyEvent, PointerEvent
from canvas.tools.select.handles import MOST_FRAMES
from canvas.tools.select.hovering import drawn_line
from canvas.tools.snapping import NOTHING, Neighbours, explanation, neighbours
from canvas.tools.state import DONE, MOVE_CURSOR, STAY, Next, Preview

MOST_PREVIEWED = 40
"""More shapes than this are not worked out anew for every step of the pointer."""


class Translating:
    """Moving shapes, or copies of them.

    Args:
        editor: where; its editable selection is moved.
        start: the press.
    """

    name = "select.translating"

    def __init__(self, editor: Editor, start: PointerEvent) -> None:
        self._editor = editor
        self._start = start
        self._graph = editor.graph
        self._ids = tuple(dict.fromkeys(mover(self._graph, s) for s in editor.editable()))
        self._frame = union(self._graph.bounds(s) for s in self._graph.roots(self._ids))
        self._others = neighbours(editor, self._ids, start.point)
        self._with_originals: Neighbours | None = None
        self._by = ORIGIN
        self._snap: Snap | None = None
        self._copying = start.modifiers.alt
        self._target: str | None = None
        self._over: str | None = None
        self._line = ""
        self._roots = self._graph.roots(self._ids)
        self._splits = may_split(editor, self._roots)
        self._moved = _moved(self._graph, self._roots)
        self._pulling = _pulling(editor, self._roots, self._moved) if len(self._moved) > MOST_PREVIEWED else self._roots

    def pointer(self, event: PointerEvent) -> Next:
        """Follow the pointer; write once when it comes up."""
        if event.kind == MOVE or event.kind == UP:
            self._follow(event)
        if event.kind != UP:
            return STAY
        if self._by != ORIGIN:
            self._finish(event)
        return DONE

    def _follow(self, event: PointerEvent) -> None:
        by = sub(event.point, self._start.point)
        if event.modifiers.shift:
            by = Vec(by.x, 0.0) if abs(by.x) >= abs(by.y) else Vec(0.0, by.y)
        self._copying = event.modifiers.alt
        self._snap = None
        if self._frame is not None:
            found = NOTHING if event.modifiers.ctrl else self._around()
            snap = found.of_box(self._frame.translated(by.x, by.y))
            if event.modifiers.shift:
                snap = snap.along(horizontal=by.y == 0)
            by, self._snap = add(by, snap.shift), snap
        self._by = by
        self._line = self._line_under(event)
        over = container_at(self._editor, event.point, self._ids)
        if over != self._over:
            self._over, self._target = over, drop_target(self._editor, self._ids, event.point)

    def _around(self) -> Neighbours:
        """Return what the shapes may snap to; copies also to their originals, which stay."""
        if not self._copying:
            return self._others
        if self._with_originals is None:
            self._with_originals = neighbours(self._editor, (), self._start.point)
        return self._with_originals

    def _line_under(self, event: PointerEvent) -> str:
        """Return the connector that the dragged shape would go into; Ctrl keeps it out."""
        if not self._splits or self._copying or event.modifiers.ctrl:
            return ""
        box = self._graph.bounds(self._roots[0]).translated(self._by.x, self._by.y)
        return line_at(self._editor, box, self._roots)

    def _finish(self, event: PointerEvent) -> None:
        if self._copying:
            duplicate(self._editor, self._ids, self._by)
        elif self._line:
            drop_on_line(self._editor, self._roots[0], self._by, self._line, event.point)
        else:
            move(self._editor, self._by, self._ids, event.point)

    def key(self, event: KeyEvent) -> Next | None:
        """Alt pressed during the drag turns it into copying: some window managers take Alt+drag for themselves."""
        if event.key == "Alt" and event.kind in (PRESS, RELEASE):
            self._copying = event.kind == PRESS
        return STAY

    def preview(self) -> Preview:
        """Return the shapes at their new places with what hangs on them."""
        figures: list[Figure] = []
        if self._target:
            record = self._editor.records.shapes.get(self._target)
            if record is not None:
                figures.append(TargetOutline(self._graph.box(self._target), record.rotation))
        if self._line in self._editor.records.shapes:
            line, route = self._editor.records.shapes[self._line], self._graph.route(self._line)
            figures.append(SelectedLine(route, drawn_line(line, self._editor.scheme, route)))
        if len(self._moved) > MOST_PREVIEWED and self._frame is not None:
            figures.append(SelectionBox(self._frame.translated(self._by.x, self._by.y), whole=False))
            return self._shown((*figures, *explanation(self._snap)))
        for shape_id in self._roots[:MOST_FRAMES]:
            record = self._editor.records.shapes.get(shape_id)
            if record is not None and not record.is_connector:
                box = self._graph.box(shape_id).translated(self._by.x, self._by.y)
                figures.append(SelectionBox(box, record.rotation, whole=False))
        figures += explanation(self._snap)
        return self._shown(tuple(figures))

    def _shown(self, figures: tuple[Figure, ...]) -> Preview:
        """Return few shapes as they will be; copies and many shapes as a picture that moves, with the connectors they pull."""
        as_picture = self._copying or len(self._moved) > MOST_PREVIEWED
        edits: Edits = {} if self._copying else translate(self._graph, self._pulling, self._by)
        moved = self._moved if as_picture else frozenset()
        return Preview(
            overrides(edits), figures, MOVE_CURSOR, originals_stay=self._copying, moved=moved, shift=self._by
        )

    def leave(self) -> None:
        """Nothing to clean up: the document was not touched."""


def _moved(graph: Graph, roots: Collection[str]) -> frozenset[str]:
    """Return what moves as it is: the shapes with all that is inside them, and the connectors among them."""
    inside = frozenset(graph.descendants(roots))
    inside = inside.union(graph.descendants(carried_connectors(graph, inside)))
    return frozenset(s for s in inside if not _stays_behind(graph, s, inside))


def _stays_behind(graph: Graph, shape_id: str, inside: frozenset[str]) -> bool:
    """Tell whether a shape hangs on something that does not move: a connector on a shape, a label on a connector."""
    if graph.records[shape_id].is_connector:
        return any(end and end not in inside for end in graph.links.ends(shape_id))
    return graph.is_label(shape_id) and graph.links.parent(shape_id) not in inside


def _pulling(editor: Editor, roots: Collection[str], moved: frozenset[str]) -> tuple[str, ...]:
    """Return those of the shapes that pull at connectors which lead away, and such connectors themselves."""
    away = editor.scene.affected_by(roots) - moved
    ends = away.union(end for line in away for end in editor.view.ends(line))
    graph = editor.graph
    return tuple(root for root in roots if any(s in ends for s in graph.descendants((root,))))
