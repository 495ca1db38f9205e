"""Tests of find and replace."""

from __future__ import annotations

from itertools import count

from canvas.commands import finding, pages
from canvas.commands.finding import ALL_PAGES, PAGE, SELECTION
from canvas.kernels.text_search import Query
from canvas.model.plan import Format, Plan
from canvas.model.records import Run
from tests.support.test_editor import TestEditor


def clock() -> float:
    return 0.0


def diagram() -> tuple[TestEditor, str, str, str]:
    t = TestEditor()
    a, b = t.shape(0, 0, text="db one"), t.shape(200, 0, text="the DB two db")
    first = t.editor.page
    pages.add(t.editor)
    c = t.shape(0, 0, text="db three")
    t.editor.set_page(first)
    return t, a, b, c


def test_scopes() -> None:
    t, a, b, c = diagram()
    query = Query("db")
    assert [p.shape for p in finding.find_text(t.editor, query, PAGE, clock).places] == [a, b, b]
    assert [p.shape for p in finding.find_text(t.editor, query, ALL_PAGES, clock).places] == [a, b, b, c]
    t.select(b)
    found = finding.find_text(t.editor, query, SELECTION, clock)
    assert [(p.before, p.text, p.after) for p in found.places] == [("the ", "DB", " two db"), ("the DB two ", "db", "")]
    assert found.complete


def test_what_is_refused_or_takes_too_long_says_so() -> None:
    t, *_ = diagram()
    assert finding.find_text(t.editor, Query("(a+)+", is_regex=True), PAGE, clock).refused
    seconds = count(0, 10)
    found = finding.find_text(t.editor, Query("db"), ALL_PAGES, lambda: float(next(seconds)))
    assert not found.complete
    assert len(found.places) == 1


def test_replacing_everywhere_is_one_step_and_keeps_formats() -> None:
    t, a, b, c = diagram()
    t.history.apply(Plan("Bold", (Format(b, 4, 2, {"bold": True}),)))
    steps = t.steps()
    assert finding.replace_text(t.editor, Query("db"), "store", ALL_PAGES) == (4, "")
    assert [t.record(i).text for i in (a, b, c)] == ["store one", "the store two store", "store three"]
    assert Run("store", (("bold", True),)) in t.record(b).label
    assert t.steps() == steps + 1
    t.editor.undo()
    assert t.record(b).text == "the DB two db"


def test_replacing_one_place() -> None:
    t, _, b, _ = diagram()
    place = finding.find_text(t.editor, Query("db"), PAGE, clock).places[2]
    assert finding.replace_text(t.editor, Query("db"), "x", PAGE, only=place) == (1, "")
    assert t.record(b).text == "the DB two x"
    assert finding.replace_text(t.editor, Query("db"), "x", PAGE, only=place) == (0, "")


def test_groups_and_what_cannot_be_used() -> None:
    t, a, *_ = diagram()
    query = Query(r"(\w+) one", is_regex=True)
    assert finding.replace_text(t.editor, query, r"one \1", PAGE) == (1, "")
    assert t.record(a).text == "one db"
    assert finding.replace_text(t.editor, Query("(d)b", is_regex=True), r"\9", PAGE)[1]
    assert finding.replace_text(t.editor, Query(""), "x", PAGE)[1]


def test_locked_shapes_stay() -> None:
    t = TestEditor()
    a = t.shape(0, 0, text="db", locked=True)
    assert finding.replace_text(t.editor, Query("db"), "x", PAGE) == (0, "")
    assert t.record(a).text == "db"
    assert t.notices == ["locked"]


def test_styles_are_found_and_replaced() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, style__fill="#ff0000", text="A"), t.shape(0, 0, style__fill="#00ff00")
    t.shape(0, 0, style__fill="#ff0000", locked=True)
    assert finding.style_values(t.editor, "style.fill") == (("#ff0000", 2), ("#00ff00", 1))
    found = finding.find_style(t.editor, "style.fill", "#ff0000")
    assert [p.text for p in found.places] == ["A", ""]
    assert finding.replace_style(t.editor, "style.fill", "#ff0000", "#0000ff") == 1
    assert t.record(a).get("style.fill") == "#0000ff"
    assert finding.replace_style(t.editor, "style.fill", "#00ff00", "#0000ff", only=()) == 0
    assert t.record(b).get("style.fill") == "#00ff00"
    assert len(finding.find_style(t.editor, "kind", "rect").places) == 3


def test_a_place_is_revealed_on_its_page() -> None:
    t, _, _, c = diagram()
    place = finding.find_text(t.editor, Query("three"), ALL_PAGES, clock).places[0]
    assert finding.reveal(t.editor, place)
    assert t.editor.page == place.page
    assert t.selection == (c,)
