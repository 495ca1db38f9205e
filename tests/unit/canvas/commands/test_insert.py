from __future__ import annotations

from canvas.commands.insert import drop_fragment, insert_fragment, replace_shape, replaceable_at, splittable_at
from canvas.editor.fragments import fragment_of
from canvas.geometry.vec import Vec
from tests.support.test_editor import TestEditor


def test_a_structure_is_one_step_and_keeps_its_children() -> None:
    t = TestEditor()
    (pool,) = insert_fragment(t.editor, fragment_of("aio.bpmn.pool", t.editor.defaults), Vec(500, 300))
    assert t.selection == (pool,)
    lanes = t.editor.view.children(pool)
    assert [t.record(lane).text for lane in lanes] == ["Lane", "Lane"]
    assert t.at(pool) == (190, 170)
    t.editor.undo()
    assert t.shapes() == ()


def test_lines_of_a_structure_stay_glued() -> None:
    t = TestEditor()
    insert_fragment(t.editor, fragment_of("aio.orgchart.chart", t.editor.defaults), Vec(500, 300))
    lines = [s for s in t.shapes() if t.record(s).is_connector]
    assert len(lines) == 3
    assert all(all(t.editor.view.ends(line)) for line in lines)


def test_what_goes_into_a_container_is_placed_in_its_space() -> None:
    t = TestEditor()
    (pool,) = insert_fragment(t.editor, fragment_of("aio.bpmn.pool", t.editor.defaults), Vec(500, 300))
    lane = t.editor.view.children(pool)[0]
    (task,) = insert_fragment(t.editor, fragment_of("aio.bpmn.task", t.editor.defaults), Vec(400, 240), lane)
    assert t.editor.view.parent(task) == lane
    assert t.editor.graph.box(task).center == Vec(400, 240)
    assert t.record(task).page == t.editor.page


def test_a_shape_becomes_another_and_keeps_what_is_the_users() -> None:
    t = TestEditor()
    a, b = t.shape(100, 100, text="A"), t.shape(400, 100)
    line = t.connector(a, b)
    t.editor.select((a,))
    before = dict(t.record(a).values)
    heart = fragment_of("aio.basic.heart", t.editor.defaults)
    assert replace_shape(t.editor, a, heart)
    record = t.record(a)
    assert (record.kind, record.text) == ("aio.basic.heart", "A")
    assert [record.get(k) for k in ("x", "y", "w", "h", "style.fill")] == [
        before.get(k) for k in ("x", "y", "w", "h", "style.fill")
    ]
    assert t.editor.view.ends(line) == (a, b)
    t.editor.undo()
    assert dict(t.record(a).values) == before


def test_a_figure_of_fixed_proportions_fits_into_the_old_box() -> None:
    t = TestEditor()
    a = t.shape(100, 100)
    centre = t.editor.graph.box(a).center
    assert replace_shape(t.editor, a, fragment_of("aio.network.server", t.editor.defaults))
    box = t.editor.graph.box(a)
    assert box.center == centre
    assert round(box.w / box.h, 3) == round(44 / 66, 3)
    assert t.record(a).get("style.label_v") == "bottom"
    replace_shape(t.editor, a, fragment_of("rect", t.editor.defaults))
    assert t.record(a).get("style.label_v") is None


def test_only_plain_shapes_are_replaced_and_only_by_one() -> None:
    t = TestEditor()
    a = t.shape(100, 100)
    heart = fragment_of("aio.basic.heart", t.editor.defaults)
    inside = t.editor.graph.box(a).center
    assert replaceable_at(t.editor, heart, inside) == a
    assert replaceable_at(t.editor, heart, Vec(900, 900)) == ""
    assert replaceable_at(t.editor, fragment_of("aio.bpmn.pool", t.editor.defaults), inside) == ""
    assert replaceable_at(t.editor, fragment_of("aio.arrows.arrow_line", t.editor.defaults), inside) == ""
    (lane,) = insert_fragment(t.editor, fragment_of("aio.bpmn.lane", t.editor.defaults), Vec(600, 500))
    assert replaceable_at(t.editor, heart, t.editor.graph.box(lane).center) == ""


def test_nothing_is_written_into_what_may_only_be_looked_at() -> None:
    t = TestEditor()
    a = t.shape(100, 100)
    heart = fragment_of("aio.basic.heart", t.editor.defaults)
    t.editor.read_only = True
    assert insert_fragment(t.editor, heart, Vec(0, 0)) == ()
    assert replaceable_at(t.editor, heart, t.editor.graph.box(a).center) == ""
    assert not replace_shape(t.editor, a, heart)


def test_dropping_on_a_line_splits_it_in_one_step() -> None:
    t = TestEditor()
    a, b = t.shape(0, 100), t.shape(600, 100)
    line = t.connector(a, b)
    middle = t.editor.graph.route(line)
    at = Vec((middle[0].x + middle[-1].x) / 2, (middle[0].y + middle[-1].y) / 2)
    star = fragment_of("aio.basic.star4", t.editor.defaults)
    assert splittable_at(t.editor, star, at) == line
    assert drop_fragment(t.editor, star, at)
    (made,) = t.selection
    assert t.editor.view.ends(line) == (a, made)
    assert len([s for s in t.shapes() if t.record(s).is_connector]) == 2
    t.editor.undo()
    assert t.editor.view.ends(line) == (a, b)
    assert drop_fragment(t.editor, star, at, alone=True)
    assert t.editor.view.ends(line) == (a, b)


def test_words_and_cells_are_not_replaced() -> None:
    t = TestEditor()
    (head,) = insert_fragment(t.editor, fragment_of("aio.uml_class.class", t.editor.defaults), Vec(500, 300))
    heart = fragment_of("aio.basic.heart", t.editor.defaults)
    for row in t.editor.view.children(head):
        assert replaceable_at(t.editor, heart, t.editor.graph.box(row).center) == ""
