"""The pages change the settings at once, and say what is true."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.actions.registry import ActionRegistry
from app.settings.keeper import SettingsKeeper
from app.settings.values import Settings
from app.settings_dialog import pages
from app.settings_dialog.facts import LibraryFacts
from app.settings_dialog.rows import SettingsPage
from app.widgets.combo_box import ComboBox
from app.widgets.segmented import SegmentedControl
from tests.qt.app.settings_dialog.conftest import Asked


def control(page: SettingsPage, title: str) -> QWidget:
    return next(row.control for row in page.rows if row.title == title)


def press(page: SettingsPage, title: str, segment: str = "") -> None:
    widget = control(page, title)
    button = widget.button(segment) if isinstance(widget, SegmentedControl) else widget
    assert isinstance(button, QAbstractButton)
    button.click()


def test_general_sets_the_start_and_resets_all_but_keys(qtbot: QtBot, keeper: SettingsKeeper) -> None:
    page = pages.general(keeper)
    qtbot.addWidget(page)
    press(page, "When the program starts", "home")
    keeper.change(keys={"edit.undo": ("F6",)})
    assert keeper.settings.start == "home"
    press(page, "Back to the defaults")
    assert keeper.settings == Settings(keys={"edit.undo": ("F6",)})


def test_appearance_sets_theme_scale_and_motion(qtbot: QtBot, keeper: SettingsKeeper) -> None:
    page = pages.appearance(keeper)
    qtbot.addWidget(page)
    press(page, "Theme", "dark")
    press(page, "Reduce motion")
    scale = control(page, "Size of everything")
    assert isinstance(scale, ComboBox)
    scale.activated.emit(scale.findData("1.5"))
    assert (keeper.settings.theme, keeper.settings.motion, keeper.settings.ui_scale) == ("dark", "reduced", 1.5)
    keeper.put(Settings())
    page.refresh()
    assert scale.current() == "0"


def test_canvas_sets_drawing_and_states_of_the_page(
    qtbot: QtBot, keeper: SettingsKeeper, registry: ActionRegistry
) -> None:
    page = pages.canvas(keeper, registry)
    qtbot.addWidget(page)
    for title in ("Snap to grid", "Snap to shapes and guides", "The wheel zooms", "Map of the page"):
        press(page, title)
    connectors = control(page, "New connectors")
    assert isinstance(connectors, ComboBox)
    connectors.activated.emit(connectors.findData("curved"))
    assert keeper.settings == Settings(
        snap_grid=False, snap_guides=False, wheel_zooms=True, minimap=True, connector="curved"
    )
    grid = control(page, "Grid of the page in front")
    assert not grid.isEnabled()
    assert "No page" in [text.text() for text in page.findChildren(QLabel)]


def test_the_library_says_where_it_lies_and_is_backed_up(qtbot: QtBot, facts: LibraryFacts, asked: Asked) -> None:
    page = pages.library(facts, asked.wishes())
    qtbot.addWidget(page)
    texts = [text.text() for text in page.findChildren(QLabel)]
    assert str(facts.folder) in texts
    assert "12 diagrams, 4.8 MB" in texts
    assert "Your passphrase" in texts
    press(page, "Backup")
    press(page, "Where it lies")
    assert asked == ["backup", "library"]


def test_privacy_says_what_is_stored(qtbot: QtBot, facts: LibraryFacts, asked: Asked) -> None:
    page = pages.privacy(facts, asked.wishes())
    qtbot.addWidget(page)
    assert page.narrow("telemetry") == 1
    press(page, "Log")
    assert asked == ["log"]
