"""The bars around the canvas: the top bar's buttons, the map, the tabs of the inspector, the tabs of diagrams, the page's settings."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support.stage import CTRL, SHIFT, Stage

LEFT = Qt.MouseButton.LeftButton


def test_the_top_bar_undoes_and_redoes_and_says_when_there_is_nothing(stage: Stage) -> None:
    top, registry = stage.window.workbench.top, stage.window.registry
    assert not top.undo.isEnabled()
    assert registry.reason("edit.undo") == "There is nothing to undo"
    assert registry.reason("edit.redo") == "There is nothing to redo"
    stage.box()
    QTest.mouseClick(top.undo, LEFT)
    assert stage.shapes == []
    assert not top.undo.isEnabled()
    QTest.mouseClick(top.redo, LEFT)
    assert len(stage.shapes) == 1


def test_a_diagram_in_front_can_be_shared_and_the_home_screen_says_why_not(stage: Stage) -> None:
    share = stage.window.workbench.top.share
    assert share.isVisible()
    assert share.isEnabled()
    stage.window.show_home()
    stage.window.registry.refresh()
    assert not stage.window.registry.action("file.share").isEnabled()
    assert stage.window.registry.reason("file.share")


def test_comments_and_history_are_panels_that_come_and_go(stage: Stage) -> None:
    bench = stage.window.workbench
    for button, tab in ((bench.top.comments, "comments"), (bench.top.history, "history")):
        QTest.mouseClick(button, LEFT)
        assert bench.inspector.tab == tab
        assert button.isChecked()
    QTest.mouseClick(bench.top.history, LEFT)
    assert bench.inspector.tab == "design"
    bench.inspector.hide()
    QTest.mouseClick(bench.top.comments, LEFT)
    assert bench.inspector.isVisible()


def test_the_comments_panel_offers_a_note_meanwhile(stage: Stage) -> None:
    panel = stage.window.workbench.inspector.comments
    assert panel.empty.button is not None
    stage.do("view.comments")
    QTest.mouseClick(panel.empty.button, LEFT)
    assert stage.editor.tool == "note"


def test_buttons_tell_the_keys_that_are_in_force(stage: Stage) -> None:
    bench = stage.window.workbench
    assert "Ctrl+Z" in bench.top.undo.toolTip()
    stage.window.settings.change(keys={"edit.undo": ("F6",), "tool.rect": ("F7",)})
    assert "F6" in bench.top.undo.toolTip()
    assert "F7" in bench.rail.buttons["rect"].toolTip()


def test_the_map_moves_the_view_and_follows_it(stage: Stage) -> None:
    stage.box((0, 0), (100, 100))
    stage.box((600, 500), (700, 600))
    area = stage.window.workbench.area
    QTest.mouseClick(area.zoom.map, LEFT)
    assert area.map.isVisible()
    assert stage.window.settings.settings.minimap
    before = stage.editor.camera
    area.map.picture.moved.emit(area.map.picture.frame.center() + QPointF(10, 0))
    after = stage.editor.camera
    assert after.origin.x > before.origin.x
    assert after.origin.y == before.origin.y
    frame = area.map.picture.frame
    stage.do("view.zoom_in")
    assert area.map.picture.frame.width() < frame.width()
    QTest.mouseClick(area.zoom.map, LEFT)
    assert area.map.isHidden()


def test_the_map_is_painted_again_when_the_page_has_changed_and_not_for_a_mere_look(stage: Stage) -> None:
    stage.box((0, 0), (300, 200))
    stage.window.settings.change(minimap=True)
    link = stage.window.workbench._minimap
    link.paint()
    first = stage.window.workbench.area.map.picture._picture
    stage.do("view.zoom_in")
    link.paint()
    assert stage.window.workbench.area.map.picture._picture is first
    stage.box((600, 400), (900, 700))
    link.paint()
    assert stage.window.workbench.area.map.picture._picture != first


def test_the_selections_bar_does_not_hide_the_map(stage: Stage) -> None:
    stage.window.settings.change(minimap=True)
    stage.box((0, 0), (100, 100))
    QApplication.processEvents()
    area, bar = stage.window.workbench.area, stage.window.context_bar.bar
    assert bar.isHidden() or not any(bar.surface_rect().intersects(each) for each in area.bars())
    assert area.map.surface_rect() in area.bars()


def test_keys_walk_through_the_open_diagrams(stage: Stage) -> None:
    first = stage.tab.id
    stage.window.open_diagram(stage.desktop.session.create("Second"))
    second = stage.tab.id
    stage.key(Qt.Key.Key_Tab, CTRL)
    assert stage.tab.id == first
    stage.key(Qt.Key.Key_Tab, CTRL)
    assert stage.tab.id == second
    stage.key(Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert stage.tab.id == first
    stage.window.show_home()
    stage.do("file.next_tab")
    assert stage.tab.id == first


def test_the_page_is_set_when_nothing_is_selected(stage: Stage) -> None:
    page = stage.window.workbench.inspector.page
    QTest.mouseClick(page.grid_kind.button("lines"), LEFT)
    assert stage.editor.records.pages[stage.editor.page].get("grid_kind") == "lines"
    assert stage.view._backdrop().style == "lines"
    QTest.mouseClick(page.snap, LEFT)
    assert not stage.editor.snap_grid
    page.sheet_size.chosen.emit("a4")
    page.direction.chosen.emit("lying")
    record = stage.editor.records.pages[stage.editor.page]
    assert (record.get("width"), record.get("height")) == (1169.0, 827.0)
    assert page.direction.current() == "lying"


def test_sheets_are_seen_when_the_page_wants_them(stage: Stage) -> None:
    plain = stage.view.grab().toImage()
    QTest.mouseClick(stage.window.workbench.inspector.page.page_view, LEFT)
    assert stage.view.grab().toImage() != plain


def test_hiding_everything_keeps_what_was_shown_for_the_next_start(stage: Stage) -> None:
    stage.do("view.library")
    stage.do("view.focus")
    assert stage.window.window_state().panels == ("inspector",)


def test_a_template_becomes_a_diagram_of_its_own(stage: Stage) -> None:
    stage.window.show_home()
    home = stage.window.home
    for card in list(home._quick):
        QTest.mouseClick(card, LEFT)
        assert stage.tab.diagram.title == card.text()
        assert len(stage.shapes) > 5
        stage.window.show_home()
    entry = home._templates[0]
    light, dark = (stage.window._home_link.picture(entry.id, each) for each in (False, True))
    assert light is not None
    assert not light.isNull()
    assert dark != light


def test_saving_by_key_says_what_is_true(stage: Stage) -> None:
    stage.key(Qt.Key.Key_S, CTRL)
    assert stage.said[-1].level in {"success", "info"}
    assert stage.window.workbench.area.toasts.toast is not None


def test_a_deleted_page_can_be_taken_back_from_the_message(stage: Stage) -> None:
    assert not stage.window.registry.action("page.delete").isEnabled()
    assert "one page" in stage.window.registry.reason("page.delete")
    stage.do("page.add")
    gone = stage.editor.page
    stage.do("page.delete")
    assert gone not in stage.editor.view.pages()
    message = stage.said[-1]
    assert message.action == "Undo"
    assert message.run is not None
    message.run()
    assert gone in stage.editor.view.pages()
    stage.window.workbench.area.pages.delete_requested.emit(gone)
    stage.box()
    before = stage.editor.view.pages()
    last = next(each for each in reversed(stage.said) if each.run is not None)
    assert last.run is not None
    last.run()
    assert stage.editor.view.pages() == before
