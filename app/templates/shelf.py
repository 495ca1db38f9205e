"""What the program needs of a collection of templates, wherever they come from."""

from __future__ import annotations

from collections.abc import Sequence
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
    """

    id: str
    title: str
    category: str = ""
    icon: str = "layout-template"
    keywords: str = ""


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


class EmptyShelf:
    """A shelf without templates."""

    def templates(self) -> Sequence[Template]:
        """Return none."""
        return ()

    def snapshot(self, template_id: str) -> Snapshot:
        """Raise KeyError: there is nothing."""
        raise KeyError(template_id)
