"""Which pages of a diagram an export takes."""

from __future__ import annotations

from collections.abc import Collection

from app.errors import InputError
from app.exporting.options import ExportOptions
from canvas.model.records import Snapshot
from canvas.model.view import GraphView


def chosen_pages(view: GraphView, options: ExportOptions) -> tuple[int, ...]:
    """Return the numbers (from 0) of the pages that the options ask for, in the order of the diagram.

    Raises:
        InputError: the diagram has no such page.
    """
    count = len(view.pages())
    if options.pages is None:
        return tuple(range(count))
    for number in options.pages:
        if not 0 <= number < count:
            has = "1 page" if count == 1 else f"{count} pages"
            raise InputError(f"there is no page {number + 1}: the diagram has {has}")
    return tuple(sorted(set(options.pages)))


def only_pages(snapshot: Snapshot, view: GraphView, numbers: Collection[int]) -> Snapshot:
    """Return the diagram without its other pages."""
    kept = {page for number, page in enumerate(view.pages()) if number in numbers}
    return Snapshot(
        snapshot.meta,
        {id_: page for id_, page in snapshot.pages.items() if id_ in kept},
        {id_: layer for id_, layer in snapshot.layers.items() if layer.page in kept},
        {id_: shape for id_, shape in snapshot.shapes.items() if view.place(id_)[0] in kept},
    )
