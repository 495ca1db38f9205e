"""The templates that come with the program and the user's own, as the home screen shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.library.templates import TemplateInfo, Templates, category_title
from app.templates.shelf import Template
from canvas.model.document import Document
from canvas.model.records import Snapshot
from canvas.model.snapshot import snapshot_of

_ICONS = {
    "own": "bookmark",
    "process": "workflow",
    "software": "boxes",
    "data": "database",
    "plan": "kanban",
    "think": "lightbulb",
    "design": "app-window",
}
_QUICK = ("flowchart", "er")
"""Offered before all others: the home screen begins with these two."""
_READER = 1
"""Client id of a document that is only read."""


class LibraryShelf:
    """A `TemplateShelf` over the templates of a library."""

    def __init__(self, templates: Templates) -> None:
        """Make a shelf."""
        self._templates = templates

    def templates(self) -> Sequence[Template]:
        """Return the two quick ones, then the user's own, then all others by category."""
        found = self._templates.all()
        quick = [info for name in _QUICK for info in found if info.id == name]
        own = [info for info in found if info.is_own]
        rest = [info for info in found if not info.is_own and info.id not in _QUICK]
        return [_template(info) for info in (*quick, *own, *rest)]

    def snapshot(self, template_id: str) -> Snapshot:
        """Return the diagram of a template.

        Raises:
            KeyError: there is none of this id.
            CanvasError: what is kept of it is damaged, or of a newer version of the program.
        """
        return snapshot_of(Document(_READER, [self._templates.state(template_id)]))

    def picture(self, template_id: str, *, dark: bool) -> bytes:
        """Return a picture as a PNG, empty for none."""
        return self._templates.picture(template_id, dark=dark)

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Be told when the user's own changed; returns what ends that."""
        return self._templates.subscribe(listener)


def _template(info: TemplateInfo) -> Template:
    return Template(info.id, info.title, category_title(info.category), _ICONS[info.category], info.words, info.is_own)
