"""Which records point to which: what a step of undo must not delete under somebody's feet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from canvas.model.entries import Ref
from canvas.model.plan import LAYERS, PAGES, SHAPES
from canvas.model.projection import Projection
from canvas.model.records import Value

_SHAPE_REFERENCES = {"source": SHAPES, "target": SHAPES, "parent": SHAPES, "page": PAGES, "layer": LAYERS}
_LAYER_REFERENCES = {"page": PAGES}


def referrers(
    records: Projection, targets: Iterable[Ref], overlay: Mapping[tuple[Ref, str], Value]
) -> dict[Ref, set[Ref]]:
    """Return for each target the other records that point to it; one walk over the document.

    Args:
        records: the document.
        targets: the records in question.
        overlay: values about to be written, by record and key; they count instead of the present ones.
    """
    found: dict[Ref, set[Ref]] = {target: set() for target in targets}
    if found:
        _collect(SHAPES, records.shapes, _SHAPE_REFERENCES, overlay, found)
        _collect(LAYERS, records.layers, _LAYER_REFERENCES, overlay, found)
    return found


def _collect(
    table: str,
    records: Mapping[str, Any],
    references: Mapping[str, str],
    overlay: Mapping[tuple[Ref, str], Value],
    found: dict[Ref, set[Ref]],
) -> None:
    for record_id, record in records.items():
        ref = (table, record_id)
        values = record.values
        for key, target_table in references.items():
            pointed = overlay.get((ref, key), values.get(key)) if overlay else values.get(key)
            if pointed and pointed != record_id and (sources := found.get((target_table, pointed))) is not None:
                sources.add(ref)
