"""Tests of which shapes are more than shapes for themselves."""

from __future__ import annotations

import pytest

from canvas.model.records import ShapeRecord, Value
from canvas.scene.traits import Traits, is_container


@pytest.mark.parametrize(
    ("values", "parent", "involved"),
    [
        ({"kind": "rect"}, "", False),
        ({"kind": "connector"}, "", False),
        ({"kind": "group"}, "", False),
        ({"kind": "rect"}, "holder", True),
        ({"kind": "rect", "locked": True}, "", True),
        ({"kind": "swimlane"}, "", True),
    ],
    ids=["shape", "line", "group", "inside", "locked", "container"],
)
def test_most_shapes_are_plain(values: dict[str, Value], parent: str, involved: bool) -> None:
    traits = Traits()
    traits.note(ShapeRecord("a", values), parent)
    assert ("a" in traits.involved) == involved
    assert traits.are_plain(("a",), {"a"}) == (not involved)
    traits.forget(("a",))
    assert traits.involved == set()


def test_many_are_plain_when_all_are_painted_and_none_is_involved() -> None:
    traits = Traits()
    traits.note(ShapeRecord("b", {"locked": True}), "")
    assert traits.are_plain(("a", "c"), {"a", "b", "c"})
    assert not traits.are_plain(("a", "hidden"), {"a", "b", "c"})
    assert not traits.are_plain(("a", "b"), {"a", "b", "c"})


def test_the_answer_about_a_tuple_holds_until_anything_changes() -> None:
    traits, ids = Traits(), ("a", "b")
    assert traits.are_plain(ids, {"a", "b"})
    traits.forget(("b",))
    traits.note(ShapeRecord("b", {"locked": True}), "")
    assert not traits.are_plain(ids, {"a", "b"})
    changing = ["a"]
    assert traits.are_plain(changing, {"a", "b"})
    changing.append("b")
    assert not traits.are_plain(changing, {"a", "b"})


def test_clipping_and_shut_shapes_are_known() -> None:
    traits = Traits()
    traits.note(ShapeRecord("a", {"kind": "swimlane", "clip": True, "collapsed": True}), "")
    assert (traits.clipping, traits.shut) == ({"a"}, {"a"})
    traits.forget(("a",))
    assert (traits.clipping, traits.shut) == (set(), set())


def test_what_counts_as_a_container() -> None:
    assert is_container(ShapeRecord("a", {"kind": "swimlane"}))
    assert is_container(ShapeRecord("a", {"kind": "rect", "container": True}))
    assert not is_container(ShapeRecord("a", {"kind": "group", "container": True}))
    assert not is_container(ShapeRecord("a", {"kind": "connector"}))
    assert not is_container(ShapeRecord("a", {"kind": "rect"}))
