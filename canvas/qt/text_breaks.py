"""Where a line may be broken, as browsers do it: at spaces, after hyphens and dashes, between East Asian characters.

Pure text, no Qt: QTextLayout would also break after slashes, which the programs that wrote our files do not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

_SPACES = frozenset(" \t\u2002\u2003\u2009\u200b\u3000")
_HYPHENS = frozenset("-\u2010\u2013\u2014")
_NEVER_FIRST = frozenset(
    ")]}>,.;:!?%\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\u300d\u300f\u3011\uff09\u30fc\u3005"
)
_NEVER_LAST = frozenset("([{<\u300c\u300e\u3010\uff08")


def _is_wide(character: str) -> bool:
    """Tell whether a character is written without spaces between words."""
    return character >= "\u2e80" and unicodedata.east_asian_width(character) in "WF"


def _breaks_between(before: str, after: str) -> bool:
    """Tell whether a line may end after `before` when `after` comes next."""
    if before in _SPACES:
        return after not in _SPACES
    if before in _HYPHENS:
        return after.isalpha()
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return _is_wide(before) or (_is_wide(after) and after not in _SPACES)


def opportunities(text: str) -> Iterator[int]:
    """Yield the positions (code points, ascending) at which a new line may start, without 0 and the end."""
    for index in range(1, len(text)):
        if _breaks_between(text[index - 1], text[index]):
            yield index


def break_lines(text: str, width: float, advance: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Return the lines of one paragraph as (start, end) code points; spaces at a line's end hang and are left out.

    A word longer than the line is not broken: it sticks out, as in a browser.

    Args:
        text: one paragraph.
        width: of the lines, scene units.
        advance: width of text[start:end].
    """
    lines: list[tuple[int, int]] = []
    start, last = 0, 0
    for position in (*opportunities(text), len(text)):
        if last > start and advance(start, _visible_end(text, start, position)) > width:
            lines.append((start, _visible_end(text, start, last)))
            start = last
        last = position
    lines.append((start, _visible_end(text, start, len(text))))
    return lines


def _visible_end(text: str, start: int, end: int) -> int:
    """Return the end without the spaces that hang over the line's end."""
    while end > start and text[end - 1] in _SPACES:
        end -= 1
    return end
