"""The categories of the shape library: what the user keeps, what was used last, and the libraries of `resources.stencils`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial

from PySide6.QtCore import QCoreApplication

from app.library.shape_libraries import SCRATCHPAD, OwnLibrary
from app.panels.library_category import LibraryCategory
from app.panels.shape_grid import LibraryShape
from app.workbench.shape_previews import paint_preview
from canvas.shapes import registry
from canvas.shapes.library import catalogue
from canvas.shapes.library.catalogue import Entry
from resources.stencils.loader import LIBRARIES

__all__ = ["RECENT", "categories", "own_category", "paint_preview", "recent_category", "title_of_entry"]
RECENT = "recent"
_CONTEXT = "ShapeLibrary"


@lru_cache(maxsize=1)
def categories() -> tuple[LibraryCategory, ...]:
    """Return the libraries that come with the program; their files are read when their shapes are asked for."""
    return tuple(
        LibraryCategory(
            library.id,
            QCoreApplication.translate(_CONTEXT, library.title),
            opened=library.opened,
            load=partial(_shapes, library.id),
        )
        for library in LIBRARIES
    )


@lru_cache(maxsize=64)
def _shapes(library: str) -> tuple[LibraryShape, ...]:
    return tuple(_shape(entry) for entry in catalogue.entries(library))


def _shape(entry: Entry) -> LibraryShape:
    return LibraryShape(entry.name, QCoreApplication.translate(_CONTEXT, entry.title), " ".join(entry.words))


def title_of_entry(name: str) -> str:
    """Return the translated title of an entry, or of a kind that is offered as it is."""
    entry = catalogue.entry(name)
    return QCoreApplication.translate(_CONTEXT, entry.title if entry is not None else registry.kind(name).title)


def recent_category(shapes: Iterable[LibraryShape]) -> LibraryCategory:
    """Return the category of what was used last; closed at first, so that using a shape moves nothing below the pointer."""
    tr = QCoreApplication.translate
    hint = tr(_CONTEXT, "What you use appears here")
    return LibraryCategory(RECENT, tr(_CONTEXT, "Recent"), tuple(shapes), opened=False, hint=hint)


def own_category(library: OwnLibrary) -> LibraryCategory:
    """Return the category of a library of the user's own."""
    tr = QCoreApplication.translate
    fixed = library.id == SCRATCHPAD
    hint = (
        tr(_CONTEXT, "Drop shapes here to use them again")
        if fixed
        else tr(_CONTEXT, "Drop shapes here, or press + to add the selection")
    )
    untitled = tr(_CONTEXT, "Own shape")
    shapes = tuple(LibraryShape(shape.id, shape.title or untitled, library.name) for shape in library.shapes)
    title = tr(_CONTEXT, "Scratchpad") if fixed else library.name
    return LibraryCategory(library.id, title, shapes, own=True, fixed=fixed, hint=hint)
