"""DOC-3, DOC-7: writing checked operations."""

from __future__ import annotations

from typing import Any

import pytest
from pycrdt import Doc, Map, Text

from canvas.model.plan import LAYERS, META, PAGES, SHAPES, UNSET, Create, Delete, Format, Op, Set, Splice
from canvas.model.records import Run
from canvas.model.writing import PlanWriter


@pytest.fixture
def doc() -> Doc[Any]:
    """An empty Doc."""
    return Doc()


def write(doc: Doc[Any], *operations: Op) -> dict[str, Any]:
    roots: dict[str, Map[Any]] = {table: doc.get(table, type=Map) for table in (META, PAGES, LAYERS, SHAPES)}
    with doc.transaction():
        PlanWriter(roots).write(operations)
    return {table: root.to_py() for table, root in roots.items()}


def test_records_come_and_go(doc: Doc[Any]) -> None:
    written = write(
        doc,
        Set("", "title", "T", META),
        Create("p", {"name": "P"}, table=PAGES),
        Create("s", {"x": 1.0, "y": 2.0}),
        Create("t", {}),
        Set("s", "x", 3.0),
        Set("s", "y", UNSET),
        Set("s", "h", UNSET),
        Delete("t"),
    )
    assert written == {
        META: {"title": "T"},
        PAGES: {"p": {"name": "P"}},
        LAYERS: {},
        SHAPES: {"s": {"x": 3.0, "label": ""}},
    }


def test_labels(doc: Doc[Any]) -> None:
    """DOC-7."""
    bold = (("bold", True),)
    write(
        doc, Create("s", {}, (Run("é", bold), Run("b"))), Splice("s", 1, 1, "xyz"), Format("s", 2, 1, {"color": "#f00"})
    )
    assert doc["shapes"]["s"]["label"].diff() == [
        ("é", {"bold": True}),
        ("x", None),
        ("y", {"color": "#f00"}),
        ("z", None),
    ]


@pytest.mark.parametrize(("label", "expected"), [("plain", "plain!"), (5.0, "!"), (None, "!")])
def test_what_is_no_text_becomes_one(doc: Doc[Any], label: Any, expected: str) -> None:
    """DOC-3."""
    doc.get(SHAPES, type=Map)["s"] = Map({"label": label})
    write(doc, Splice("s", len(expected) - 1, 0, "!"))
    assert isinstance(doc["shapes"]["s"]["label"], Text)
    assert str(doc["shapes"]["s"]["label"]) == expected
