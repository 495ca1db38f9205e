"""DOC-3: reading records out of Y.Maps."""

from __future__ import annotations

from typing import Any

import pytest
from pycrdt import Array, Doc, Map, Text

from canvas.model.decoding import RecordReader
from canvas.model.records import Run, plain
from canvas.model.schema import ALL_SHAPE_KEYS


@pytest.fixture
def root() -> Map[Any]:
    """A table with one shape."""
    doc: Doc[Any] = Doc()
    root: Map[Any] = doc.get("shapes", type=Map)
    text = Text("é")
    root["s"] = Map({"x": 1e30, "w": -5.0, "kind": 3.0, "source.point": "no", "x.a": [1, float("nan")], "label": text})
    text.insert(0, "b", {"bold": True})
    return root


def test_all_records_read_as_one_does(root: Map[Any]) -> None:
    """DOC-3, DOC-4."""
    root["t"] = Map({"label": "plain", "y": 2})
    root["u"] = Map({"label": Array([1])})
    root["no record"] = {"x": 1.0}
    reader = RecordReader(root, ALL_SHAPE_KEYS, labelled=True)
    everything = reader.all()
    assert everything["s"] == (
        {"x": 1e7, "w": 0.0, "kind": "rect", "x.a": (1.0, None)},
        (Run("b", (("bold", True),)), Run("é")),
    )
    assert everything["t"] == ({"y": 2.0}, plain("plain"))
    assert everything["u"] == ({}, ())
    assert set(everything) == {"s", "t", "u"}
    assert {i: reader.one(i) for i in everything} == everything
    assert reader.one("no record") is None
    assert reader.one("nobody") is None
    assert {i: reader.label(i) for i in everything} == {i: label for i, (_, label) in everything.items()}


def test_a_record_without_a_label_has_none(root: Map[Any]) -> None:
    """DOC-3."""
    root["t"] = Map({})
    assert RecordReader(root, ALL_SHAPE_KEYS, labelled=True).label("t") == ()


def test_a_table_without_labels_keeps_the_key(root: Map[Any]) -> None:
    """DOC-3."""
    root["t"] = Map({"label": "kept"})
    found = RecordReader(root, {}, labelled=False).one("t")
    assert found == ({"label": "kept"}, ())
