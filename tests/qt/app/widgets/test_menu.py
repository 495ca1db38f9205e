from __future__ import annotations

from PySide6.QtCore import Qt

from app.widgets.menu import Menu


def test_entries_run_what_they_say(qapp: object) -> None:
    seen: list[str] = []
    menu = Menu("Page")
    menu.add("Rename", lambda: seen.append("rename"), "pencil").trigger()
    blocked = menu.add("Delete", lambda: seen.append("delete"), enabled=False)
    blocked.trigger()
    assert seen == ["rename"]
    assert menu.accessibleName() == "Page"
    assert menu.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
