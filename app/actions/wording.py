"""The names of areas of actions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

_AREAS = {
    "file": "File",
    "edit": "Edit",
    "arrange": "Arrange",
    "connector": "Connectors",
    "style": "Style",
    "view": "View",
    "page": "Pages",
    "tool": "Tools",
    "help": "Help",
}


def area_title(area: str) -> str:
    """Return the heading of an area; one without a name of its own is written with a capital."""
    return QCoreApplication.translate("Shortcuts", _AREAS.get(area, area.capitalize()))
