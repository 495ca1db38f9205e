"""Drawing connectors and lines: from a port, from the body of a shape, or from the open canvas, to any of these."""

from __future__ import annotations

from canvas.commands.create import connector_values, create_connector, placed
from canvas.editor.editor import SELECT, Editor
from canvas.geometry.vec import distance
from canvas.kernels.connect import EndPoint
from canvas.tools.aiming import Aim, aim
from canvas.tools.constraining import in_steps
from canvas.tools.events import DOWN, LEFT, UP, KeyEvent, PointerEvent
from canvas.tools.picking import DRAG_PX
from canvas.tools.state import CROSSHAIR, DONE, STAY, Next, Preview

_NEW = "new-connector"
"""Stands for the id of the connector that is being drawn; real ids are longer."""


class ConnectIdle:
    """Waiting for a press; shows the ports of what is hovered.

    Args:
        editor: where.
        tool: "connector" or "line".
    """

    def __init__(self, editor: Editor, tool: str) -> None:
        self._editor = editor
        self._tool = tool
        self._aim: Aim | None = None

    @property
    def name(self) -> str:
        """Name of the tool and the state."""
        return f"{self._tool}.idle"

    def pointer(self, event: PointerEvent) -> Next:
        """Aim, or begin to draw."""
        self._aim = aim(self._editor, event.point, free=event.modifiers.ctrl)
        if event.kind == DOWN and event.button == LEFT:
            return Connecting(self._editor, self._tool, event, self._aim.end)
        return STAY

    def key(self, _event: KeyEvent) -> Next | None:
        """No key means anything here."""
        return None

    def preview(self) -> Preview:
        """Return the ports under the pointer."""
        figures = self._aim.figures if self._aim is not None else ()
        return Preview(figures=figures, cursor=CROSSHAIR)

    def leave(self) -> None:
        """Nothing to clean up."""


class Connecting:
    """Drawing a connector; Ctrl keeps its end from being glued, Shift keeps it to directions in steps.

    Args:
        editor: where.
        tool: "connector" or "line".
        start: the press.
        source: where it begins.
    """

    def __init__(self, editor: Editor, tool: str, start: PointerEvent, source: EndPoint) -> None:
        self._editor = editor
        self._tool = tool
        self._start = start
        self._source = source
        self._aim = Aim(EndPoint(start.point))
        self._dragged = False
        self._home = placed(editor)

    @property
    def name(self) -> str:
        """Name of the tool and the state."""
        return f"{self._tool}.connecting"

    def pointer(self, event: PointerEvent) -> Next:
        """Follow the pointer; make the connector when it comes up somewhere else."""
        self._dragged = self._dragged or distance(event.view, self._start.view) >= DRAG_PX
        at = in_steps(self._source.point, event.point) if event.modifiers.shift else event.point
        self._aim = aim(self._editor, at, free=event.modifiers.ctrl)
        if event.kind != UP:
            return STAY
        if self._dragged and not self._is_on_itself():
            made = create_connector(self._editor, self._tool, self._source, self._aim.end)
            if made and not self._editor.keep_tool:
                self._editor.set_tool(SELECT)
        return DONE

    def _is_on_itself(self) -> bool:
        """Tell whether the line would go from a shape's body to the same body: a slip, unless a port was meant."""
        target = self._aim.end
        same = bool(target.shape) and target.shape == self._source.shape
        return same and self._source.port == target.port

    def key(self, _event: KeyEvent) -> Next | None:
        """Keys mean nothing here."""
        return STAY

    def preview(self) -> Preview:
        """Return the connector as it would be and what it would be glued to."""
        if not self._dragged or self._is_on_itself():
            return Preview(figures=self._aim.figures, cursor=CROSSHAIR)
        shapes = self._editor.records.shapes
        if any(end.shape and end.shape not in shapes for end in (self._source, self._aim.end)):
            return Preview(cursor=CROSSHAIR)
        values = connector_values(self._editor, self._tool, self._source, self._aim.end, home=self._home)
        return Preview({_NEW: values}, self._aim.figures, CROSSHAIR)

    def leave(self) -> None:
        """Nothing to clean up: the document was not touched."""
