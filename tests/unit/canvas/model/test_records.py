"""DOC-5: records."""

from __future__ import annotations

import dataclasses

import pytest

from canvas.model.records import CONNECTOR, LayerRecord, PageRecord, Run, ShapeRecord, Snapshot, plain, plain_text


def test_an_empty_record_means_the_defaults() -> None:
    shape = ShapeRecord("s")
    assert (shape.kind, shape.page, shape.layer, shape.parent, shape.order, shape.text) == ("rect", "", "", "", "", "")
    assert (shape.x, shape.y, shape.w, shape.h, shape.rotation, shape.is_connector) == (0.0, 0.0, 0.0, 0.0, 0.0, False)
    page = PageRecord("p")
    assert (page.name, page.order, page.get("grid", 5)) == ("", "", 5)
    layer = LayerRecord("l")
    assert (layer.page, layer.name, layer.order, layer.visible, layer.locked) == ("", "", "", True, False)
    assert layer.get("visible") is None
    assert Snapshot() == Snapshot({}, {}, {}, {})


def test_a_record_tells_its_values() -> None:
    shape = ShapeRecord("s", {"kind": CONNECTOR, "x": 1.0, "rotation": 90.0}, (Run("a", (("bold", True),)), Run("b")))
    assert (shape.is_connector, shape.x, shape.rotation, shape.text) == (True, 1.0, 90.0, "ab")
    assert shape.get("x") == 1.0
    assert shape.label[0].mark("bold") is True
    assert shape.label[1].mark("bold") is None


def test_records_are_frozen() -> None:
    """DOC-5."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        ShapeRecord("s").id = "t"  # type: ignore[misc]


def test_plain_labels() -> None:
    assert plain("") == ()
    assert plain_text(plain("ab")) == "ab"
