"""Tests of what labels show where values and marks meet."""

from __future__ import annotations

from canvas.kernels.label_style import mark_values, shown_values, uniform_values, weight_of, without_marks
from canvas.model.records import Run, ShapeRecord, plain


def record(*runs: Run, **values: object) -> ShapeRecord:
    return ShapeRecord("a", {key.replace("__", "."): value for key, value in values.items()}, runs)


def test_a_key_without_marks_has_its_own_value() -> None:
    shape = record(*plain("text"), style__font_size=20.0)
    assert shown_values(shape, "style.font_size") == [20.0]
    assert shown_values(shape, "style.bold") == [False]


def test_marks_of_some_characters_make_values_differ_and_newlines_count_for_paragraphs_only() -> None:
    shape = record(Run("a"), Run("\n", (("bold", True), ("align", "left"))), Run("b", (("size", 30.0),)))
    assert shown_values(shape, "style.font_size") == [12.0, 30.0]
    assert shown_values(shape, "style.bold") == [False]
    assert shown_values(shape, "style.align") == ["center", "left"]


def test_weight_is_said_by_number_flag_or_mark() -> None:
    assert weight_of(record(style__font_weight=500.0, style__bold=True)) == 500.0
    assert weight_of(record(style__bold=True)) == 700.0
    assert shown_values(record(Run("a", (("bold", False),)), style__bold=True), "style.font_weight") == [400.0]


def test_taking_overriding_marks_away_leaves_the_others() -> None:
    label = (Run("a", (("bold", True), ("link", "https://a"))), Run("b"))
    assert without_marks(label, {"style.bold"}) == (Run("a", (("link", "https://a"),)), Run("b"))
    assert without_marks(label, {"style.font_weight"})[0].mark("bold") is None
    assert without_marks(label, {"style.fill"}) is label


def test_what_all_characters_have_is_the_label_s_own() -> None:
    assert uniform_values(record(Run("ab", (("color", "#ff0000"),)))) == {"style.font_color": "#ff0000"}
    assert uniform_values(record(Run("a", (("color", "#ff0000"),)), Run("b"))) == {}
    assert uniform_values(record(*plain("ab"))) == {}


def test_values_of_a_mark() -> None:
    assert mark_values((Run("a", (("script", "sup"),)), Run("\n"), Run("b", (("script", "sup"),))), "script") == ["sup"]
    assert mark_values((Run("a", (("list", "bullet"),)), Run("\n")), "list") == ["bullet", None]
