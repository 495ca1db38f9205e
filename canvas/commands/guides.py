"""Lines that the user lays across a page to align shapes with: part of the page's settings, the same for everybody, undoable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.commands.pages import set_value
from canvas.editor.editor import Editor

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
        return _write(editor, [*known, guide])
    if number is None or not 0 <= number < len(known):
        return False
    known[number] = guide
    return _write(editor, known)


def take_away(editor: Editor, number: int) -> bool:
    """Take one line away."""
    known = guides_of(editor)
    return _write(editor, [guide for place, guide in enumerate(known) if place != number])


def clear(editor: Editor) -> bool:
    """Take all lines of the page in front away."""
    return _write(editor, ())


def _write(editor: Editor, guides: Sequence[PageGuide]) -> bool:
    value = tuple((float(guide.level), round(guide.position, 3)) for guide in guides)
    if value == tuple((float(g.level), round(g.position, 3)) for g in guides_of(editor)):
        return False
    return set_value(editor, editor.page, KEY, value or None)
