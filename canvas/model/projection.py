"""The one reader: frozen records kept equal to the Y.Doc by its deep events."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.model.records import LayerRecord, PageRecord, ShapeRecord, Value


class Projection:
    """Live mappings of frozen records; the same four attributes as `records.Snapshot`."""

    meta: Mapping[str, Value]
    pages: Mapping[str, PageRecord]
    layers: Mapping[str, LayerRecord]
    shapes: Mapping[str, ShapeRecord]
