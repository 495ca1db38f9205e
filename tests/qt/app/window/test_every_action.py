"""Every action of menus, palette and context menu: it has a name and a handler, and it does something that can be seen, or says why not.

Each is triggered in a window where as much as possible can be done. What "something" is, is not looked at closer here; each has its own test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from app.actions.catalogue import ALL, BY_ID
from app.actions.keymaps import effective, portable
from app.actions.registry import title_of
from app.palette.palette import CommandPalette
from app.settings.values import Settings
from app.theme.icons import icon_svg
from app.theme.theme import ThemeController
from app.workbench.menus import CONTEXT, CONTEXT_OF_PAGE, MENUS
from canvas.commands import create, links, pages, pools, style, tables, text
from canvas.commands.select_same import SAMENESS
from canvas.geometry.box import Box
from canvas.kernels.tables import read
from canvas.model.records import plain
from tests.support.stage import Stage

TABLE_ACTIONS = (
    "row_above", "row_below", "column_before", "column_after", "move_up", "move_down", "move_back", "move_on", "delete_row",
    "delete_column", "header",
)  # fmt: skip
LEFT_OUT = {
    "file.quit": "ends the program; tests/qt/app/test_desktop.py closes it",
}
BY_THE_WAY = {
    "edit.copy": "changes the clipboard only, which tests/qt/app/window/test_clipboard.py reads",
    "style.copy": "changes what would be pasted only; test_editing.py pastes it",
}
"""Actions whose effect the fingerprint does not hold."""
HANDS = {
    "tool.select": "V", "tool.hand": "H", "tool.rect": "R", "tool.ellipse": "O", "tool.diamond": "D", "tool.connector": "A",
    "tool.line": "L", "tool.text": "T", "tool.note": "N", "tool.frame": "F", "tool.pen": "P", "tool.eraser": "E",
    "tool.laser": "K", "tool.image": "I", "tool.keep": "Q", "view.zoom_in": "Ctrl+=", "view.zoom_out": "Ctrl+-",
    "view.zoom_100": "Ctrl+0", "view.fit": "Shift+1", "view.fit_selection": "Shift+2", "edit.duplicate": "Ctrl+D",
    "edit.text": "Return", "arrange.group": "Ctrl+G", "arrange.ungroup": "Ctrl+Shift+G", "arrange.forward": "Ctrl+]",
    "arrange.backward": "Ctrl+[", "arrange.front": "Ctrl+Shift+]", "arrange.back": "Ctrl+Shift+[", "style.copy": "Ctrl+Alt+C",
    "style.paste": "Ctrl+Alt+V", "help.palette": "Ctrl+K", "help.shortcuts": "?", "view.focus": "F11", "edit.undo": "Ctrl+Z",
}  # fmt: skip
"""The keys that UX.md gives under "Hands"."""


class Modals:
    """Closes every dialog and menu as soon as it is seen, and remembers it."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._close)
        self._timer.start()

    def _close(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            self.seen.append(type(popup).__name__)
            popup.close()
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            self.seen.append(type(dialog).__name__)
            dialog.reject()

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def modals() -> Iterator[Modals]:
    made = Modals()
    yield made
    made.stop()


def prepare(stage: Stage) -> None:
    """Make a diagram in which much can be done: history, several pages, tabs, three different shapes, all of them selected."""
    while stage.window.layouts.is_running:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    for other in others(stage):
        other.close()
    stage.window.activateWindow()
    for palette in stage.window.findChildren(CommandPalette):
        palette.close_palette()
    stage.window.settings.put(Settings(theme="light", hints=False))
    for document in list(stage.window.tabs):
        stage.window.close_tab(document)
    for title in ("Other", "Harbour"):
        stage.window.open_diagram(stage.desktop.session.create(title))
    stage.editor.set_camera(stage.editor.camera)
    for box in (Box(100, 100, 80, 40), Box(260, 150, 140, 90), Box(520, 300, 80, 120)):
        create.create_shape(stage.editor, "rect", box)
    pages.add(stage.editor)
    pages.add(stage.editor)
    stage.editor.set_page(stage.editor.view.pages()[0])
    stage.do("edit.select_all")
    stage.do("view.zoom_in")
    stage.view.setFocus()
    QApplication.processEvents()


def others(stage: Stage) -> list[QWidget]:
    """Return the windows beside the main one, such as the presentation."""
    return [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not stage.window]


def one_selected(stage: Stage) -> None:
    stage.editor.select(stage.selected[:1])


def middle_selected(stage: Stage) -> None:
    order = stage.editor.view.paint_order(stage.editor.page)
    stage.editor.select(order[1:2])


def grouped(stage: Stage) -> None:
    stage.do("arrange.group")


def undone(stage: Stage) -> None:
    stage.do("edit.undo")


def copied(stage: Stage) -> None:
    stage.do("edit.copy")


def style_copied(stage: Stage) -> None:
    one_selected(stage)
    style.set_values(stage.editor, {"style.fill": "#ff0000"})
    stage.do("style.copy")
    stage.do("edit.select_all")


def on_second_page(stage: Stage) -> None:
    stage.do("page.next")


def far_away(stage: Stage) -> None:
    stage.do("view.zoom_in")
    stage.do("view.zoom_in")


def another_tool(stage: Stage) -> None:
    stage.do("tool.rect")


def in_table(stage: Stage) -> None:
    table = tables.insert(stage.editor, 3, 3)
    stage.editor.select((read(stage.editor.graph, table).cells[1, 1],))


def cells_merged(stage: Stage) -> None:
    several_cells(stage)
    stage.do("table.merge")


def several_cells(stage: Stage) -> None:
    table = tables.insert(stage.editor, 3, 3)
    found = read(stage.editor.graph, table)
    stage.editor.select((found.cells[1, 1], found.cells[2, 1]))


def in_lane(stage: Stage) -> None:
    pool = pools.insert(stage.editor)
    stage.editor.select((stage.editor.view.children(pool)[1],))


def in_frame(stage: Stage) -> None:
    stage.editor.select((create.create_shape(stage.editor, "frame", Box(0, 0, 300, 200)),))


def linked(stage: Stage) -> None:
    one_selected(stage)
    links.set_link(stage.editor, f"page:{stage.editor.view.pages()[1]}")


def found(stage: Stage) -> None:
    stage.editor.select(())
    text.set_label(stage.editor, stage.editor.scene.order[0], plain("word"))
    stage.do("edit.find")
    stage.window.finding.panel.search.setText("word")


FIRST: Mapping[str, Callable[[Stage], object]] = {
    "arrange.ungroup": grouped,
    "arrange.take_out": in_lane,
    "arrange.collapse": in_lane,
    "arrange.clip": in_frame,
    **{f"edit.same_{what}": one_selected for what in SAMENESS},
    **{f"table.{name}": in_table for name in TABLE_ACTIONS},
    "table.merge": several_cells,
    "table.split": cells_merged,
    **{f"lane.{name}": in_lane for name in ("add", "back", "on", "delete")},
    "edit.open_link": linked,
    "edit.find_next": found,
    "edit.find_previous": found,
    "arrange.front": middle_selected,
    "arrange.back": middle_selected,
    "arrange.forward": middle_selected,
    "arrange.backward": middle_selected,
    "edit.redo": undone,
    "edit.paste": copied,
    "edit.paste_here": copied,
    "edit.select_all": one_selected,
    "edit.text": one_selected,
    "edit.add_right": one_selected,
    "page.previous": on_second_page,
    "style.paste": style_copied,
    "tool.select": another_tool,
    "view.fit": far_away,
    "view.fit_selection": far_away,
    "view.zoom_100": far_away,
    "view.theme_light": lambda stage: stage.do("view.theme_dark"),
}
"""What an action needs beside what is prepared for all."""


def fingerprint(stage: Stage, modals: Modals) -> tuple[object, ...]:
    """Return what the user would see change."""
    window, tab = stage.window, stage.window.front()
    editor = tab.editor if tab is not None else None
    seen = [w.objectName() or type(w).__name__ for w in window.findChildren(QWidget) if w.isVisible()]
    return (
        tuple(window.tabs),
        tab.id if tab is not None else "",
        tuple(sorted(seen)),
        [type(each).__name__ for each in others(stage)],
        window.settings.settings,
        len(modals.seen),
        len(stage.said),
        stage.answers.asked,
        window.workbench.inspector.tab,
        (editor.revision, editor.selection, editor.camera, editor.page, editor.tool, editor.keep_tool, editor.layer)
        if editor is not None
        else (),
        tuple(action.isChecked() for action in map(window.registry.action, (a.id for a in window.registry.bound()))),
        tab.machine.state if tab is not None else "",
        window.focusWidget() is None,
    )


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
@pytest.mark.parametrize("area", sorted({action.area for action in ALL}))
def test_every_action_does_something_or_says_why_not(
    qapp: QApplication, themes: ThemeController, tmp_path: Path, modals: Modals, area: str
) -> None:
    stage = Stage(tmp_path / "profile")
    stage.begin()
    silent: list[str] = []
    without_reason: list[str] = []
    try:
        for action in [each for each in stage.window.registry.bound() if each.area == area and each.id not in LEFT_OUT]:
            prepare(stage)
            FIRST.get(action.id, lambda _stage: None)(stage)
            settle()
            qaction = stage.window.registry.action(action.id)
            if not qaction.isEnabled():
                if not stage.window.registry.reason(action.id):
                    without_reason.append(action.id)
                continue
            before = fingerprint(stage, modals)
            qaction.trigger()
            settle()
            if fingerprint(stage, modals) == before and action.id not in BY_THE_WAY:
                silent.append(action.id)
    finally:
        stage.end()
    assert (silent, without_reason) == ([], [])


def test_on_the_home_screen_every_action_works_or_says_why_not(stage: Stage) -> None:
    stage.window.show_home()
    registry = stage.window.registry
    resting = [a.id for a in registry.bound() if not registry.action(a.id).isEnabled()]
    assert len(resting) > 40
    assert [id_ for id_ in resting if not registry.reason(id_).strip()] == []
    assert registry.action("file.new").isEnabled()


def test_every_action_of_the_catalogue_is_bound_and_named(stage: Stage) -> None:
    bound = {action.id for action in stage.window.registry.bound()}
    assert sorted(set(BY_ID) - bound) == []
    for action in stage.window.registry.bound():
        assert title_of(action) == stage.window.registry.action(action.id).text()
        assert title_of(action)[0].isupper()
        assert title_of(action) == title_of(action).strip()
    titles = [(action.area, title_of(action)) for action in ALL]
    assert len(set(titles)) == len(titles)


def test_every_icon_exists() -> None:
    assert all(icon_svg(action.icon) for action in ALL if action.icon)


@pytest.mark.parametrize("action", HANDS)
def test_hands_find_the_keys_they_know(action: str) -> None:
    assert portable(HANDS[action]) in effective({})[action]


def test_menus_show_only_what_is_in_the_catalogue_and_every_action_can_be_reached_by_one(stage: Stage) -> None:
    listed = [id_ for _title, ids in MENUS for id_ in ids if id_] + [id_ for id_ in (*CONTEXT, *CONTEXT_OF_PAGE) if id_]
    assert sorted(set(listed) - set(BY_ID)) == []
    tools = {action.id for action in ALL if action.area == "tool"}
    walking = {"edit.select_next", "edit.select_previous", "view.toggle_theme"}
    assert sorted(set(BY_ID) - set(listed) - tools - walking) == []


def test_the_menu_of_the_window_has_all_that_it_lists(stage: Stage) -> None:
    menu = stage.window.workbench.top.menu
    assert isinstance(menu, QMenu)
    parts = [part for action in menu.actions() if isinstance(part := action.menu(), QMenu)]
    shown = {action for part in parts for action in part.actions()}
    listed = [id_ for _title, ids in MENUS for id_ in ids if id_]
    assert [id_ for id_ in listed if stage.window.registry.action(id_) not in shown] == []


def test_entries_of_menus_say_why_they_rest(stage: Stage) -> None:
    menu = stage.window.workbench.top.menu
    assert isinstance(menu, QMenu)
    stage.window.show_home()
    menu.aboutToShow.emit()
    parts = [part for action in menu.actions() if isinstance(part := action.menu(), QMenu)]
    resting = [action for part in parts for action in part.actions() if action.text() and not action.isEnabled()]
    assert resting
    assert all(part.toolTipsVisible() for part in parts)
    assert [action.text() for action in resting if action.toolTip() in {"", action.text()}] == []
