"""What a change of the document did to a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.geometry.box import Box, union

EXACT_LIMIT = 2_000
"""With more shapes changed at once the whole page is repainted instead of each shape's place."""


@dataclass(frozen=True, slots=True)
class SceneDelta:
    """What a change did to the page.

    Attributes:
        dirty: scene-space boxes to repaint (old and new places).
        changed: ids whose entry is a new one.
        removed: ids no longer painted.
        added: ids newly painted.
    """

    dirty: tuple[Box, ...] = ()
    changed: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()


def dirty_of(old: Sequence[Box], new: Sequence[Box]) -> tuple[Box, ...]:
    """Return what is to be repainted where shapes were and where they are now, scene space."""
    if len(new) > EXACT_LIMIT:
        whole = union((*old, *new))
        return () if whole is None else (whole,)
    return tuple(dict.fromkeys((*old, *new)))
