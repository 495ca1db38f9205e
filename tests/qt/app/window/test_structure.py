"""Tables, pools, links, find and replace and the outline in the real window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.dialogs.insert_table import InsertTable
from app.dialogs.link import LinkDialog
from app.dialogs.text_prompt import TextPrompt
from app.workbench.find_link import FindLink
from canvas.commands import pages, tables
from canvas.commands.outline import LAYER, PAGE, SHAPE
from canvas.geometry.vec import Vec
from canvas.kernels import tables as kernel
from tests.support.stage import CTRL, Stage


def dialog(kind: type) -> object:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def find(stage: Stage) -> FindLink:
    return stage.window.finding


def test_a_table_is_inserted_and_filled_by_keys(stage: Stage) -> None:
    stage.do("insert.table")
    asked = dialog(InsertTable)
    assert isinstance(asked, InsertTable)
    QTest.keyClick(asked.picker, Qt.Key.Key_Left)
    asked.insert.click()
    editor = stage.editor
    (table,) = editor.selection
    found = kernel.read(editor.graph, table)
    assert (len(found.rows), len(found.columns)) == (3, 2)
    center = editor.graph.box(found.cells[0, 0]).center
    stage.double_click((center.x, center.y))
    stage.type("a")
    field = stage.view.label_field
    QTest.keyClick(field, Qt.Key.Key_Tab)
    stage.type("b")
    QTest.keyClick(field, Qt.Key.Key_Return)
    stage.type("c")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    texts = {at: editor.records.shapes[c].text for at, c in found.cells.items()}
    assert (texts[0, 0], texts[0, 1], texts[1, 1]) == ("a", "b", "c")
    assert stage.window.registry.action("table.row_below").isEnabled()
    stage.do("table.row_below")
    assert len(kernel.read(editor.graph, table).rows) == 4


def test_actions_of_structure_say_why_they_rest(stage: Stage) -> None:
    stage.box()
    registry = stage.window.registry
    registry.tell_reasons()
    for action in ("table.merge", "lane.delete", "arrange.collapse", "edit.open_link", "edit.find_next"):
        assert not registry.action(action).isEnabled()
        assert registry.action(action).toolTip()


def test_a_pool_is_inserted_and_its_lanes_change(stage: Stage) -> None:
    stage.do("insert.pool")
    stage.do("lane.add")
    assert len(stage.shapes) == 5
    stage.do("lane.back")
    stage.do("lane.on")
    stage.do("lane.delete")
    assert len(stage.shapes) == 4


def test_a_link_to_a_page_is_set_and_followed(stage: Stage) -> None:
    stage.box()
    first = stage.editor.page
    second = pages.add(stage.editor, "Details")
    stage.editor.set_page(first)
    shape = stage.shapes[0]
    stage.editor.select((shape.id,))
    stage.do("edit.link")
    asked = dialog(LinkDialog)
    assert isinstance(asked, LinkDialog)
    asked.pages.set_current(second)
    asked.confirm.click()
    assert stage.shape(shape.id).get("link") == f"page:{second}"
    center = stage.editor.graph.box(shape.id).center
    stage.click((center.x, center.y), CTRL)
    assert stage.editor.page == second


def test_an_unsafe_address_is_not_opened(stage: Stage) -> None:
    said: list[str] = []
    stage.window.workbench.said.connect(lambda text, _level: said.append(text))
    stage.editor.on_link.emit("file:///etc/passwd")
    assert said
    assert "not opened" in said[0]


def test_tags_are_typed_and_filter_the_outline(stage: Stage) -> None:
    stage.box()
    shape = stage.shapes[0]
    stage.editor.select((shape.id,))
    stage.do("edit.tags")
    asked = dialog(TextPrompt)
    assert isinstance(asked, TextPrompt)
    asked.line.setText("hot new")
    asked.confirm.click()
    assert stage.shape(shape.id).get("tags") == "hot new"
    stage.do("view.outline")
    outline = stage.window.workbench.outline
    stage.window.workbench._outline_link.refresh()
    outline.tag.set_current("hot")
    outline.tag.chosen.emit("hot")
    assert outline.item(SHAPE, shape.id) is not None
    outline.hide_tag.click()
    assert stage.shape(shape.id).get("hidden")
    outline.hide_tag.click()
    assert not stage.shape(shape.id).get("hidden")
    stage.editor.select(())
    outline.select_tag.click()
    assert stage.selected == (shape.id,)


def test_the_outline_selects_renames_hides_and_locks(stage: Stage) -> None:
    stage.box()
    shape = stage.shapes[0].id
    stage.do("view.outline")
    outline = stage.window.workbench.outline
    stage.window.workbench._outline_link.refresh()
    item = outline.item(SHAPE, shape)
    assert item is not None
    assert item.isSelected()
    stage.editor.select(())
    outline.tree.itemClicked.emit(item, 0)
    assert stage.selected == (shape,)
    item = outline.item(SHAPE, shape)
    assert item is not None
    item.setText(0, "Gateway")
    assert stage.shape(shape).text == "Gateway"
    for column, key in ((1, "hidden"), (2, "locked")):
        for on in (True, False):
            item = outline.item(SHAPE, shape)
            assert item is not None
            outline.tree.itemClicked.emit(item, column)
            assert bool(stage.shape(shape).get(key)) is on
    outline.search.setText("nothing like it")
    assert outline.item(SHAPE, shape) is None
    outline.search.setText("gate")
    assert outline.item(SHAPE, shape) is not None


def test_pages_and_layers_of_the_outline(stage: Stage) -> None:
    stage.box()
    first = stage.editor.page
    second = pages.add(stage.editor, "Second")
    stage.do("view.outline")
    outline = stage.window.workbench.outline
    stage.window.workbench._outline_link.refresh()
    item = outline.item(PAGE, first)
    assert item is not None
    assert item.childCount() == 0
    item.setExpanded(True)
    item = outline.item(PAGE, first)
    assert item is not None
    assert item.childCount() == 1
    outline.tree.itemClicked.emit(outline.item(PAGE, first), 0)
    assert stage.editor.page == first
    outline.renamed.emit(PAGE, second, "Other")
    assert stage.editor.records.pages[second].name == "Other"
    layer = stage.editor.layer
    outline.visible_changed.emit(LAYER, layer, False)
    assert not stage.editor.records.layers[layer].visible
    outline.locked_changed.emit(LAYER, layer, True)
    assert stage.editor.records.layers[layer].locked


def test_find_steps_through_and_replaces(stage: Stage) -> None:
    table = tables.insert(stage.editor, 2, 2, at=Vec(300, 200))
    found = kernel.read(stage.editor.graph, table)
    for cell in found.cells.values():
        stage.tab.machine.edit_text(cell)
        stage.type("old one")
        stage.tab.machine.finish_text()
    stage.key(Qt.Key.Key_F, CTRL, stage.view)
    panel = find(stage).panel
    assert panel.isVisible()
    QTest.keyClicks(panel.search, "OLD")
    assert panel.list.count() == 4
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    assert stage.selected == (found.cells[0, 0],)
    QTest.keyClick(panel.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert stage.selected == (found.cells[1, 1],)
    panel.options.button("case").click()
    assert panel.list.count() == 0
    panel.options.button("case").click()
    QTest.keyClicks(panel.template, "new")
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    panel.replace.click()
    assert stage.shape(found.cells[0, 0]).text == "new one"
    panel.replace_all.click()
    assert [stage.shape(c).text for c in found.cells.values()] == ["new one"] * 4
    assert "3" in panel.status.text()
    stage.key(Qt.Key.Key_F3, widget=stage.view)
    panel.options.button("regex").click()
    panel.search.setText("(a+)+")
    assert "repeat" in panel.status.text()
    QTest.keyClick(panel.search, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_styles_are_found_and_replaced(stage: Stage) -> None:
    stage.box()
    shape = stage.shapes[0]
    stage.do("edit.find")
    panel = find(stage).panel
    panel.mode.button("style").click()
    assert panel.list.count() == 1
    panel.new_value.setText("#F00")
    panel.replace_all.click()
    assert stage.shape(shape.id).get("style.fill") == "#ff0000"
    panel.new_value.setText("nonsense")
    panel.replace_all.click()
    assert stage.shape(shape.id).get("style.fill") == "#ff0000"
    panel.key.set_current("style.stroke_width")
    panel.style_key_chosen.emit("style.stroke_width")
    panel.asked.emit()
    panel.new_value.setText("4,5")
    panel.replace_all.click()
    assert stage.shape(shape.id).get("style.stroke_width") == 4.5


def test_a_fold_button_and_a_divider_are_used_by_mouse(stage: Stage) -> None:
    stage.do("insert.pool")
    editor = stage.editor
    pool = editor.selection[0]
    editor.select(())
    lane = next(s for s in editor.view.children(pool))
    box = editor.graph.box(lane)
    stage.hover((box.x + 200, box.bottom))
    stage.drag((box.x + 200, box.bottom), (box.x + 200, box.bottom + 40))
    assert editor.graph.box(lane).h == box.h + 40


def test_the_inspector_calls_a_cell_a_cell(stage: Stage) -> None:
    table = tables.insert(stage.editor, 2, 2)
    stage.editor.select((kernel.read(stage.editor.graph, table).cells[0, 0],))
    stage.settle()
    assert stage.window.workbench.inspector.title.text() == "Table cell"


def test_the_menu_of_the_canvas_offers_routings_for_lines_only(stage: Stage) -> None:
    menu = stage.window.context_menu
    part = next(action for action in menu.actions() if action.text() == "Connector")
    stage.box()
    menu.aboutToShow.emit()
    assert not part.isVisible()
    stage.draw(Qt.Key.Key_A, (200, 400), (400, 500))
    menu.aboutToShow.emit()
    assert part.isVisible()
