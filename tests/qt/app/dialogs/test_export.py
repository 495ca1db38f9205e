from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.dialogs.export import ALL_PAGES, ExportDialog
from app.exporting.options import ExportOptions


def test_the_page_in_front_as_svg_at_first(qtbot: QtBot) -> None:
    dialog = ExportDialog(["One", "Two"], current=1)
    assert dialog.options() == ExportOptions("svg", (1,))


def test_what_was_chosen_last_time_comes_back(qtbot: QtBot) -> None:
    last = ExportOptions("png", None, scale=2.0, border=10.0, transparent=True, embed=True, dark=True)
    assert ExportDialog(["One", "Two"], 0, last).options() == last


def test_only_what_the_format_has_is_offered_and_kept(qtbot: QtBot) -> None:
    last = ExportOptions("png", None, scale=2.0, border=10.0, transparent=True, embed=True, dark=True)
    dialog = ExportDialog(["One", "Two"], 0, last)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.format.button("drawio"), Qt.MouseButton.LeftButton)
    assert not any(
        each.isEnabled() for each in (dialog.scale, dialog.border, dialog.transparent, dialog.embed, dialog.dark)
    )
    assert dialog.options() == ExportOptions("drawio", None)
    qtbot.mouseClick(dialog.format.button("pdf"), Qt.MouseButton.LeftButton)
    assert dialog.options() == ExportOptions("pdf", None, border=10.0, dark=True)


def test_one_page_is_not_called_all(qtbot: QtBot) -> None:
    dialog = ExportDialog(["Only"])
    assert dialog.pages.findData(ALL_PAGES) == -1
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert dialog.result() == 1
