"""Tests of edits: one source for previews and plans."""

from __future__ import annotations

from canvas.kernels.edits import changes, deletions, merged, overrides, plan_of, point, tidy
from canvas.model.plan import UNSET, Delete, Set
from canvas.model.records import ShapeRecord

RECORDS = {"a": ShapeRecord("a", {"x": 1.0, "style.fill": "#ff0000"})}


def test_later_edits_win() -> None:
    assert merged({"a": {"x": 1, "y": 2}}, {"a": {"x": 3}, "b": {"w": 4}}) == {"a": {"x": 3, "y": 2}, "b": {"w": 4}}


def test_numbers_lose_the_dust_of_floating_point() -> None:
    assert tidy(0.1 + 0.2) == 0.3
    assert str(tidy(-0.0000000001)) == "0.0"
    assert tidy(((0.1 + 0.2, 1),)) == ((0.3, 1.0),)
    assert tidy(True) is True
    assert tidy("text") == "text"
    assert point((-0.0, 0.1 + 0.2)) == (0.0, 0.3)


def test_what_is_so_already_is_not_written() -> None:
    assert changes({"a": {"x": 1.0, "y": 0.0}}, RECORDS) == ()


def test_a_changed_value_is_written_and_a_removed_one_unset() -> None:
    edits = {"a": {"x": 2.0, "style.fill": UNSET, "style.stroke": UNSET}}
    assert plan_of("Move", edits, RECORDS).ops == (Set("a", "x", 2.0), Set("a", "style.fill", UNSET))


def test_a_shape_that_is_gone_is_passed_over() -> None:
    assert changes({"gone": {"x": 2.0}}, RECORDS) == ()


def test_a_value_equal_to_the_default_is_written_over_another_one() -> None:
    assert changes({"a": {"x": 0.0}}, RECORDS) == (Set("a", "x", 0.0),)


def test_a_preview_shows_defaults_for_removed_keys() -> None:
    assert overrides({"a": {"source": UNSET, "x": 3.0}}) == {"a": {"source": "", "x": 3.0}}


def test_deletions_keep_their_sequence() -> None:
    assert deletions(("b", "a")) == (Delete("b"), Delete("a"))
