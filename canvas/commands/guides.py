"""Lines that the user lays across a page to align shapes with: part of the page's settings, the same for everybody, undoable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.editor.editor import Editor
from canvas.model.plan import PAGES, UNSET, Plan, Set

KEY = "guides"
MOST_GUIDES = 200
"""More lines than this are not kept on a page."""


@dataclass(frozen=True, slots=True)
class PageGuide:
    """A line across the page.

    Attributes:
        level: runs from left to right; else from top to bottom.
        position: its y, or its x; scene units.
    """

    level: bool
    position: float


def guides_of(editor: Editor) -> tuple[PageGuide, ...]:
    """Return the lines of the page in front, in the order they were laid."""
    page = editor.records.pages.get(editor.page)
    found = page.get(KEY, ()) if page is not None else ()
    return tuple(PageGuide(bool(level), position) for level, position in (found or ())[:MOST_GUIDES])


def lay(editor: Editor, guide: PageGuide, number: int | None = None) -> bool:
    """Lay a line across the page in front, or move one that lies there.

    Args:
        editor: where.
        guide: the line.
        number: place in `guides_of` of the one that is moved; None lays a new one.
    """
    known = list(guides_of(editor))
    if number is None and len(known) < MOST_GUIDES:
        return _write(editor, "Add guide", [*known, guide])
    if number is None or not 0 <= number < len(known):
        return False
    known[number] = guide
    return _write(editor, "Move guide", known)


def take_away(editor: Editor, number: int) -> bool:
    """Take one line away."""
    known = guides_of(editor)
    return _write(editor, "Remove guide", [guide for place, guide in enumerate(known) if place != number])


def clear(editor: Editor) -> bool:
    """Take all lines of the page in front away."""
    return _write(editor, "Remove guides", ())


def _write(editor: Editor, name: str, guides: Sequence[PageGuide]) -> bool:
    value = tuple((float(guide.level), round(guide.position, 3)) for guide in guides)
    page = editor.records.pages.get(editor.page)
    if page is None or value == tuple(page.get(KEY, ())):
        return False
    return editor.apply(Plan(name, (Set(editor.page, KEY, value or UNSET, PAGES),)))
