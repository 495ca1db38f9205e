"""Content of a diagram that is kept, but that we cannot show as it was meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from canvas.model.records import ShapeRecord, Snapshot
from canvas.shapes.registry import is_known

_SHOWABLE_PICTURES = ("sha256:", "data:")


@dataclass(frozen=True, slots=True)
class Unshown:
    """One kind of such content.

    Attributes:
        what: says what is not shown and what is shown in its place.
        ids: of the shapes or pages it concerns.
    """

    what: str
    ids: tuple[str, ...]


def unshown(snapshot: Snapshot) -> tuple[Unshown, ...]:
    """Return what cannot be shown, the most frequent first."""
    found: dict[str, list[str]] = {}
    for shape in snapshot.shapes.values():
        for what in _of_shape(shape):
            found.setdefault(what, []).append(shape.id)
    for page in snapshot.pages.values():
        if page.get("math"):
            found.setdefault("formulas are shown as the text they were typed as", []).append(page.id)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Unshown(what, tuple(ids)) for what, ids in ranked)


def _of_shape(shape: ShapeRecord) -> Iterator[str]:
    if not shape.is_connector and not is_known(shape.kind):
        yield f"the shape {shape.kind} is not known and is shown as a plain box"
    picture = str(shape.get("image", ""))
    if picture and not picture.startswith(_SHOWABLE_PICTURES):
        yield "pictures that lie outside the file are not fetched and are shown as missing"
