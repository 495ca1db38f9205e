"""What the program needs of a collection of templates, wherever they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from canvas.model.records import Snapshot

PREFIX = "template:"
"""Of the ids by which the home screen tells templates from diagrams."""


@dataclass(frozen=True, slots=True)
class Template:
    """One template.

    Attributes:
        id: stable name within its shelf.
        title: what people call it; the diagram made from it begins with this title.
        category: what kind of diagram it is, for reading and searching.
        icon: Lucide name.
        keywords: further words that find it.
        own: the user made it: it may be renamed and deleted.
    """

    id: str
    title: str
    category: str = ""
    icon: str = "layout-template"
    keywords: str = ""
    own: bool = False


class TemplateShelf(Protocol):
    """A collection of templates. Listing is cheap; a diagram is read when it is asked for."""

    def templates(self) -> Sequence[Template]:
        """Return what there is, in the order shown."""
        ...

    def snapshot(self, template_id: str) -> Snapshot:
        """Return the diagram of a template.

        Raises:
            KeyError: there is none of this id.
            CanvasError: its file cannot be read.
        """
        ...

    def picture(self, template_id: str, *, dark: bool) -> bytes:
        """Return a picture as a PNG for a dark ground or not, empty for none; KeyError when there is no such template."""
        ...

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Be told when there are others now; returns what ends that."""
        ...
