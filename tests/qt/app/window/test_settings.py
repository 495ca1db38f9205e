"""What is set is in force on the window and on every open diagram, at once and after a restart."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QDialog, QLabel, QLineEdit

from app.actions.shortcuts_sheet import ShortcutsSheet
from app.palette.palette import CommandPalette
from app.settings.settings_file import load
from app.theme.theme import ThemeChoice
from app.workbench.settings_opening import settings_dialog
from tests.support.stage import Stage


def test_the_theme_follows_the_settings_and_the_actions_write_them(stage: Stage) -> None:
    stage.do("view.theme_dark")
    assert stage.window.theme.choice is ThemeChoice.DARK
    assert stage.window.settings.settings.theme == "dark"
    stage.do("view.toggle_theme")
    assert stage.window.settings.settings.theme == "light"


def test_snapping_is_set_on_open_diagrams_and_on_those_opened_later(stage: Stage) -> None:
    stage.do("view.snap")
    assert not stage.editor.snap_grid
    assert not stage.window.registry.action("view.snap").isChecked()
    stage.window.open_diagram(stage.desktop.session.create("Second"))
    assert not stage.editor.snap_grid
    assert stage.editor.snap_guides
    stage.do("view.snap_shapes")
    assert not stage.editor.snap_guides


def test_hidden_guides_stay_hidden_in_diagrams_opened_later(stage: Stage) -> None:
    stage.do("view.guides")
    assert not stage.editor.show_guides
    stage.window.open_diagram(stage.desktop.session.create("Second"))
    assert not stage.editor.show_guides
    stage.do("view.guides")
    assert stage.editor.show_guides


def test_the_colours_picked_last_are_kept_for_the_next_start(stage: Stage) -> None:
    stage.window.workbench.picking.recent.add("#c2242a")
    folder = stage.desktop.session.library.info.directory
    assert load(folder).settings.recent_colors == ("#c2242a",)


def test_the_wheel_zooms_when_that_is_set(stage: Stage) -> None:
    before = stage.editor.camera
    stage.wheel((300, 300), 1)
    assert stage.editor.camera.zoom == before.zoom
    stage.window.settings.change(wheel_zooms=True)
    stage.wheel((300, 300), 1)
    assert stage.editor.camera.zoom > before.zoom


def test_new_connectors_are_routed_as_set(stage: Stage) -> None:
    stage.window.settings.change(connector="straight")
    stage.draw(Qt.Key.Key_A, (200, 400), (400, 500))
    assert stage.last.get("routing") == "straight"
    stage.window.settings.change(connector="curved")
    stage.draw(Qt.Key.Key_A, (200, 500), (400, 600))
    assert stage.last.get("style.curved") is True


def test_own_keys_work_at_once_and_the_old_ones_no_longer(stage: Stage) -> None:
    stage.box()
    stage.window.settings.change(keys={"edit.duplicate": ("F6",)})
    stage.key(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert len(stage.shapes) == 1
    stage.key(Qt.Key.Key_F6)
    assert len(stage.shapes) == 2


def test_the_settings_show_the_library_of_the_window(stage: Stage) -> None:
    dialog = settings_dialog(stage.window, "library")
    texts = [text.text() for text in dialog.findChildren(QLabel)]
    assert str(stage.desktop.session.library.info.directory) in texts
    assert dialog.page == "library"
    stage.window.settings.change(theme="dark")
    dialog.deleteLater()


def test_a_key_opens_the_settings(stage: Stage) -> None:
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            seen.append(type(dialog).__name__)
            dialog.reject()

    QTimer.singleShot(0, look)
    stage.key(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert seen == ["SettingsDialog"]


def test_every_control_of_settings_sheet_and_palette_has_a_name(stage: Stage) -> None:
    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit)
    dialog = settings_dialog(stage.window)
    sheet = ShortcutsSheet(stage.window.registry, stage.window)
    stage.do("help.palette")
    palette = stage.window.findChildren(CommandPalette)[-1]
    found = [each for screen in (dialog, sheet, palette) for kind in kinds for each in screen.findChildren(kind)]
    nameless = [
        type(each).__name__
        for each in found
        if not each.accessibleName().strip() and not (isinstance(each, QAbstractButton) and each.text().strip())
    ]
    assert len(found) > 40
    assert nameless == []
    palette.close_palette()
    for screen in (dialog, sheet):
        screen.deleteLater()
