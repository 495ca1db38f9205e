from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.inspector_connector import OPEN, ConnectorSection, ConnectorState, head_names, shown_head, style_names
from canvas.commands.connectors import STYLES
from canvas.scene.jumps import JUMPS
from canvas.shapes.arrowheads import ARROWHEADS

VALUES = {
    "style.start_arrow": "none",
    "style.start_fill": True,
    "style.end_arrow": "block",
    "style.end_fill": False,
    "style.start_size": 6.0,
    "style.end_size": None,
    "style.jump": "arc",
    "style.jump_size": 6.0,
    "style.rounded": True,
}


def section(qtbot: QtBot, **more: object) -> ConnectorSection:
    found = ConnectorSection()
    qtbot.addWidget(found)
    found.show_state(ConnectorState(1, "avoid", VALUES, **more))
    return found


def test_everything_on_offer_exists_and_everything_that_exists_is_on_offer(qtbot: QtBot) -> None:
    assert {id_.removesuffix(OPEN) for id_, _ in head_names()} == set(ARROWHEADS)
    assert [id_ for id_, _ in style_names()] == list(STYLES)
    found = ConnectorSection()
    qtbot.addWidget(found)
    assert {found.jumps.itemData(i) for i in range(found.jumps.count())} == set(JUMPS)


def test_a_connector_is_shown(qtbot: QtBot) -> None:
    found = section(qtbot, labels=(("l", "yes"),))
    assert not found.isHidden()
    assert found.routing.current() == "avoid"
    assert found.start.current() == "none"
    assert found.end.current() == "block" + OPEN
    assert found.jumps.current() == "arc"
    assert found.rounded.isChecked()
    assert not found.straighten.isEnabled()
    assert len(found.labels.rows) == 1
    found.show_state(ConnectorState())
    assert found.isHidden()


def test_edits_are_told_by_key(qtbot: QtBot) -> None:
    found = section(qtbot, bent=True)
    seen: list[object] = []
    found.edited.connect(seen.append)
    found.style_chosen.connect(seen.append)
    found.swap_requested.connect(lambda: seen.append("swap"))
    found.straighten_requested.connect(lambda: seen.append("straighten"))
    found.end.chosen.emit("diamond" + OPEN)
    found.start.chosen.emit("oval")
    found.jumps.chosen.emit("gap")
    found.routing.chosen.emit("straight")
    found.end_size.committed.emit(12.0)
    qtbot.mouseClick(found.swap, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(found.straighten, Qt.MouseButton.LeftButton)
    found.rounded.click()
    assert seen == [
        {"style.end_arrow": "diamond", "style.end_fill": False},
        {"style.start_arrow": "oval", "style.start_fill": True},
        {"style.jump": "gap"},
        "straight",
        {"style.end_size": 12.0},
        "swap",
        "straighten",
        {"style.rounded": False},
    ]


def test_heads_are_shown_filled_or_hollow() -> None:
    def shown(name: object, filled: object) -> str | None:
        return shown_head({"style.end_arrow": name, "style.end_fill": filled}, "end")

    assert shown("block", True) == "block"
    assert shown("block", False) == "block" + OPEN
    assert shown("classic", False) == "classic"
    assert shown("circle", False) == "circle" + OPEN
    assert shown("strange", True) == "strange"
    assert shown(None, True) is None
    assert shown("none", None) == "none"
