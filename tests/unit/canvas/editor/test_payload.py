"""Tests of the bytes on the clipboard."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.editor import payload
from canvas.editor.payload import MIME_TYPE, decode, encode
from canvas.errors import FormatError, LimitExceeded, MalformedFile
from canvas.geometry.box import Box
from canvas.kernels.copying import Copied
from canvas.model.records import Run, ShapeRecord


def body(*shapes: Any, **more: Any) -> bytes:
    return json.dumps({"type": MIME_TYPE, "version": 1, "box": [0, 0, 1, 1], "shapes": list(shapes), **more}).encode()


def test_what_is_written_is_read() -> None:
    label = (Run("bo", (("bold", True), ("color", "#ff0000"))), Run("x"))
    a = ShapeRecord("a", {"kind": "rect", "x": 1.0, "w": 10.0, "x.foreign": {"deep": [1]}, "param.size": 3.0}, label)
    b = ShapeRecord("b", {"kind": "rect", "parent": "a", "order": "V"})
    line = ShapeRecord(
        "c", {"kind": "connector", "source": "a", "waypoints": ((1.0, 2.0),), "target.point": (3.0, 4.0)}
    )
    copied = Copied((a, b, line), Box(1.0, 2.0, 3.0, 4.0))
    assert decode(encode(copied)) == copied


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"type": "other", "shapes": []}',
        b"[" * 100_000,
        body(version=2),
        body(shapes=5),
        body({"id": 1, "values": {}}),
        body({"id": "a"}),
        body("a"),
        body({"id": "a", "values": {}, "label": [["text"]]}),
        body({"id": "a", "values": {}}, {"id": "a", "values": {}}),
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedFile):
        decode(data)


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(payload, "MOST_BYTES", 10)
        with pytest.raises(LimitExceeded):
            decode(body())
    monkeypatch.setattr(payload, "MOST_SHAPES", 1)
    with pytest.raises(LimitExceeded):
        decode(body({"id": "a", "values": {}}, {"id": "b", "values": {}}))
    monkeypatch.setattr(payload, "MOST_TEXT", 3)
    with pytest.raises(LimitExceeded):
        decode(body({"id": "a", "values": {}, "label": [["abcd", {}]]}))


def test_values_are_cleaned_and_unknown_keys_left_out() -> None:
    values = {
        "x": "left",
        "w": -5,
        "style.fill": 7,
        "nonsense": 1,
        "param.size": [1],
        "page": "p",
        "layer": "l",
        "x.keep": [1],
    }
    (shape,) = decode(body({"id": "a", "values": values, "label": "text"})).shapes
    assert dict(shape.values) == {"x": 0.0, "w": 0.0, "style.fill": "#ffffff", "x.keep": [1]}
    assert shape.label == ()


def test_references_to_what_is_not_there_are_cut() -> None:
    shapes = decode(
        body(
            {"id": "a", "values": {"kind": "rect", "parent": "later", "source": "later"}},
            {"id": "later", "values": {"kind": "connector", "source": "gone", "target": "a"}},
            {"id": "c", "values": {"kind": "connector", "source": "later"}},
        )
    ).shapes
    assert "parent" not in shapes[0].values
    assert "source" not in shapes[0].values
    assert dict(shapes[1].values) == {"kind": "connector", "target": "a"}
    assert "source" not in shapes[2].values


def test_a_bad_box_means_none() -> None:
    assert decode(body(box="x")).box == Box(0, 0, 0, 0)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=True) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.fixed_dictionaries({"id": st.text(max_size=2), "values": JSON, "label": JSON}), max_size=3), JSON)
def test_hostile_content_is_read_or_refused_but_never_breaks(shapes: list[Any], box: Any) -> None:
    try:
        copied = decode(body(*shapes, box=box))
    except FormatError:
        return
    assert len(copied.shapes) == len(shapes)
