"""Small diagrams for scene tests: records that can be changed, each edit giving the change a document would tell."""

from __future__ import annotations

from canvas.model.changes import KeyChange, RecordChange
from canvas.model.records import LayerRecord, PageRecord, ShapeRecord, Value, plain


class Diagram:
    """Records of one page "p" with a layer "l"; every edit returns the change a document would tell."""

    def __init__(self) -> None:
        self.meta: dict[str, Value] = {}
        self.pages = {"p": PageRecord("p", {"name": "Page", "order": "a"})}
        self.layers = {"l": LayerRecord("l", {"page": "p", "order": "a"})}
        self.shapes: dict[str, ShapeRecord] = {}

    def add(self, shape_id: str, label: str = "", **values: Value) -> RecordChange:
        """Add a shape; `source__port` stands for the key "source.port"."""
        mixed = {"page": "p", "layer": "l", "order": f"{len(self.shapes):06}", "w": 100.0, "h": 60.0}
        mixed.update({key.replace("__", "."): value for key, value in values.items()})
        self.shapes[shape_id] = ShapeRecord(shape_id, mixed, plain(label))
        return RecordChange(shape_id, present=True)

    def line(self, shape_id: str, source: str = "", target: str = "", label: str = "", **values: Value) -> RecordChange:
        """Add a connector."""
        return self.add(shape_id, label, kind="connector", source=source, target=target, **values)

    def set(self, shape_id: str, key: str, value: Value) -> KeyChange:
        """Write one key; None removes it."""
        record = self.shapes[shape_id]
        values = {k: v for k, v in {**record.values, key: value}.items() if v is not None}
        self.shapes[shape_id] = ShapeRecord(shape_id, values, record.label)
        return KeyChange(shape_id, key)

    def remove(self, shape_id: str) -> RecordChange:
        """Remove a shape."""
        del self.shapes[shape_id]
        return RecordChange(shape_id, present=False)

    def set_layer(self, layer_id: str, key: str, value: Value) -> KeyChange:
        """Write one key of a layer."""
        record = self.layers[layer_id]
        self.layers[layer_id] = LayerRecord(layer_id, {**record.values, key: value})
        return KeyChange(layer_id, key, "layers")
