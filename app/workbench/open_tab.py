"""One tab: an open diagram with its editor, its tools and its canvas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.canvas_view.typed_words import TypedWords
from app.canvas_view.view import CanvasView
from app.collecting import collect_again, uncollected
from app.library.diagram import Diagram
from canvas.editor.editor import Editor
from canvas.qt.painter import PaintTools
from canvas.tools.machine import Machine


@dataclass(frozen=True, slots=True)
class OpenTab:
    """What belongs to one tab.

    Attributes:
        diagram: document, undo and saving.
        editor: page, selection, camera.
        machine: the tools.
        view: the widget.
    """

    diagram: Diagram
    editor: Editor
    machine: Machine
    view: CanvasView

    @property
    def id(self) -> str:
        """Document id."""
        return self.diagram.id

    def close(self) -> None:
        """Let go of the widget and stop listening to the document."""
        self.view.close_view()
        self.editor.close()
        self.view.deleteLater()
        collect_again()


def open_tab(diagram: Diagram, tools: PaintTools, clock: Callable[[], float], parent: QWidget) -> OpenTab:
    """Make editor, tools and canvas of an open diagram.

    Args:
        diagram: from the library session.
        tools: text engine and pictures, shared by all tabs.
        clock: seconds, monotonic.
        parent: owner of the canvas widget.
    """
    with uncollected():
        editor = Editor(diagram.document, diagram.history, tools.engine)
        machine = Machine(editor)
        view = CanvasView(editor, machine, tools, clock, parent)
        TypedWords(view)
        return OpenTab(diagram, editor, machine, view)
