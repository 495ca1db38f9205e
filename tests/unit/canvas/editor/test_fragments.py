from __future__ import annotations

from canvas.editor.defaults import Defaults
from canvas.editor.fragments import fragment_of, page_of
from canvas.kernels.looks import Look
from canvas.model.records import plain_text
from canvas.model.view import GraphView


def test_a_single_shape_has_its_look_size_and_label() -> None:
    copied = fragment_of("aio.bpmn.task_user", Defaults())
    (shape,) = copied.shapes
    assert shape.kind == "aio.bpmn.task_user"
    assert plain_text(shape.label) == "Task"
    assert (shape.w, shape.h) == (130, 70) == (copied.box.w, copied.box.h)
    assert shape.get("style.fill") == "#d8eefe"


def test_a_kind_of_code_is_offered_with_its_own_size() -> None:
    (shape,) = fragment_of("cloud", Defaults()).shapes
    assert (shape.kind, shape.w, shape.h) == ("cloud", 120, 80)


def test_a_preset_keeps_the_kind_and_what_the_user_prefers() -> None:
    defaults = Defaults(preferred={"shape:aio.basic.pill": {"style.fill": "#123456"}})
    (shape,) = fragment_of("aio.basic.pill", defaults).shapes
    assert (shape.kind, shape.get("style.fill"), shape.h) == ("rect", "#123456", 44)


def test_a_default_look_leaves_presets_what_they_stand_for() -> None:
    look = Look({"style.fill": "#abcdef", "style.bold": True})
    defaults = Defaults({"shape": look})
    (green,) = fragment_of("aio.flowchart.terminator", defaults).shapes
    (plain,) = fragment_of("hexagon", defaults).shapes
    assert (green.get("style.fill"), green.get("style.bold")) == ("#def3e4", True)
    assert plain.get("style.fill") == "#abcdef"


def test_a_structure_has_children_and_glued_lines() -> None:
    copied = fragment_of("aio.uml_behaviour.composite", Defaults())
    line = next(s for s in copied.shapes if s.is_connector)
    assert (line.get("source"), line.get("target")) == ("i", "a")
    assert copied.roots == ("s", "c")


def test_a_line_has_free_ends_and_bends() -> None:
    (line,) = fragment_of("aio.uml_sequence.self_call", Defaults()).shapes
    assert line.get("source.point") == (0, 5)
    assert line.get("target.point") == (0, 35)
    assert len(line.get("waypoints")) == 2


def test_it_lies_on_a_page_of_its_own() -> None:
    page = page_of(fragment_of("aio.bpmn.pool", Defaults()))
    view = GraphView(page)
    assert view.pages() == ("p",)
    assert len(view.paint_order("p")) == 3
