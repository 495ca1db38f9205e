"""Copied shapes as the bytes that lie on the clipboard, read back with suspicion: any program may have written them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from canvas.errors import LimitExceeded, MalformedFile
from canvas.geometry.box import Box
from canvas.kernels.copying import Copied
from canvas.model.plan import UNSET
from canvas.model.records import CONNECTOR, RichText, Run, ShapeRecord, Value
from canvas.model.schema import ALL_SHAPE_KEYS, FOREIGN, PARAM, clean

MIME_TYPE = "application/x-aio-canvas+json"
TEXT_TYPE = "application/x-aio-canvas-text+json"
VERSION = 1
MOST_BYTES = 64 * 1024 * 1024
MOST_SHAPES = 50_000
MOST_TEXT = 1_000_000
"""Characters of one label."""


def encode(copied: Copied) -> bytes:
    """Return copied shapes as bytes of type MIME_TYPE."""
    shapes = [
        {"id": s.id, "values": dict(s.values), "label": [[run.text, dict(run.marks)] for run in s.label]}
        for s in copied.shapes
    ]
    body = {"type": MIME_TYPE, "version": VERSION, "box": list(copied.box), "shapes": shapes}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def decode(data: bytes) -> Copied:
    """Return the shapes in bytes of type MIME_TYPE.

    Raises:
        LimitExceeded: more than we accept.
        MalformedFile: not what `encode` makes.
    """
    if len(data) > MOST_BYTES:
        raise LimitExceeded("bytes on the clipboard", MOST_BYTES)
    try:
        body = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise MalformedFile("the clipboard does not hold shapes of this program") from error
    if not isinstance(body, dict) or body.get("type") != MIME_TYPE or not isinstance(body.get("shapes"), list):
        raise MalformedFile("the clipboard does not hold shapes of this program")
    if body.get("version") != VERSION:
        raise MalformedFile("the shapes on the clipboard were copied by another version of this program")
    if len(body["shapes"]) > MOST_SHAPES:
        raise LimitExceeded("shapes on the clipboard", MOST_SHAPES)
    shapes = _sound([_shape(item) for item in body["shapes"]])
    return Copied(tuple(shapes), _box(body.get("box")))


def encode_text(label: RichText) -> bytes:
    """Return a piece of a label as bytes of type TEXT_TYPE."""
    runs = [[run.text, dict(run.marks)] for run in label]
    return json.dumps({"type": TEXT_TYPE, "version": VERSION, "label": runs}, ensure_ascii=False).encode()


def decode_text(data: bytes) -> RichText:
    """Return the piece of a label in bytes of type TEXT_TYPE; empty for what `encode_text` does not make.

    Raises:
        LimitExceeded: more than we accept.
        MalformedFile: a label that cannot be read.
    """
    if len(data) > MOST_BYTES:
        raise LimitExceeded("bytes on the clipboard", MOST_BYTES)
    try:
        body = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise MalformedFile("the clipboard does not hold text of this program") from error
    return _label(body.get("label")) if isinstance(body, dict) and body.get("type") == TEXT_TYPE else ()


def _box(value: Value) -> Box:
    numbers = value if isinstance(value, list) and len(value) == 4 else [0, 0, 0, 0]
    x, y, w, h = (clean(key, number, ALL_SHAPE_KEYS) for key, number in zip("xywh", numbers, strict=True))
    return Box(x, y, w, h)


def _shape(item: Value) -> ShapeRecord:
    if not isinstance(item, dict) or not isinstance(item.get("id"), str) or not isinstance(item.get("values"), dict):
        raise MalformedFile("a shape on the clipboard has no id or no values")
    values = {key: _value(key, value) for key, value in item["values"].items() if _is_known(key)}
    return ShapeRecord(item["id"], {k: v for k, v in values.items() if v is not None}, _label(item.get("label")))


def _is_known(key: str) -> bool:
    return key in ALL_SHAPE_KEYS or key.startswith((FOREIGN, PARAM))


def _value(key: str, value: Value) -> Value:
    if key.startswith(PARAM):
        return value if isinstance(value, (str, int, float, bool)) else None
    return clean(key, value, ALL_SHAPE_KEYS)


def _label(value: Value) -> RichText:
    if not isinstance(value, list):
        return ()
    runs: list[Run] = []
    room = MOST_TEXT
    for part in value:
        if not (isinstance(part, list) and len(part) == 2 and isinstance(part[0], str) and isinstance(part[1], dict)):
            raise MalformedFile("a label on the clipboard cannot be read")
        room -= len(part[0])
        if room < 0:
            raise LimitExceeded("characters of a label", MOST_TEXT)
        marks = {k: v for k, v in part[1].items() if isinstance(v, (str, int, float, bool))}
        if part[0]:
            runs.append(Run(part[0], tuple(sorted(marks.items()))))
    return tuple(runs)


def _sound(shapes: list[ShapeRecord]) -> list[ShapeRecord]:
    """Return shapes whose parents come before them and whose connectors are glued to shapes of the copy only."""
    known: dict[str, ShapeRecord] = {}
    everything: Mapping[str, ShapeRecord] = {s.id: s for s in shapes}
    for shape in shapes:
        if shape.id in known:
            raise MalformedFile("two shapes on the clipboard have one id")
        values: dict[str, Value] = {k: v for k, v in shape.values.items() if k not in ("page", "layer")}
        if values.get("parent", "") not in known:
            values.pop("parent", None)
        for name in ("source", "target"):
            glued = everything.get(str(values.get(name, "")))
            if name in values and (glued is None or glued.is_connector or values.get("kind") != CONNECTOR):
                del values[name]
        known[shape.id] = ShapeRecord(shape.id, {k: v for k, v in values.items() if v is not UNSET}, shape.label)
    return list(known.values())
