"""Tests of the editor object."""

from __future__ import annotations

from dataclasses import replace

from canvas.commands import layers, locking, pages
from canvas.drawing.style import ColorScheme
from canvas.editor.camera import Camera
from canvas.editor.editor import LOCKED, READ_ONLY, Editor
from canvas.geometry.vec import Vec
from canvas.model.document import Document
from canvas.model.plan import Delete, Origin, Plan, Set
from tests.support.test_editor import TestEditor
from tests.support.text_engine import FixedTextEngine


def test_selecting_tells_listeners_once() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(200, 0)
    heard: list[tuple[str, ...]] = []
    t.editor.on_selection.subscribe(heard.append)
    t.editor.select((b, a, b, "gone"))
    t.editor.select((b, a))
    assert heard == [(b, a)]


def test_a_deleted_shape_is_no_longer_selected() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(200, 0)
    t.select(a, b)
    t.document.apply(Plan("Delete", (Delete(a),)), Origin.USER)
    assert t.selection == (b,)


def test_a_change_is_told_after_the_scene_knows_it() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    assert t.editor.scene.order == (a,)
    seen: list[float] = []
    t.editor.on_scene.subscribe(lambda delta: seen.append(t.editor.scene.box(a).x) if a in delta.changed else None)
    t.editor.apply(Plan("Move", (Set(a, "x", 50.0),)))
    assert seen == [50.0]


def test_an_empty_plan_is_no_step() -> None:
    t = TestEditor()
    assert not t.editor.apply(Plan("Nothing"))
    assert not t.history.can_undo


def test_a_read_only_diagram_refuses_and_says_so() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.editor.read_only = True
    assert not t.editor.apply(Plan("Move", (Set(a, "x", 50.0),)))
    assert t.editor.undo() is None
    assert t.editor.redo() is None
    t.select(a)
    assert t.editor.editable() == ()
    assert t.notices == [READ_ONLY, READ_ONLY]
    assert t.record(a).x == 0


def test_undo_and_redo_are_reported() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.editor.apply(Plan("Move", (Set(a, "x", 50.0),)))
    t.editor.undo()
    assert t.record(a).x == 0
    t.editor.redo()
    assert t.record(a).x == 50
    assert [r.name for r in t.reports] == ["Move", "Move"]


def test_locked_shapes_are_not_editable() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, locked=True), t.shape(0, 0)
    assert t.editor.editable((a, b)) == (b,)
    assert t.editor.editable((a,)) == ()
    assert t.editor.editable(("gone",)) == ()
    assert t.notices == [LOCKED]
    assert t.editor.can_pick(a)


def test_all_of_many_shapes_can_be_edited_unless_one_is_locked() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(200, 0)
    box = t.container(0, 300)
    ids = (a, b, t.shape(10, 10, parent=box))
    assert t.editor.can_edit_all(ids)
    assert t.editor.can_edit_all((a, b))
    locking.set_locked(t.editor, True, (box,))
    assert not t.editor.can_edit_all(ids)
    assert t.editor.can_edit_all((a, b))
    t.editor.read_only = True
    assert not t.editor.can_edit_all((a, b))
    t.editor.read_only = False
    layers.set_locked(t.editor, t.editor.layer, True)
    assert t.editor.locked_layers == {t.editor.layer}
    assert not t.editor.can_edit_all((a, b))


def test_what_is_selected_twice_or_elsewhere_is_selected_once_or_not_at_all() -> None:
    t = TestEditor()
    a, hidden = t.shape(0, 0), t.shape(200, 0, hidden=True)
    first = t.editor.page
    pages.add(t.editor)
    elsewhere = t.shape(0, 0)
    t.editor.set_page(first)
    t.select(a, hidden, a, elsewhere, "gone")
    assert t.selection == (a, hidden)
    t.select(a, a)
    assert t.selection == (a,)


def test_what_is_asked_of_the_selection_is_asked_once_until_it_is_another() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(200, 0)
    asked: list[tuple[str, ...]] = []

    def widths(editor: Editor) -> list[float]:
        asked.append(editor.selection)
        return [editor.records.shapes[i].w for i in editor.selection]

    t.select(a)
    assert t.editor.of_selection(widths) == t.editor.of_selection(widths) == [100.0]
    t.select(a, b)
    assert t.editor.of_selection(widths) == [100.0, 100.0]
    t.editor.apply(Plan("Widen", (Set(b, "w", 150.0),)))
    assert t.editor.of_selection(widths) == [100.0, 150.0]
    assert asked == [(a,), (a, b), (a, b)]


def test_each_page_remembers_where_it_was_looked_at() -> None:
    t = TestEditor()
    first = t.editor.page
    t.editor.set_camera(replace(t.editor.camera, origin=Vec(500, 500)))
    second = pages.add(t.editor)
    assert t.editor.camera.origin == Vec(0, 0)
    assert t.editor.camera.width > 0
    t.editor.set_page(first)
    assert t.editor.camera.origin == Vec(500, 500)
    t.editor.set_page("gone")
    assert t.editor.page == first
    assert second != first


def test_changing_the_page_lets_the_selection_go() -> None:
    t = TestEditor()
    t.select(t.shape(0, 0))
    pages.add(t.editor)
    assert t.selection == ()


def test_when_the_page_is_deleted_elsewhere_the_first_one_is_shown() -> None:
    t = TestEditor()
    first = t.editor.page
    second = pages.add(t.editor)
    heard: list[str] = []
    t.editor.on_page.subscribe(heard.append)
    t.document.apply(Plan("Delete page", (Delete(second, "pages"),)))
    assert t.editor.page == first
    assert heard == [first]


def test_new_shapes_go_to_the_chosen_layer_else_to_the_frontmost_free_one() -> None:
    t = TestEditor()
    back = t.editor.layer
    front = layers.add(t.editor)
    assert t.editor.layer == front
    t.editor.set_layer(back)
    assert t.editor.layer == back
    t.editor.set_layer("gone")
    assert t.editor.layer == back
    fresh = Editor(t.document, t.history, FixedTextEngine())
    assert fresh.layer == front
    layers.set_locked(t.editor, front, True)
    assert fresh.layer == back
    layers.set_locked(t.editor, back, True)
    assert fresh.layer == front


def test_tools_and_colours_are_told() -> None:
    t = TestEditor()
    tools: list[str] = []
    schemes: list[ColorScheme] = []
    t.editor.on_tool.subscribe(tools.append)
    t.editor.on_scheme.subscribe(schemes.append)
    t.editor.set_tool("rect")
    t.editor.set_tool("rect")
    t.editor.set_tool("rect", keep=True)
    t.editor.set_scheme(ColorScheme.DARK)
    t.editor.set_scheme(ColorScheme.DARK)
    assert tools == ["rect", "rect"]
    assert t.editor.keep_tool
    assert schemes == [ColorScheme.DARK]


def test_the_camera_is_told_when_it_moves() -> None:
    t = TestEditor()
    heard: list[Camera] = []
    t.editor.on_camera.subscribe(heard.append)
    t.editor.set_camera(t.editor.camera)
    t.editor.set_camera(Camera(2.0))
    assert heard == [Camera(2.0)]


def test_a_closed_editor_hears_nothing_more() -> None:
    t = TestEditor()
    heard: list[object] = []
    t.editor.on_document.subscribe(heard.append)
    t.editor.close()
    t.shape(0, 0)
    assert heard == []


def test_the_grid_is_that_of_the_page() -> None:
    t = TestEditor()
    pages.set_value(t.editor, t.editor.page, "grid_size", 25.0)
    assert t.editor.grid_size == 25.0


def test_an_unknown_first_page_means_the_first_one() -> None:
    t = TestEditor()
    assert Editor(t.document, t.history, FixedTextEngine(), page="gone").page == t.editor.page


def colleague_moves(t: TestEditor, shape: str, y: float) -> None:
    """Let a colleague's move come in."""
    sent: list[bytes] = []
    theirs = Document(99, [t.document.state()])
    theirs.on_update(lambda update, _origin: sent.append(update))
    theirs.apply(Plan("Theirs", (Set(shape, "y", y),)))
    t.document.apply_update(sent[0], Origin.REMOTE)


def test_lines_that_a_colleague_barred_run_around_once_they_are_settled() -> None:
    t = TestEditor()
    a, b, wall = t.shape(0, 0), t.shape(400, 0), t.shape(200, 300)
    line = t.connector(a, b, routing="avoid")
    straight = t.editor.scene.points(line)
    heard: list[str] = []
    t.editor.on_scene.subscribe(lambda delta: heard.append("scene") if line in delta.changed else None)
    t.editor.on_settled.subscribe(lambda _: heard.append("settled"))
    colleague_moves(t, wall, -10.0)
    assert t.editor.scene.points(line) == straight
    before = t.editor.revision
    t.editor.settle()
    assert heard == ["scene", "settled"]
    assert t.editor.revision > before
    assert len(t.editor.scene.points(line)) > 2
    t.editor.settle()
    assert len(heard) == 2


def test_who_asks_for_the_scene_of_a_page_gets_its_lines_as_they_stay() -> None:
    t = TestEditor()
    a, b, wall = t.shape(0, 0), t.shape(400, 0), t.shape(200, 300)
    t.connector(a, b, routing="avoid")
    first = t.editor.page
    assert t.editor.scene_of(first).content_bounds().w > 400
    colleague_moves(t, wall, -10.0)
    assert not t.editor.scene.is_settled
    assert t.editor.scene_of(first).is_settled
    pages.add(t.editor)
    assert t.editor.page != first
    colleague_moves(t, wall, 300.0)
    assert t.editor.scene_of(first).is_settled


def test_an_edit_lays_out_what_is_seen_of_it_and_all_of_it_before_a_view_has_a_size() -> None:
    t = TestEditor()
    near, far = t.shape(0, 0), t.shape(50_000, 0)
    t.editor.apply(Plan("Move", (Set(near, "x", 10.0), Set(far, "x", 50_010.0))))
    assert (t.editor.scene.is_laid_out(near), t.editor.scene.is_laid_out(far)) == (True, False)
    t.editor.set_camera(Camera())
    t.editor.apply(Plan("Move", (Set(near, "x", 20.0), Set(far, "x", 50_020.0))))
    assert (t.editor.scene.is_laid_out(near), t.editor.scene.is_laid_out(far)) == (True, True)


def test_what_a_colleague_takes_to_another_page_is_no_longer_selected() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    here = t.editor.page
    other = pages.add(t.editor)
    t.editor.set_page(here)
    t.select(a, b)
    t.document.apply(Plan("Theirs", (Set(a, "x", 40.0),)), Origin.REMOTE)
    assert t.selection == (a, b)
    layer = t.editor.view.layers(other)[0]
    t.document.apply(Plan("Theirs", (Set(a, "page", other), Set(a, "layer", layer))), Origin.REMOTE)
    assert t.selection == (b,)
