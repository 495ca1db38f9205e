"""DOC-15: snapshots."""

from __future__ import annotations

import math

from canvas.model.document import Document
from canvas.model.plan import Delete, Plan, Set
from canvas.model.records import LayerRecord, PageRecord, Run, ShapeRecord, Snapshot, plain
from canvas.model.snapshot import plan_from_snapshot, snapshot_of

SHAPES = {
    "s": ShapeRecord(
        "s", {"x": 1.0, "waypoints": ((1.0, 2.0),), "x.note": (1.0, {"a": True})}, (Run("b", (("bold", True),)),)
    ),
    "t": ShapeRecord("t", {"kind": "connector", "source": "s"}, plain("é")),
}
WHOLE = Snapshot(
    {"title": "T", "schema": 1.0},
    {"p": PageRecord("p", {"name": "P"})},
    {"l": LayerRecord("l", {"page": "p"})},
    SHAPES,
)


def test_a_snapshot_written_and_read_back_is_the_same() -> None:
    """DOC-15."""
    document = Document(1)
    plan = plan_from_snapshot(WHOLE, "Import")
    document.apply(plan)
    assert plan.name == "Import"
    assert snapshot_of(document) == WHOLE


def test_later_changes_do_not_reach_a_snapshot() -> None:
    """DOC-15."""
    document = Document(1)
    document.apply(plan_from_snapshot(WHOLE, "Import"))
    taken = snapshot_of(document)
    document.apply(Plan("edit", (Set("s", "x", 2.0), Delete("t"), Set("", "title", "U", "meta"))))
    assert taken == WHOLE


def test_whatever_a_reader_found_can_be_written() -> None:
    """DOC-15."""
    values = {"x": "wrong", "w": 5, "image": None, "source.point": "wrong", "x.note": math.nan, "x.none": None}
    document = Document(1)
    document.apply(plan_from_snapshot(Snapshot(shapes={"s": ShapeRecord("s", values)}), "Import"))
    assert document.records.shapes["s"].values == {"x": 0.0, "w": 5.0, "image": "", "x.note": None, "x.none": None}
    assert document.records.meta == {"schema": 1.0}
