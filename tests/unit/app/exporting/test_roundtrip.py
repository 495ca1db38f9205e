from __future__ import annotations

from dataclasses import replace

from app.exporting.roundtrip import differences
from canvas.model.records import LayerRecord, PageRecord, ShapeRecord, Snapshot, plain
from tests.support.snapshots import diagram

BASE = diagram(one={"a": {"text": "A"}, "b": {}, "c": {}}, two={"d": {}})


def with_shape(snapshot: Snapshot, shape: ShapeRecord) -> Snapshot:
    return replace(snapshot, shapes={**snapshot.shapes, shape.id: shape})


def changed(snapshot: Snapshot) -> list[tuple[str, str, str]]:
    return [(found.table, found.id, found.key) for found in differences(BASE, snapshot)]


def test_equal_diagrams_do_not_differ_however_their_order_keys_are_spelt() -> None:
    respelt = {
        id_: ShapeRecord(id_, {**shape.values, "order": f"m{shape.order}"}, shape.label)
        for id_, shape in BASE.shapes.items()
    }
    assert differences(BASE, replace(BASE, shapes=respelt)) == ()


def test_another_order_counts() -> None:
    a = BASE.shapes["a"]
    assert ("shape", "a", "order") in changed(with_shape(BASE, ShapeRecord("a", {**a.values, "order": "z"}, a.label)))


def test_every_kind_of_change_is_found() -> None:
    a = BASE.shapes["a"]
    assert changed(with_shape(BASE, ShapeRecord("a", {**a.values, "x": 5.0}, a.label))) == [("shape", "a", "x")]
    assert changed(with_shape(BASE, ShapeRecord("a", a.values, plain("B")))) == [("shape", "a", "label")]
    assert changed(with_shape(BASE, ShapeRecord("new", a.values))) == [("shape", "new", "")]
    page = PageRecord("two", {**BASE.pages["two"].values, "name": "X"})
    assert changed(replace(BASE, pages={**BASE.pages, "two": page})) == [("page", "two", "name")]
    layer = LayerRecord("two-layer", {**BASE.layers["two-layer"].values, "visible": False})
    assert changed(replace(BASE, layers={**BASE.layers, "two-layer": layer})) == [("layer", "two-layer", "visible")]
    assert changed(replace(BASE, meta={"x.host": "y"})) == [("diagram", "", "x.host")]


def test_a_difference_reads_as_one_line() -> None:
    lost = {id_: shape for id_, shape in BASE.shapes.items() if id_ != "d"}
    a = BASE.shapes["a"]
    found = differences(BASE, replace(BASE, shapes={**lost, "a": ShapeRecord("a", a.values, plain("B" * 200))}))
    assert str(found[1]) == "shape d is lost"
    assert str(found[0]).startswith("shape a: label was (Run(text='A'")
    assert len(str(found[0])) < 160
