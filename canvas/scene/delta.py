"""What a change of the document did to a page."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.geometry.box import Box


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
