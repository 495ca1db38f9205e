"""Caret positions of a text field as places in the label, and back: Qt counts UTF-16 units, documents count bytes of UTF-8."""

from __future__ import annotations


def byte_offset(text: str, units: int) -> int:
    """Return how many bytes of UTF-8 stand before a place that lies so many UTF-16 units into a text."""
    return len(_before(text, units).encode())


def units_before(text: str) -> int:
    """Return the number of UTF-16 units of a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def kept_place(before: str, after: str, units: int) -> int:
    """Return where a caret stands after somebody else changed the text: beside the same characters.

    Args:
        before: the text as it was.
        after: the text as it is.
        units: UTF-16 units before the caret as it was.
    """
    at = len(_before(before, units))
    shortest = min(len(before), len(after))
    head = next((i for i in range(shortest) if before[i] != after[i]), shortest)
    if at <= head:
        return units
    rest = shortest - head
    tail = next((i for i in range(rest) if before[-1 - i] != after[-1 - i]), rest)
    moved = at + len(after) - len(before) if at >= len(before) - tail else min(at, len(after) - tail)
    return units_before(after[:moved])


def _before(text: str, units: int) -> str:
    """Return the characters before a place; of a character that is cut in half nothing."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * max(0, units)].decode("utf-16-le", "ignore")
