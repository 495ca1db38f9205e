"""Snapshots made by hand, for tests that need a diagram but no file."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.model.records import LayerRecord, PageRecord, ShapeRecord, Snapshot, Value, plain

Page = Mapping[str, Mapping[str, Value]]


def diagram(**pages: Page) -> Snapshot:
    """Return a diagram: pages by id, each with values by shape id; "text" becomes the label. Page p has one layer "p-layer"."""
    shapes: dict[str, ShapeRecord] = {}
    for page, content in pages.items():
        for number, (id_, values) in enumerate(content.items()):
            place = {"page": page, "layer": f"{page}-layer", "order": f"a{number:03}", "w": 100.0, "h": 50.0}
            kept = {key: value for key, value in values.items() if key != "text"}
            shapes[id_] = ShapeRecord(id_, place | kept, plain(str(values.get("text", ""))))
    return Snapshot(
        pages={id_: PageRecord(id_, {"name": id_.title(), "order": f"a{n:03}"}) for n, id_ in enumerate(pages)},
        layers={f"{id_}-layer": LayerRecord(f"{id_}-layer", {"page": id_, "order": "a"}) for id_ in pages},
        shapes=shapes,
    )
