"""Tests of painting order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.kernels.edits import plan_of
from canvas.kernels.order import ARRANGEMENTS, arrange, orders_on_top, reordered
from canvas.model.ordering import many_between
from tests.support.test_editor import TestEditor


@pytest.mark.parametrize(
    ("way", "chosen", "result"),
    [
        ("front", "ac", "bdac"),
        ("back", "bd", "bdac"),
        ("forward", "ab", "cabd"),
        ("forward", "d", "abcd"),
        ("backward", "bd", "badc"),
        ("backward", "ab", "abcd"),
    ],
)
def test_ways_of_arranging(way: str, chosen: str, result: str) -> None:
    assert "".join(ARRANGEMENTS[way]("abcd", frozenset(chosen))) == result


@pytest.mark.parametrize("way", ARRANGEMENTS)
def test_the_page_is_painted_as_arranged(way: str) -> None:
    t = TestEditor()
    shapes = [t.shape(0, 0) for _ in range(5)]
    chosen = frozenset(shapes[1:3])
    t.editor.apply(plan_of(way, arrange(t.graph, chosen, way), t.document.records.shapes))
    assert list(t.shapes()) == ARRANGEMENTS[way](shapes, chosen)


def test_only_moved_shapes_are_written() -> None:
    t = TestEditor()
    a, b, _c = (t.shape(0, 0) for _ in range(3))
    assert set(arrange(t.graph, (a,), "front")) == {a}
    assert arrange(t.graph, (a, b), "back") == {}


def test_each_family_of_siblings_is_arranged_by_itself() -> None:
    t = TestEditor()
    box = t.container(0, 0)
    inner, _other = t.shape(0, 0, parent=box), t.shape(0, 0, parent=box)
    outer = t.shape(0, 0)
    edits = arrange(t.graph, (inner, outer), "front")
    assert set(edits) == {inner}


def test_equal_order_strings_are_all_renewed() -> None:
    new = reordered(("a", "b", "c"), ("V", "V", "W"), ("c",))
    assert set(new) == {"a", "b", "c"}
    assert sorted(new, key=new.__getitem__) == ["a", "b", "c"]


@given(st.permutations(range(8)), st.sets(st.integers(0, 7)))
def test_moved_records_come_to_stand_as_wanted(wanted: list[int], moved: set[int]) -> None:
    orders = many_between(None, None, 8)
    kept = iter(sorted(i for i in wanted if i not in moved))
    names = [str(i if i in moved else next(kept)) for i in wanted]
    before = {str(i): orders[i] for i in range(8)}
    new = reordered(names, [before[n] for n in names], {str(i) for i in moved})
    assert set(new) <= {str(i) for i in moved}
    assert sorted(names, key=lambda n: {**before, **new}[n]) == names


def test_on_top_of_everything() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(200, 0, order="x")
    assert orders_on_top(t.graph, (a, b), 1)[0] > t.record(b).order > t.record(a).order
    assert len(orders_on_top(t.graph, (), 2)) == 2
