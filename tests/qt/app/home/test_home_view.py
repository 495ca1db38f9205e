from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.home.entries import DiagramEntry, HomeSection
from app.home.home_view import HomeView
from app.templates.shelf import Template
from app.widgets.empty_state import EmptyState

ENTRIES = (
    DiagramEntry("1", "Order plan", 100),
    DiagramEntry("2", "Network", 300, starred=True),
    DiagramEntry("3", "Old order", 200, trashed=True),
)


@pytest.fixture
def view(qtbot: QtBot) -> HomeView:
    made = HomeView(lambda: 1000)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.set_entries(ENTRIES)
    made.show()
    return made


def shown(view: HomeView) -> list[str]:
    entries = (view.model.entry(view.model.index(row)) for row in range(view.model.rowCount()))
    return [entry.id for entry in entries if entry is not None]


def test_sections(qtbot: QtBot, view: HomeView) -> None:
    assert shown(view) == ["2", "1"]
    for section, ids in ((HomeSection.STARRED, ["2"]), (HomeSection.TRASH, ["3"]), (HomeSection.PERSONAL, ["2", "1"])):
        qtbot.mouseClick(view.side.buttons[section], Qt.MouseButton.LeftButton)
        assert view.section is section
        assert shown(view) == ids
    assert view.blank.isVisible()
    view.show_section(HomeSection.TRASH)
    assert not view.blank.isVisible()


def test_ways_to_begin(qtbot: QtBot, view: HomeView) -> None:
    pairs = (
        (view.blank, view.new_requested),
        (view.header.new_button, view.new_requested),
        (view.open_file, view.open_file_requested),
        (view.header.import_button, view.import_requested),
    )
    for button, signal in pairs:
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_search_finds_titles_at_once_and_texts_when_they_come(qtbot: QtBot, view: HomeView) -> None:
    with qtbot.waitSignal(view.search_requested) as requested:
        view.header.search.setText("order")
    assert requested.args == ["order"]
    assert shown(view) == ["1"]
    hits = [
        DiagramEntry("2", "Network", 300, snippet="the order"),
        DiagramEntry("1", "Order plan", 100, snippet="order here"),
    ]
    view.set_hits("older question", hits)
    assert shown(view) == ["1"]
    view.set_hits("order", hits)
    assert shown(view) == ["1", "2"]
    first = view.model.entry(view.model.index(0))
    assert first is not None
    assert first.snippet == "order here"
    view.header.search.clear()
    assert shown(view) == ["2", "1"]


def test_nothing_found_offers_a_way_back(qtbot: QtBot, view: HomeView) -> None:
    view.header.search.setText("zzz")
    (empty,) = [each for each in view.findChildren(EmptyState) if each.isVisible()]
    assert empty.button is not None
    qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert view.header.search.text() == ""
    assert view.list.isVisible()


@pytest.mark.parametrize(
    ("section", "title", "buttons"),
    [
        (HomeSection.RECENT, "Draw your first diagram", 1),
        (HomeSection.STARRED, "No starred diagrams", 1),
        (HomeSection.TRASH, "The trash is empty", 0),
    ],
)
def test_empty_places_say_what_they_are_for(
    qtbot: QtBot, view: HomeView, section: HomeSection, title: str, buttons: int
) -> None:
    view.set_entries(())
    view.show_section(section)
    (empty,) = [each for each in view.findChildren(EmptyState) if each.isVisible()]
    assert empty.accessibleName() == title
    assert len(empty.findChildren(QPushButton)) == buttons


def test_what_the_list_asks_for_comes_out(qtbot: QtBot, view: HomeView) -> None:
    for name in ("open", "duplicate", "trash", "restore", "delete"):
        with qtbot.waitSignal(getattr(view, f"{name}_requested")) as requested:
            getattr(view.list, f"{name}_requested").emit("1")
        assert requested.args == ["1"]
    with qtbot.waitSignal(view.star_requested) as starred:
        view.list.star_requested.emit("1", True)
    assert starred.args == ["1", True]


def test_layouts(qtbot: QtBot, view: HomeView) -> None:
    with qtbot.waitSignal(view.layout_changed) as changed:
        qtbot.mouseClick(view.layout_switch.button("rows"), Qt.MouseButton.LeftButton)
    assert changed.args == ["rows"]
    with qtbot.assertNotEmitted(view.layout_changed):
        view.set_layout("cards")


TEMPLATES = (
    Template("flow", "Flowchart", "Process", keywords="decision"),
    Template("er", "Entity relation", "Data"),
    Template("org", "Org chart", "People"),
)


def test_the_first_templates_are_quick_starts_and_all_stand_in_their_place(qtbot: QtBot, view: HomeView) -> None:
    view.set_templates(TEMPLATES)
    assert [card.text() for card in view._quick] == ["Flowchart", "Entity relation"]
    with qtbot.waitSignal(view.template_requested) as wanted:
        qtbot.mouseClick(view._quick[0], Qt.MouseButton.LeftButton)
    assert wanted.args == ["template:flow"]
    view.show_section(HomeSection.TEMPLATES)
    assert shown(view) == ["template:flow", "template:er", "template:org"]
    with qtbot.waitSignal(view.template_requested) as wanted:
        view.list.activated.emit(view.model.index(2))
    assert wanted.args == ["template:org"]


def test_templates_can_be_neither_renamed_nor_deleted(qtbot: QtBot, view: HomeView) -> None:
    view.set_templates(TEMPLATES)
    view.show_section(HomeSection.TEMPLATES)
    entry = view.model.entry(view.model.index(0))
    assert entry is not None
    assert [action.text() for action in view.list.menu(entry).actions()] == ["Start from this"]
    assert not view.model.flags(view.model.index(0)) & Qt.ItemFlag.ItemIsEditable
    view.list.setCurrentIndex(view.model.index(0))
    with qtbot.assertNotEmitted(view.trash_requested), qtbot.assertNotEmitted(view.delete_requested):
        qtbot.keyClick(view.list, Qt.Key.Key_Delete)


def test_the_search_finds_templates_after_diagrams(view: HomeView) -> None:
    view.set_templates(TEMPLATES)
    view.header.search.setText("decision")
    assert shown(view) == ["template:flow"]
    view.header.search.setText("or")
    assert shown(view) == ["2", "1", "template:org"]


@pytest.mark.parametrize(
    ("section", "signal"), [(HomeSection.SHARED, "join_requested"), (HomeSection.TEMPLATES, "new_requested")]
)
def test_what_is_not_there_yet_says_so_and_offers_what_is(
    qtbot: QtBot, view: HomeView, section: HomeSection, signal: str
) -> None:
    view.show_section(section)
    (empty,) = [each for each in view.findChildren(EmptyState) if each.isVisible()]
    assert empty.button is not None
    with qtbot.waitSignal(getattr(view, signal)):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)


def test_settings_and_workspaces_stand_at_the_side(qtbot: QtBot, view: HomeView) -> None:
    with qtbot.waitSignal(view.settings_requested):
        qtbot.mouseClick(view.side.settings, Qt.MouseButton.LeftButton)
    assert not view.side.new_workspace.isEnabled()
    assert "Sign in" in view.side.new_workspace.toolTip()


def test_teams_stand_at_the_side_with_their_diagrams_and_people(qtbot: QtBot, view: HomeView) -> None:
    ours, theirs = "aa" * 16, "bb" * 16
    view.set_entries(
        [
            DiagramEntry("1", "Own", 1),
            DiagramEntry("2", "Crane", 2, team=ours),
            DiagramEntry("3", "Buoy", 3, team=ours),
            DiagramEntry("4", "Else", 4, team=theirs),
        ]
    )
    view.set_teams([(ours, "Harbour"), (theirs, "Lighthouse")], "")
    assert view.side.new_workspace.isEnabled()
    qtbot.mouseClick(view.side.teams[ours], Qt.MouseButton.LeftButton)
    assert shown(view) == ["3", "2"]
    with qtbot.waitSignal(view.team_requested) as asked:
        qtbot.mouseClick(view.header.team_button, Qt.MouseButton.LeftButton)
    assert asked.args == [ours]
    view.show_section(HomeSection.SHARED)
    assert shown(view) == ["4", "3", "2"]
    assert not view.header.team_button.isVisible()
    view.show_section(HomeSection.PERSONAL)
    assert shown(view) == ["1"]
    view.show_team(theirs)
    view.set_teams([(ours, "Harbour")], "")
    assert shown(view) == ["4", "3", "2"]
    with qtbot.waitSignal(view.team_wanted):
        qtbot.mouseClick(view.side.new_workspace, Qt.MouseButton.LeftButton)
