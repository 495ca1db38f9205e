"""Dragging a label along its connector."""

from __future__ import annotations

from canvas.commands.arrange import write
from canvas.drawing.display_list import TextItem
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec, add, sub
from canvas.kernels.connect import place_label
from canvas.kernels.edits import Edits, overrides
from canvas.kernels.routing.label_point import point_on_line
from canvas.scene.extent import text_box
from canvas.tools.events import UP, KeyEvent, PointerEvent
from canvas.tools.state import DONE, MOVE_CURSOR, STAY, Next, Preview


def label_under(editor: Editor, picked: str, point: Vec) -> str:
    """Return what a drag from a scene point moves along a line: the picked label, or the connector whose own label is there.

    Args:
        editor: where.
        picked: the shape that was pressed.
        point: where, scene space.
    """
    if editor.graph.is_label(picked):
        return picked
    record = editor.records.shapes[picked]
    if not record.is_connector or not record.label:
        return ""
    entry = editor.scene.entry(picked)
    on_text = any(
        text_box(item.block, editor.scene.engine).contains(point) for item in entry.items if isinstance(item, TextItem)
    )
    return picked if on_text else ""


class MovingLabel:
    """Moving a connector's label.

    Args:
        editor: where.
        start: the press.
        label: the connector, for its own label, or a shape placed along one.
    """

    name = "select.moving_label"

    def __init__(self, editor: Editor, start: PointerEvent, label: str) -> None:
        self._editor = editor
        self._start = start
        self._label = label
        self._graph = editor.graph
        self._to = start.point
        record = self._graph.records[label]
        connector = label if record.is_connector else editor.view.parent(label)
        offset = (float(record.get("dx", 0.0)), float(record.get("dy", 0.0)))
        self._from = point_on_line(self._graph.route(connector), record.x, record.y, *offset)

    def pointer(self, event: PointerEvent) -> Next:
        """Follow the pointer; write once when it comes up."""
        self._to = event.point
        if event.kind != UP:
            return STAY
        write(self._editor, "Move label", self._edits())
        return DONE

    def _edits(self) -> Edits:
        return place_label(self._graph, self._label, add(self._from, sub(self._to, self._start.point)))

    def key(self, _event: KeyEvent) -> Next | None:
        """Keys mean nothing here."""
        return STAY

    def preview(self) -> Preview:
        """Return the label at its new place."""
        return Preview(overrides(self._edits()), (), MOVE_CURSOR)

    def leave(self) -> None:
        """Nothing to clean up: the document was not touched."""
