"""Between the home screen, the templates and the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from app.dialogs.error import Problem
from app.library.thumbnails import HEIGHT_PX, WIDTH_PX
from app.templates.shelf import PREFIX, TemplateShelf
from canvas.drawing.style import ColorScheme
from canvas.errors import CanvasError
from canvas.model.view import GraphView
from canvas.qt.raster import thumbnail
from canvas.scene.page_scene import PageScene
from sync.errors import SyncError

if TYPE_CHECKING:
    from app.main_window import MainWindow


class HomeLink:
    """Shows the templates, starts diagrams from them, and opens what the home screen has buttons for."""

    def __init__(self, window: MainWindow, shelf: TemplateShelf) -> None:
        """Connect the home screen of a window."""
        self._window = window
        self._shelf = shelf
        self._pictures: dict[tuple[str, bool], QImage | None] = {}
        home = window.home
        self._show()
        shelf.subscribe(self._show)
        home.model.set_template_pictures(self.picture)
        home.template_requested.connect(self.start_from)
        home.settings_requested.connect(lambda: window.registry.action("file.settings").trigger())

    def _show(self) -> None:
        """Show what there is now."""
        self._pictures = {}
        self._window.home.set_templates(self._shelf.templates())

    def start_from(self, template_id: str) -> bool:
        """Make a diagram from a template and show it; return whether that could be done."""
        name = template_id.removeprefix(PREFIX)
        title = next((each.title for each in self._shelf.templates() if each.id == name), name)
        try:
            document = self._window.session.add(self._shelf.snapshot(name), title)
        except (CanvasError, KeyError, SyncError) as error:
            self._window.asking.tell(Problem(self._window.tr("No diagram was made"), str(error)))
            return False
        return self._window.open_diagram(document)

    def picture(self, template_id: str, dark: bool) -> QImage | None:
        """Return the picture of a template, painted when it is seen first; None when its file cannot be read."""
        key = (template_id.removeprefix(PREFIX), dark)
        if key not in self._pictures:
            self._pictures[key] = self._painted(*key)
        return self._pictures[key]

    def _painted(self, name: str, dark: bool) -> QImage | None:
        """Return the picture that is kept of a template, or one painted now."""
        try:
            kept = QImage.fromData(self._shelf.picture(name, dark=dark))
            if not kept.isNull():
                return kept
            snapshot = self._shelf.snapshot(name)
        except (CanvasError, KeyError, SyncError):
            return None
        view, tools = GraphView(snapshot), self._window.tools
        scheme = ColorScheme.DARK if dark else ColorScheme.LIGHT
        scene = PageScene(snapshot, view, view.pages()[0], tools.engine, scheme)
        return thumbnail(scene, tools, WIDTH_PX, HEIGHT_PX)
