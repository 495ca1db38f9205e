"""Tests of the outline by itself; what it does to a diagram is tested in the window."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.panels.outline_panel import MOST_ROWS, OutlinePanel
from canvas.commands.outline import LAYER, PAGE, SHAPE, Node

NODES = (
    Node("p", PAGE, "Page", children=(
        Node("l", LAYER, "", children=(Node("s", SHAPE, "", "rect", locked=True), Node("c", SHAPE, "Line", "connector"))),
    )),
    Node("q", PAGE, "Other"),
)  # fmt: skip


def made(qtbot: QtBot) -> OutlinePanel:
    panel = OutlinePanel()
    qtbot.addWidget(panel)
    panel.show_nodes(NODES, everything_open=False)
    return panel


def test_lines_are_named_and_those_without_a_name_by_what_they_are(qtbot: QtBot) -> None:
    panel = made(qtbot)
    names = {key: item.text(0) for key in ((LAYER, "l"), (SHAPE, "s"), (SHAPE, "c")) if (item := panel.item(*key))}
    assert names == {(LAYER, "l"): "Layer", (SHAPE, "s"): "Rectangle", (SHAPE, "c"): "Line"}


def test_what_was_shut_stays_shut(qtbot: QtBot) -> None:
    panel = made(qtbot)
    item = panel.item(LAYER, "l")
    assert item is not None
    item.setExpanded(False)
    panel.show_nodes(NODES, everything_open=False)
    item = panel.item(LAYER, "l")
    assert item is not None
    assert not item.isExpanded()
    panel.show_nodes(NODES, everything_open=True)
    item = panel.item(LAYER, "l")
    assert item is not None
    assert item.isExpanded()


def test_menu_eye_and_lock(qtbot: QtBot) -> None:
    panel = made(qtbot)
    item = panel.item(SHAPE, "s")
    assert item is not None
    assert [a.text() for a in panel.menu(item).actions() if a.text()] == ["Go there", "Rename", "Hide", "Unlock"]
    with qtbot.waitSignal(panel.locked_changed) as heard:
        panel.tree.itemClicked.emit(item, 2)
    assert heard.args == [SHAPE, "s", False]
    with qtbot.waitSignal(panel.visible_changed) as heard:
        panel.tree.itemClicked.emit(item, 1)
    assert heard.args == [SHAPE, "s", False]
    page = panel.item(PAGE, "p")
    assert page is not None
    assert len(panel.menu(page).actions()) == 2


def test_marking_and_tags(qtbot: QtBot) -> None:
    panel = made(qtbot)
    panel.mark(((SHAPE, "c"), (SHAPE, "gone")))
    assert [i.text(0) for i in panel.tree.selectedItems()] == ["Line"]
    assert not panel.hide_tag.isEnabled()
    panel.set_tags((("hot", 2),), hidden=True)
    panel.tag.set_current("hot")
    panel.set_tags((("hot", 2),), hidden=True)
    assert panel.current_tag() == "hot"
    assert panel.hide_tag.isEnabled()
    assert panel.hide_tag.accessibleName() == "Show everything with this tag"
    panel.set_tags(())
    assert panel.current_tag() == ""


def test_a_very_long_outline_asks_for_a_search(qtbot: QtBot) -> None:
    panel = made(qtbot)
    many = tuple(Node(str(i), SHAPE, "x", "rect") for i in range(MOST_ROWS + 10))
    panel.show_nodes((Node("p", PAGE, "Page", children=many),), everything_open=False)
    assert not panel.note.isHidden()
