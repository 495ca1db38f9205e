"""Automatic layout of the diagram in front: asked for, waited for with a way to stop, shown gliding, written as one step of undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.actions.registry import ActionRegistry, Binding
from app.layout.animation import Glide
from app.layout.run import LayoutRun
from app.widgets.toast import Message, ToastHost
from app.workbench.open_tab import OpenTab
from canvas.commands import layout
from canvas.editor.editor import Editor
from canvas.errors import LayoutFailed
from canvas.kernels.layout.request import Direction, Method, Places, Request

LAYOUTS: dict[str, tuple[Method, Direction]] = {
    "layout.layered": (Method.LAYERED, Direction.DOWN),
    "layout.layered_right": (Method.LAYERED, Direction.RIGHT),
    "layout.tree": (Method.TREE, Direction.DOWN),
    "layout.org_chart": (Method.ORG_CHART, Direction.DOWN),
    "layout.radial": (Method.RADIAL, Direction.DOWN),
    "layout.force": (Method.FORCE, Direction.DOWN),
}


class LayoutActions(QObject):
    """Handlers of the layout actions; at most one layout runs at a time."""

    def __init__(
        self,
        registry: ActionRegistry,
        front: Callable[[], OpenTab | None],
        toasts: ToastHost,
        is_still: Callable[[], bool],
        parent: QObject,
    ) -> None:
        """Bind the actions.

        Args:
            registry: of the window.
            front: the tab in front.
            toasts: where it is told that a layout runs.
            is_still: tells whether the user wants nothing to move by itself.
            parent: owner.
        """
        super().__init__(parent)
        self._front, self._toasts, self._is_still = front, toasts, is_still
        self._run: LayoutRun | None = None
        self._glide: Glide | None = None
        for action, (method, direction) in LAYOUTS.items():
            registry.bind(action, Binding(self._asking(method, direction), self._possible))
        registry.bind("layout.tidy", Binding(self._tidy, self._possible))

    @property
    def is_running(self) -> bool:
        """Tell whether a layout is being worked out or shown."""
        return self._run is not None or self._glide is not None

    def stop(self) -> None:
        """Give up the layout that runs, if any; the diagram is as it was."""
        if self._run is not None:
            self._run.cancel()
            self._run.deleteLater()
            self._run = None
        if self._glide is not None:
            self._glide.stop()
            self._glide = None

    def _possible(self) -> bool:
        tab = self._front()
        return tab is not None and not tab.editor.read_only

    def _asking(self, method: Method, direction: Direction) -> Callable[[], None]:
        return lambda: self._ask(method, direction)

    def _ask(self, method: Method, direction: Direction) -> None:
        tab = self._front()
        if tab is None:
            return
        self.stop()
        asked = layout.request(tab.editor, method, direction)
        if asked is None:
            self._tell(self.tr("There are no two shapes to lay out here."))
            return
        run = LayoutRun(self)
        run.placed.connect(lambda places: self._on_placed(tab, asked, places))
        run.failed.connect(self._on_failed)
        try:
            run.start(asked)
        except LayoutFailed as error:
            self._tell(str(error), "warning")
            return
        self._run = run
        text = self.tr("Arranging %n shapes…", "", len(asked.nodes))
        self._toasts.show(Message(text, action=self.tr("Stop"), run=self.stop), life_ms=0)

    def _on_placed(self, tab: OpenTab, asked: Request, places: Places) -> None:
        self._forget_run()
        editor = tab.editor
        if self._front() is not tab:
            layout.place(editor, asked, places)
            return
        edits = layout.edits(editor, asked, places)
        self._glide = Glide(
            edits, editor.records.shapes, tab.view.show_values, lambda: self._on_arrived(editor, asked, places)
        )
        self._glide.start(still=self._is_still())

    def _on_arrived(self, editor: Editor, asked: Request, places: Places) -> None:
        self._glide = None
        if not layout.place(editor, asked, places):
            self._tell(self.tr("Everything is in its place already."))

    def _on_failed(self, why: str) -> None:
        self._forget_run()
        self._tell(why, "warning")

    def _forget_run(self) -> None:
        self._toasts.dismiss()
        if self._run is not None:
            self._run.deleteLater()
            self._run = None

    def _tidy(self) -> None:
        tab = self._front()
        if tab is not None and not layout.tidy(tab.editor):
            self._tell(self.tr("Everything is in its place already."))

    def _tell(self, text: str, level: str = "info") -> None:
        self._toasts.show(Message(text, level))
