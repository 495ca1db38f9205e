from __future__ import annotations

from canvas.model.changes import Change, KeyChange, RecordChange, TextChange
from canvas.model.plan import LAYERS, META
from canvas.scene.reach import Reach, reach_of

MOVED, PAINTED, WRITTEN = KeyChange("a", "x"), KeyChange("a", "style.fill"), TextChange("a", (("insert", "b", {}),))


def test_colours_and_labels_are_the_business_of_their_shape_alone() -> None:
    assert reach_of([PAINTED], ()) == reach_of([WRITTEN], ()) == Reach(looks={"a"})
    assert reach_of([MOVED], ()) == reach_of([PAINTED, MOVED, WRITTEN], ()) == Reach({"a"})
    assert reach_of([KeyChange("a", "style.direction"), KeyChange("b", "style.stroke")], ()) == Reach({"a"}, {"b"})


def test_what_changed_in_the_view_concerns_what_hangs_on_it() -> None:
    assert reach_of([PAINTED], {"a", "b"}) == Reach({"a", "b"})


def test_records_and_places_in_the_tree_are_structure_and_layers_are_sheets() -> None:
    changes: list[Change] = [RecordChange("a", True), KeyChange("b", "parent")]
    assert [reach_of([change], ()).structural for change in changes] == [True, True]
    assert not reach_of([MOVED, PAINTED], ()).structural
    assert reach_of([KeyChange("l", "visible", LAYERS)], ()) == Reach(sheets=True)
    assert reach_of([KeyChange("m", "title", META)], ()) == Reach()
