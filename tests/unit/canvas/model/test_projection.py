"""DOC-3 to DOC-5, DOC-13: records from any document, kept equal to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text, XmlFragment

from canvas.model.changes import Change, KeyChange, RecordChange, TextChange
from canvas.model.document import Document
from canvas.model.plan import META, PAGES, SHAPES, Create, Delete, Origin, Plan, Set, Splice
from canvas.model.records import Run, plain
from canvas.model.snapshot import snapshot_of


class Foreign:
    """Another program that writes whatever it likes, heard by a document of ours."""

    def __init__(self) -> None:
        self.doc: Doc[Any] = Doc(client_id=7)
        self.document = Document(1)
        self.told: list[Change] = []
        self.document.subscribe(lambda changes, origin: self.told.extend(changes))

    def root(self, table: str = SHAPES) -> Any:
        return self.doc.get(table, type=Map)

    def send(self) -> None:
        """Send everything; then our records must be those of a fresh reading."""
        self.document.apply_update(self.doc.get_update(self.document.state_vector()))
        fresh = Document(2, [self.document.state()])
        assert snapshot_of(fresh) == snapshot_of(self.document)


HOSTILE = [
    5.0,
    "text",
    None,
    True,
    [1, [2]],
    {"x": {"y": [1]}},
    2**60,
    float("nan"),
    float("inf"),
    -1e300,
    b"ab",
    "\u0000 \u2028 \U0001f600",
    lambda: Text("t"),
    lambda: Map({"a": 1.0, "m": Map({"b": [1]})}),
    lambda: Array([1.0, "x", None]),
]
VALUES = st.sampled_from(HOSTILE)
KEYS = st.sampled_from(["kind", "x", "w", "label", "parent", "waypoints", "source.point", "flip_h", "x.a", "odd", ""])


def made(value: Any) -> Any:
    return value() if callable(value) else value


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("key", ["kind", "x", "label", "waypoints", "source.point", "flip_h", "x.a", "odd"])
def test_hostile_values_never_raise_and_read_the_same_from_events_and_from_a_load(key: str, value: Any) -> None:
    """DOC-3, DOC-4."""
    foreign = Foreign()
    foreign.root()["s"] = Map({"x": 1.0})
    foreign.send()
    foreign.root()["s"][key] = made(value)
    foreign.send()
    record = foreign.document.records.shapes["s"]
    assert isinstance(record.x, float)
    assert isinstance(record.kind, str)
    foreign.document.apply(Plan("edit", (Set("s", "x", 3.0), Set("s", "kind", "rect"), Splice("s", 0, 0, "a"))))
    assert foreign.document.records.shapes["s"].text.startswith("a")


@pytest.mark.parametrize("value", [*HOSTILE, XmlFragment])
@pytest.mark.parametrize("table", [SHAPES, PAGES, META])
def test_hostile_records_never_raise(table: str, value: Any) -> None:
    """DOC-3, DOC-4."""
    foreign = Foreign()
    foreign.root(table)["title"] = made(value)
    foreign.root(table)[""] = Map({"x": 1.0})
    foreign.send()
    foreign.root(table)["title"] = Map({"name": "N", "x": 2.0})
    foreign.send()
    if table == SHAPES:
        assert list(foreign.document.records.shapes) == ["title"]
    foreign.root(table)["title"]["x"] = Map({"deep": Map({"deeper": 1.0})})
    foreign.send()
    foreign.root(table)["title"]["x"]["deep"]["deeper"] = 2.0
    foreign.send()
    del foreign.root(table)["title"]
    foreign.send()
    assert "title" not in foreign.document.records.shapes


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), KEYS, VALUES, st.booleans()), max_size=12))
def test_any_foreign_work_reads_the_same_from_events_and_from_a_load(steps: list[Any]) -> None:
    """DOC-3, DOC-4."""
    foreign = Foreign()
    for record, key, value, send in steps:
        shapes = foreign.root()
        with foreign.doc.transaction():
            if not isinstance(shapes.get(record), Map):
                shapes[record] = Map({})
            elif key == "":
                shapes[record] = made(value)
            elif value is None and key in shapes[record]:
                del shapes[record][key]
            else:
                shapes[record][key] = made(value)
        if send:
            foreign.send()
    foreign.send()


def test_values_nested_too_deep_to_read_leave_the_rest_readable() -> None:
    """DOC-3."""
    deep: Any = 1.0
    for _ in range(1200):
        deep = [deep]
    foreign = Foreign()
    nested = {"x.map": Map({"a": deep}), "x.text": Text("T"), "x.list": Array([1.0])}
    foreign.root()["s"] = Map({"x.deep": deep, "x": 1.0, "label": Text("L"), **nested})
    foreign.root()["t"] = Map({"x": 2.0})
    foreign.send()
    foreign.root()["s"]["x"] = 3.0
    foreign.send()
    assert foreign.document.records.shapes["t"].x == 2.0
    assert foreign.document.records.shapes["s"].x == 3.0
    assert foreign.document.records.shapes["s"].label == plain("L")
    assert foreign.document.records.shapes["s"].get("x.text") == "T"
    assert foreign.document.records.shapes["s"].get("x.list") is None


def test_a_root_of_another_type_is_an_empty_table() -> None:
    """DOC-3."""
    doc: Doc[Any] = Doc()
    doc.get("shapes", type=Array).append("x")
    doc.get("pages", type=Text).insert(0, "x")
    document = Document(1, [doc.get_update()])
    assert not document.records.shapes
    assert not document.records.pages


def test_a_label_may_be_a_string_and_may_hold_objects() -> None:
    """DOC-3, DOC-6."""
    foreign = Foreign()
    foreign.root()["s"] = Map({"label": "plain"})
    foreign.root()["t"] = Map({"label": Text("ab")})
    foreign.send()
    text = foreign.root()["t"]["label"]
    text.insert_embed(1, {"image": 1})
    foreign.send()
    shapes = foreign.document.records.shapes
    assert (shapes["s"].text, shapes["t"].text) == ("plain", "a\ufffcb")
    assert foreign.told[-1] == TextChange("t", (("retain", 1), ("insert", "\ufffc", ())))
    foreign.document.apply(Plan("type", (Splice("t", 2, 1, "é"), Splice("s", 0, 5, "typed"))))
    assert (shapes["s"].text, shapes["t"].text) == ("typed", "a\ufffcé")


def test_a_label_that_is_replaced_or_removed_is_told_as_text() -> None:
    """DOC-4."""
    foreign = Foreign()
    foreign.root()["s"] = Map({"label": Text("one"), "x": 1.0})
    foreign.send()
    with foreign.doc.transaction():
        foreign.root()["s"]["label"] = Text("once")
        foreign.root()["s"]["x"] = 2.0
    foreign.told.clear()
    foreign.send()
    assert set(foreign.told) == {
        KeyChange("s", "x"),
        TextChange("s", (("retain", 2), ("insert", "c", ()))),
    }
    del foreign.root()["s"]["label"]
    foreign.send()
    assert foreign.told[-1] == TextChange("s", (("delete", 4),))
    assert foreign.document.records.shapes["s"].label == ()


def test_what_is_told() -> None:
    """DOC-13."""
    document = Document(1)
    told: list[tuple[tuple[Change, ...], Origin]] = []
    document.subscribe(lambda changes, origin: told.append((changes, origin)))
    document.apply(Plan("a", (Create("s", {"x": 1}, (Run("hi", (("bold", True),)),)), Create("p", {}, table=PAGES))))
    document.apply(Plan("b", (Set("s", "x", 2), Set("", "title", "T", META))), Origin.HISTORY)
    kept = document.records.shapes["s"]
    document.apply(Plan("c", (Delete("s"), Delete("p", PAGES))))
    assert [sorted(changes, key=repr) for changes, _ in told] == [
        [RecordChange("p", True, PAGES), RecordChange("s", True)],
        [KeyChange("", "title", META), KeyChange("s", "x")],
        [RecordChange("p", False, PAGES), RecordChange("s", False, SHAPES, kept)],
    ]
    assert [origin for _, origin in told] == [Origin.USER, Origin.HISTORY, Origin.USER]


def test_a_record_once_handed_out_stays_as_it_is() -> None:
    """DOC-5."""
    document = Document(1)
    document.apply(Plan("a", (Create("s", {"x": 1}, plain("a")),)))
    before = document.records.shapes["s"]
    values = dict(before.values)
    document.apply(Plan("b", (Set("s", "x", 2), Splice("s", 0, 0, "b"))))
    assert (dict(before.values), before.label) == (values, plain("a"))
    assert document.records.shapes["s"] != before


def test_work_on_what_is_no_record_is_not_told() -> None:
    """DOC-3."""
    foreign = Foreign()
    foreign.root()["t"] = Text("a")
    foreign.root()["s"] = Map({"m": Map({"a": 1.0})})
    foreign.send()
    foreign.told.clear()
    foreign.root()["t"].insert(0, "b")
    foreign.send()
    with foreign.doc.transaction():
        foreign.root()["s"]["m"]["a"] = 2.0
        foreign.root()["t"] = Map({"x": 1.0})
        foreign.root()["t"]["x"] = 2.0
    foreign.send()
    assert set(foreign.told) == {RecordChange("t", True), KeyChange("s", "m")}
    assert foreign.document.records.shapes["s"].get("m") == {"a": 2.0}
