"""VIEW-1 to VIEW-9: the repaired view follows its rules, is whole, and mends itself as if it were computed anew."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model.changes import Change, KeyChange, RecordChange, TextChange
from canvas.model.records import LayerRecord, PageRecord, ShapeRecord, Snapshot
from canvas.model.view import GraphView
from canvas.model.view_facts import VIRTUAL_LAYER, VIRTUAL_PAGE
from tests.support.graphs import expected, seen, snapshot

IDS = [f"s{n}" for n in range(9)]
REFERENCE = st.sampled_from(["", "gone", *IDS])
SHAPE = st.fixed_dictionaries(
    {"kind": st.sampled_from(["rect", "group", "connector"])},
    optional={
        "parent": REFERENCE,
        "page": st.sampled_from(["p1", "p2", "nowhere"]),
        "layer": st.sampled_from(["l1", "l2", "l3", "none"]),
        "order": st.sampled_from(["a", "b"]),
        "source": REFERENCE,
        "target": REFERENCE,
        "x": st.just(1.0),
    },
)
PAGE = st.fixed_dictionaries({}, optional={"order": st.sampled_from(["a", "b"]), "name": st.just("n")})
LAYER = st.fixed_dictionaries({"page": st.sampled_from(["p1", "p2", "nowhere"])}, optional={"order": st.just("a")})
TABLES = st.fixed_dictionaries(
    {
        "pages": st.dictionaries(st.sampled_from(["p1", "p2"]), PAGE),
        "layers": st.dictionaries(st.sampled_from(["l1", "l2", "l3"]), LAYER),
        "shapes": st.dictionaries(st.sampled_from(IDS), SHAPE),
    }
)


def changes_between(old: Snapshot, new: Snapshot, as_keys: bool) -> list[Change]:
    changes: list[Change] = []
    for table in ("pages", "layers", "shapes"):
        before: dict[str, Any] = getattr(old, table)
        after: dict[str, Any] = getattr(new, table)
        for i in sorted(before.keys() | after.keys()):
            a, b = before.get(i), after.get(i)
            if a is not None and b is not None and as_keys:
                keys = sorted(a.values.keys() | b.values.keys())
                changes += [KeyChange(i, k, table) for k in keys if a.get(k) != b.get(k)]
            elif a != b:
                changes.append(RecordChange(i, b is not None, table))
    return changes


def become(records: Snapshot, new: Snapshot) -> None:
    for table in ("pages", "layers", "shapes"):
        live = getattr(records, table)
        live.clear()
        live.update(getattr(new, table))


@given(TABLES, st.randoms(use_true_random=False))
def test_the_view_follows_the_rules_whatever_the_order_of_the_records(tables: Any, rng: random.Random) -> None:
    """VIEW-1, VIEW-2, VIEW-3, VIEW-4, VIEW-5, VIEW-6, VIEW-7."""
    items = list(tables["shapes"].items())
    rng.shuffle(items)
    records = snapshot({**tables, "shapes": dict(items)})
    assert seen(GraphView(records), records) == expected(records)


@given(TABLES)
def test_the_view_is_whole(tables: Any) -> None:
    """VIEW-8."""
    records = snapshot(tables)
    view = GraphView(records)
    painted = [i for page in view.pages() for i in view.paint_order(page)]
    assert sorted(painted) == sorted(records.shapes)
    at = {i: n for n, i in enumerate(painted)}
    for i in records.shapes:
        assert not view.parent(i) or at[view.parent(i)] < at[i]
        for end in view.ends(i):
            assert not end or view.place(end)[0] == view.place(i)[0]
            assert not end or i in view.connectors_of(end)


@given(TABLES)
def test_what_is_behind_a_shape_is_painted_just_before_it(tables: Any) -> None:
    """VIEW-4."""
    view = GraphView(snapshot(tables))
    for page in view.pages():
        painted = view.paint_order(page)
        assert [view.behind(i) for i in painted] == ["", *painted][:-1]


@given(TABLES)
def test_the_tops_of_a_layer_are_its_shapes_in_no_other_one_in_the_order_of_painting(tables: Any) -> None:
    """VIEW-4."""
    view = GraphView(snapshot(tables))
    for page in view.pages():
        for layer in view.layers(page):
            painted = [i for i in view.paint_order(page) if view.place(i) == (page, layer) and not view.parent(i)]
            assert list(view.tops(page, layer)) == painted
    assert view.tops("none", "none") == ()


def depends_on(view: GraphView, records: Snapshot, i: str) -> set[str]:
    """Return the shapes whose geometry that of a shape is made from: what it is glued to, and the connector it rides on."""
    ends = {end for end in view.ends(i) if end}
    return ends | ({view.parent(i)} - {""})


@given(TABLES)
def test_no_route_depends_on_itself(tables: Any) -> None:
    """VIEW-7."""
    records = snapshot(tables)
    view = GraphView(records)
    for start in records.shapes:
        reached: set[str] = set()
        stack = list(depends_on(view, records, start))
        while stack:
            i = stack.pop()
            assert i != start
            if i not in reached:
                reached.add(i)
                stack += depends_on(view, records, i)


@given(st.lists(TABLES, min_size=2, max_size=5), st.booleans())
def test_an_updated_view_equals_a_new_one_and_tells_what_changed(states: list[Any], as_keys: bool) -> None:
    """VIEW-9."""
    records = snapshot(states[0])
    view = GraphView(records)
    for state in states[1:]:
        before, new = seen(view, records), snapshot(state)
        changes = changes_between(records, new, as_keys)
        orders = {i: shape.order for i, shape in records.shapes.items()}
        become(records, new)
        told = view.update(changes)
        after = seen(view, records)
        assert after == expected(records)
        assert told == {
            i
            for i in before.parent.keys() | after.parent.keys()
            if before.parent.get(i) != after.parent.get(i)
            or before.place.get(i) != after.place.get(i)
            or before.ends.get(i) != after.ends.get(i)
            or orders.get(i) != (records.shapes[i].order if i in records.shapes else None)
        }


@given(TABLES, st.lists(st.tuples(st.sampled_from(IDS), SHAPE | st.none()), max_size=20))
def test_single_edits_keep_the_view_right(tables: Any, edits: list[Any]) -> None:
    """VIEW-9."""
    records = snapshot(tables)
    view = GraphView(records)
    for page in view.pages():
        view.paint_order(page)
    for i, values in edits:
        new = dict(records.shapes)
        new.pop(i, None)
        if values is not None:
            new[i] = ShapeRecord(i, values)
        changes = changes_between(records, Snapshot({}, records.pages, records.layers, new), True)
        become(records, Snapshot({}, dict(records.pages), dict(records.layers), new))
        view.update(changes)
        assert seen(view, records) == expected(records)


def test_a_document_without_pages_has_a_virtual_one() -> None:
    """VIEW-3."""
    records = snapshot({"shapes": {"s": {"kind": "rect", "page": "p"}}})
    view = GraphView(records)
    assert view.pages() == (VIRTUAL_PAGE,)
    assert view.layers(VIRTUAL_PAGE) == (VIRTUAL_LAYER,)
    assert view.layers("p") == ()
    assert view.place("s") == (VIRTUAL_PAGE, VIRTUAL_LAYER)


def test_a_shape_returns_to_its_page_when_the_page_arrives() -> None:
    """VIEW-3."""
    records = snapshot(
        {"pages": {"p1": {"order": "a"}}, "layers": {"l1": {"page": "p1"}}, "shapes": {"s": {"page": "p2"}}}
    )
    view = GraphView(records)
    assert view.place("s") == ("p1", "l1")
    pages = dict(records.pages) | {"p2": PageRecord("p2", {"order": "b"})}
    layers = dict(records.layers) | {"l2": LayerRecord("l2", {"page": "p2"})}
    become(records, Snapshot({}, pages, layers, dict(records.shapes)))
    assert view.update([RecordChange("p2", True, "pages"), RecordChange("l2", True, "layers")]) == {"s"}
    assert view.place("s") == ("p2", "l2")


@pytest.mark.parametrize("change", [TextChange("s", ()), KeyChange("s", "x"), KeyChange("p1", "name", "pages")])
def test_what_is_no_structure_changes_nothing(change: Change) -> None:
    """VIEW-9."""
    records = snapshot({"shapes": {"s": {}}})
    assert GraphView(records).update([change]) == frozenset()


def test_a_label_on_a_connector_carries_another_connector_but_not_its_own() -> None:
    """VIEW-7."""
    shapes = {
        "line": {"kind": "connector", "target": "label"},
        "label": {"kind": "text", "parent": "line"},
        "other": {"kind": "connector", "source": "label", "target": "line"},
    }
    view = GraphView(snapshot({"shapes": shapes}))
    assert view.ends("line") == ("", "")
    assert view.ends("other") == ("", "")
    del shapes["line"]["target"]
    view = GraphView(snapshot({"shapes": shapes}))
    assert view.ends("other") == ("label", "line")


def grown(count: int, shape: Any) -> Snapshot:
    shapes = {f"s{n:06d}": shape(n) for n in range(count)}
    return snapshot({"pages": {"p": {"order": "a"}}, "layers": {"l": {"page": "p"}}, "shapes": shapes})


def elapsed_s(records: Snapshot) -> float:
    start = time.process_time()
    GraphView(records).paint_order("p")
    return time.process_time() - start


def test_a_deep_chain_costs_no_more_than_in_proportion() -> None:
    """VIEW-10."""

    def chain(count: int) -> Snapshot:
        return grown(count, lambda n: {"kind": "group", "parent": f"s{n + 1:06d}" if n + 1 < count else ""})

    small, large = (min(elapsed_s(chain(count)) for _ in range(3)) for count in (1000, 8000))
    assert large < 8 * small * 4


def test_behind_the_last_shape_of_a_layer_lies_the_layer_below() -> None:
    """VIEW-4."""
    layers = {f"l{n}": {"page": "p", "order": str(n)} for n in range(3)}
    shapes = {"low": {"layer": "l0"}, "child": {"parent": "low"}, "high": {"layer": "l2"}}
    view = GraphView(snapshot({"pages": {"p": {}}, "layers": layers, "shapes": shapes}))
    assert view.paint_order("p") == ("low", "child", "high")
    assert [view.behind(i) for i in ("low", "child", "high")] == ["", "low", "child"]
