"""One hash for what a document holds: equal on every replica that holds the same edits, in whatever order they came."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Protocol

import msgspec

from canvas.model.records import LayerRecord, PageRecord, RichText, Scalar, ShapeRecord, Value


class Records(Protocol):
    """What is hashed: a live projection or a snapshot."""

    @property
    def meta(self) -> Mapping[str, Value]:
        """Values of the diagram as a whole."""
        ...

    @property
    def pages(self) -> Mapping[str, PageRecord]:
        """Pages by id."""
        ...

    @property
    def layers(self) -> Mapping[str, LayerRecord]:
        """Layers by id."""
        ...

    @property
    def shapes(self) -> Mapping[str, ShapeRecord]:
        """Shapes by id."""
        ...


def records_hash(records: Records) -> bytes:
    """Return 32 bytes that are the same for equal records and no others."""
    content = (
        records.meta,
        {i: page.values for i, page in records.pages.items()},
        {i: layer.values for i, layer in records.layers.items()},
        {i: (shape.values, tuple(_stretches(shape.label))) for i, shape in records.shapes.items()},
    )
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).digest()


def _stretches(label: RichText) -> Iterator[tuple[str, tuple[tuple[str, Scalar], ...]]]:
    """Yield a label's text by its marks; how it is cut into runs says nothing."""
    for marks, runs in groupby(label, lambda run: run.marks):
        yield "".join(run.text for run in runs), marks
