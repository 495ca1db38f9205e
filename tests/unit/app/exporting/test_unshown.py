from __future__ import annotations

from dataclasses import replace

from app.exporting.unshown import unshown
from canvas.model.records import PageRecord
from tests.support.snapshots import diagram


def test_what_is_shown_is_not_listed() -> None:
    shown = diagram(
        one={"a": {"kind": "ellipse"}, "e": {"kind": "connector"}, "i": {"image": "data:image/png;base64,AA"}}
    )
    assert unshown(shown) == ()


def test_unknown_shapes_outside_pictures_and_formulas_are_listed_most_frequent_first() -> None:
    found = diagram(
        one={
            "a": {"kind": "made.up"},
            "b": {"kind": "made.up"},
            "c": {"kind": "image", "image": "https://example.org/logo.png"},
        }
    )
    math = replace(found, pages={"one": PageRecord("one", {"math": True})})
    listed = unshown(math)
    assert [entry.ids for entry in listed] == [("a", "b"), ("one",), ("c",)]
    assert "made.up" in listed[0].what
    assert "formulas" in listed[1].what
    assert "not fetched" in listed[2].what
