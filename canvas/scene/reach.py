"""How far changes of the document reach on a page: most look only at the shape itself, others move what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from canvas.model.changes import Change, KeyChange, TextChange
from canvas.model.plan import META, SHAPES

_STRUCTURAL = frozenset(
    {
        "kind",
        "page",
        "layer",
        "parent",
        "order",
        "hidden",
        "collapsed",
        "arrangement",
        "source",
        "target",
        "source.point",
        "target.point",
    }
)
_LOOKS = frozenset(
    {
        "style.fill",
        "style.fill_opacity",
        "style.gradient",
        "style.gradient_direction",
        "style.stroke",
        "style.stroke_opacity",
        "style.dash",
        "style.opacity",
        "style.shadow",
        "style.glass",
        "style.font_family",
        "style.font_color",
        "style.bold",
        "style.italic",
        "style.underline",
        "style.strike",
        "style.text_opacity",
        "style.align",
        "style.valign",
        "style.label_background",
        "style.label_border",
    }
)
"""What only the shape itself shows: neither its place nor its outline depends on it, and nothing that hangs on it does."""


@dataclass(slots=True)
class Reach:
    """What changes touch.

    Attributes:
        seeds: shapes that are others now, for all that hangs on them too.
        looks: shapes that only look different.
        structural: shapes may have come, gone or moved in the tree.
        sheets: pages or layers changed.
    """

    seeds: set[str] = field(default_factory=set)
    looks: set[str] = field(default_factory=set)
    structural: bool = False
    sheets: bool = False


def reach_of(changes: Iterable[Change], touched: Iterable[str]) -> Reach:
    """Return what changes touch.

    Args:
        changes: as the document told them.
        touched: shapes that changed in the repaired view.
    """
    found = Reach(set(touched))
    for change in changes:
        if isinstance(change, TextChange):
            found.looks.add(change.id)
        elif change.table == SHAPES:
            key = change.key if isinstance(change, KeyChange) else ""
            (found.looks if key in _LOOKS else found.seeds).add(change.id)
            found.structural |= not key or key in _STRUCTURAL
        elif change.table != META:
            found.sheets = True
    found.looks -= found.seeds
    return found
