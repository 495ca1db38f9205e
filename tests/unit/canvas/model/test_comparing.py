"""HIS-11: comparing two states of a record."""

from __future__ import annotations

import pytest

from canvas.model.changes import Change, KeyChange, RecordChange, TextChange
from canvas.model.comparing import differences, label_of, record_of, records_of, values_of
from canvas.model.document import Document
from canvas.model.entries import Ref
from canvas.model.plan import LAYERS, META, PAGES, SHAPES, Create, Delete, Op, Plan, Set, Splice
from canvas.model.projection import Projection
from canvas.model.records import plain


def records(*operations: Op) -> Projection:
    document = Document(1)
    document.apply(Plan("make", operations))
    return document.records


MADE: list[Op] = [Create("s", {"x": 1.0, "flip_h": True}, plain("ab")), Create("p", {"name": "P"}, table=PAGES)]


@pytest.mark.parametrize(
    ("later", "ref", "expected"),
    [
        ([], (SHAPES, "s"), []),
        ([], (SHAPES, "nobody"), []),
        ([Delete("s")], (SHAPES, "s"), [RecordChange("s", False)]),
        ([Create("l", {}, table=LAYERS)], (LAYERS, "l"), [RecordChange("l", True, LAYERS)]),
        ([Set("s", "x", 2.0), Set("s", "y", 1.0)], (SHAPES, "s"), [KeyChange("s", "x"), KeyChange("s", "y")]),
        ([Set("p", "name", "Q", PAGES)], (PAGES, "p"), [KeyChange("p", "name", PAGES)]),
        ([Set("", "title", "T", META)], (META, ""), [KeyChange("", "title", META)]),
        (
            [Splice("s", 1, 1, "c")],
            (SHAPES, "s"),
            [TextChange("s", (("retain", 1), ("delete", 1), ("insert", "c", ())))],
        ),
    ],
)
def test_differences_are_told_as_changes(later: list[Op], ref: Ref, expected: list[Change]) -> None:
    """HIS-11."""
    old = records(*MADE)
    document = Document(1)
    document.apply(Plan("make", tuple(MADE)))
    document.apply(Plan("later", tuple(later)))
    assert differences(old, document.records, ref) == expected


def test_looking_up() -> None:
    made = records(*MADE)
    assert set(records_of(made, SHAPES)) == {"s"}
    assert not records_of(made, META)
    assert not records_of(made, "nothing")
    assert record_of(made, (PAGES, "p")) is made.pages["p"]
    assert values_of(made, (META, "")) is made.meta
    assert values_of(made, (SHAPES, "nobody")) is None
    assert label_of(made.shapes["s"]) == plain("ab")
    assert label_of(made.pages["p"]) == ()
