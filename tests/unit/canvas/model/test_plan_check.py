"""DOC-1, DOC-2: plans are checked before anything is written."""

from __future__ import annotations

import math
from typing import Any

import pytest

from canvas.errors import PlanError
from canvas.model.plan import LAYERS, META, PAGES, SHAPES, UNSET, Create, Delete, Format, Op, Plan, Set, Splice
from canvas.model.plan_check import PlanCheck, checked_value
from canvas.model.records import LayerRecord, PageRecord, Run, ShapeRecord, Snapshot, plain

RECORDS = Snapshot(
    {"title": "T"},
    {"p": PageRecord("p", {"order": "a0"})},
    {"l": LayerRecord("l", {"page": "p"})},
    {"s": ShapeRecord("s", {"x": 1.0}, plain("héllo"))},
)


def check(*operations: Op) -> list[Op]:
    return PlanCheck(RECORDS).run(Plan("plan", operations))


@pytest.mark.parametrize(
    "operations",
    [
        [Create("s", {})],
        [Create("", {})],
        [Create("\ud800", {})],
        [Create("n", {}), Create("n", {})],
        [Create("n", {}), Delete("n")],
        [Delete("s"), Create("s", {})],
        [Delete("s"), Delete("s")],
        [Delete("nobody")],
        [Create("n", {}, table="nothing")],
        [Create("", {}, table=META)],
        [Delete("", META)],
        [Create("q", {}, plain("label"), PAGES)],
        [Create("n", {"label": "text"})],
        [Create("n", {"": 1.0})],
        [Create("n", {}, (Run("\udc00"),))],
        [Create("n", {}, (Run("a", (("bold", None),)),))],  # type: ignore[arg-type]
        [Set("nobody", "x", 1.0)],
        [Set("s", "order", "a0", PAGES)],
        [Set("x", "title", "T", META)],
        [Set("s", "label", "text")],
        [Set("s", "label", UNSET)],
        [Set("s", "", 1.0)],
        [Set("s", "colour", "#fff")],
        [Set("s", "\ud800", UNSET)],
        [Delete("s"), Set("s", "x", 1.0)],
        [Delete("s"), Splice("s", 0, 0, "a")],
        [Splice("nobody", 0, 0, "a")],
        [Splice("s", 6, 0, "a")],
        [Splice("s", 4, 2, "")],
        [Splice("s", -1, 0, "a")],
        [Splice("s", 0, -1, "a")],
        [Splice("s", 0, 0, "\ud800")],
        [Splice("s", 0, 0, "a", (("", True),))],
        [Splice("s", 0, 0, "a", (("bold", [1]),))],  # type: ignore[arg-type]
        [Splice("s", 0, 0, "a", (("size", math.nan),))],
        [Splice("s", 0, 5, ""), Splice("s", 0, 1, "")],
        [Format("s", 0, 6, {"bold": True})],
        [Format("s", -1, 1, {"bold": True})],
        [Format("s", 0, -1, {"bold": True})],
        [Format("nobody", 0, 0, {"bold": True})],
        [Format("s", 0, 1, {"bold": {}})],  # type: ignore[dict-item]
    ],
)
def test_what_does_not_fit_is_refused(operations: list[Op]) -> None:
    """DOC-1."""
    with pytest.raises(PlanError):
        check(*operations)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("x", "1"),
        ("x", True),
        ("x", None),
        ("x", math.inf),
        ("kind", 1.0),
        ("kind", "\ud800"),
        ("flip_h", 1.0),
        ("source.point", (1.0,)),
        ("source.point", "ab"),
        ("source.point", (1.0, math.nan)),
        ("waypoints", "x"),
        ("waypoints", ((1.0,),)),
        ("x.note", math.nan),
        ("param.size", object()),
    ],
)
def test_values_that_do_not_fit_their_key_are_refused(key: str, value: Any) -> None:
    """DOC-2."""
    with pytest.raises(PlanError):
        checked_value(SHAPES, key, value)


@pytest.mark.parametrize(
    ("key", "value", "written"),
    [
        ("x", 3, 3.0),
        ("kind", "rect", "rect"),
        ("flip_h", False, False),
        ("source.point", (1, 2), [1.0, 2.0]),
        ("waypoints", ((1, 2), [3.0, 4]), [[1.0, 2.0], [3.0, 4.0]]),
        ("x.note", {"a": (1, None)}, {"a": [1.0, None]}),
        ("param.size", 2, 2.0),
        ("from another program", [True], [True]),
    ],
)
def test_values_that_fit_are_made_ready(key: str, value: Any, written: Any) -> None:
    """DOC-2."""
    assert repr(checked_value(SHAPES, key, value)) == repr(written)


def test_a_plan_that_fits() -> None:
    operations: list[Op] = [
        Create("n", {"x": 1}, plain("ab")),
        Splice("n", 2, 0, "c"),
        Splice("n", 0, 3, "d", (("size", 3), ("bold", True))),
        Format("n", 0, 1, {"bold": None}),
        Set("n", "x", 2),
        Set("s", "x", 1.0),
        Set("s", "param.size", 1),
        Set("", "title", "T", META),
        Set("p", "name", "P", PAGES),
        Delete("l", LAYERS),
    ]
    checked = check(*operations)
    assert [type(op) for op in checked] == [Create, Splice, Splice, Format, Set, Set, Set, Delete]


def test_who_writes_a_parent_writes_the_place_too_also_where_it_stays_the_same() -> None:
    """DOC-19: else another one's place could come to stand in this parent."""
    assert check(Set("s", "x", 1.0)) == []
    into = (Set("s", "parent", "box"), Set("s", "x", 1.0), Set("s", "order", UNSET))
    assert check(*into) == [Set("s", "parent", "box"), Set("s", "x", 1.0)]


def test_a_json_key_of_a_schema_takes_any_json(monkeypatch: pytest.MonkeyPatch) -> None:
    from canvas.model import plan_check
    from canvas.model.schema import KeySpec

    monkeypatch.setitem(plan_check.SPECS, META, {"settings": KeySpec("json")})
    assert checked_value(META, "settings", {"a": 1}) == {"a": 1.0}
