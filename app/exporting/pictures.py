"""Pictures of the library put into a diagram itself, because a file outside cannot name what lies in the library."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace

from canvas.drawing.pictures import picture_type
from canvas.model.records import ShapeRecord, Snapshot

Blob = Callable[[str], bytes | None]
"""Returns the bytes of a picture named "sha256:<hex>", or None when it is not there."""
_IN_LIBRARY = "sha256:"


def with_pictures(snapshot: Snapshot, blob: Blob) -> Snapshot:
    """Return the diagram with its library pictures as data: URIs; one that is not there keeps its name."""
    changed = {
        id_: ShapeRecord(id_, {**shape.values, "image": inlined}, shape.label)
        for id_, shape in snapshot.shapes.items()
        if (source := str(shape.get("image", ""))).startswith(_IN_LIBRARY) and (inlined := _inlined(source, blob))
    }
    return replace(snapshot, shapes={**snapshot.shapes, **changed}) if changed else snapshot


def _inlined(source: str, blob: Blob) -> str:
    """Return the data: URI of a picture, "" when it is not there or no picture."""
    data = blob(source)
    kind = picture_type(data) if data else ""
    if not data or not kind:
        return ""
    media = "svg+xml" if kind == "svg" else kind
    return f"data:image/{media};base64,{base64.b64encode(data).decode('ascii')}"
