"""What a window says of a diagram that others share, and what it keeps of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.library.diagram import open_diagram
from app.theme.person_color import presence_color
from app.widgets.buttons import Button
from sync.engine import effects as ef
from sync.engine import events as ev
from sync.engine import intents as want
from sync.engine.records import SharingRow
from sync.protocol.errors import ErrorCode
from sync.protocol.roles import Role
from sync.store.records import ALL_DIAGRAMS
from tests.support.neighbours import Neighbour
from tests.support.party import Party
from tests.support.workspace import Person


@pytest.fixture
def two(qapp: QApplication, tmp_path: Path) -> Iterator[Party]:
    party = Party(tmp_path, ("ben", Role.EDITOR))
    yield party
    party.end()


def test_the_bar_names_the_workspace_of_the_diagram_in_front(two: Party) -> None:
    ben = two.guests[0]
    window = ben.at_work().window
    named = window.workbench.top.workspace
    assert named.text() == "Harbour team"
    ben.title = "Pier team"
    window.teams.members_changed()
    assert named.text() == "Pier team"
    window.open_diagram(window.session.create("My own"))
    assert named.text() == "Personal"
    window.open_diagram(two.plan)
    assert named.text() == "Pier team"


def like(name: str) -> str:
    """Return the name of somebody whose colour among strangers is the same."""
    color = presence_color(Person(name).user)
    return next(each for each in ("ben", *map(str, range(99))) if presence_color(Person(each).user) == color)


def seen(neighbour: Neighbour, plan: str) -> dict[str, str]:
    """Return the colours of the others, as a window shows them."""
    part = neighbour.stage.window.presence.part(plan)
    assert part is not None
    return {person.user: person.color for person in part.people}


def test_people_with_one_colour_get_two_and_all_screens_agree(qapp: QApplication, tmp_path: Path) -> None:
    twin = like("ana")
    party = Party(tmp_path, (twin, Role.EDITOR), ("cleo", Role.VIEWER))
    party.street.settle()
    ana, other, cleo = (neighbour.person.user for neighbour in party.all)
    assert presence_color(ana) == presence_color(other)
    here, there, third = (seen(neighbour, party.plan) for neighbour in party.all)
    party.end()
    assert there[ana] == third[ana] == presence_color(ana)
    assert here[other] == third[other] != presence_color(ana)
    assert here[cleo] == there[cleo] not in (third[ana], third[other])


def copies(neighbour: Neighbour) -> list[str]:
    """Return the diagrams of a library that are copies of own edits."""
    library = neighbour.stage.desktop.session.library
    found = library.submit(lambda store: store.documents.list(ALL_DIAGRAMS)).result()
    return [one.id for one in found if "(my edits)" in one.title]


def on_disk(neighbour: Neighbour, document: str) -> set[str]:
    """Return the shapes of a diagram as a program that is started now would show them."""
    library = neighbour.stage.desktop.session.library
    library.thread.flush().result()
    return set(open_diagram(library, document).document.records.shapes)


def take_the_right(party: Party) -> None:
    """Let Ana take Ben's right while he is away, and bring him back."""
    ana, ben = party.all
    ana.tell(ev.Asked(7, want.ChangeRole(ben.user, Role.VIEWER)))
    party.street.settle()
    party.street.connect_all()
    party.street.settle(3.0)


@pytest.mark.parametrize("open_tab", [True, False])
def test_what_does_not_count_is_kept_and_told_whether_a_tab_shows_it_or_not(two: Party, open_tab: bool) -> None:
    """RUN-40, ENG-45."""
    ben = two.guests[0]
    two.street.cut()
    mine = ben.at_work().box((500, 400), (620, 460))
    two.street.settle()
    if not open_tab:
        ben.stage.window.close_tab(two.plan)
    take_the_right(two)
    (copy,) = copies(ben)
    assert mine not in two.ana.stage.editor.records.shapes
    message = ben.stage.said[-1]
    assert "Harbour (my edits)" in message.text
    assert message.run is not None
    message.run()
    assert ben.stage.tab.id == copy
    assert mine in ben.stage.editor.records.shapes
    assert ben.stage.tab.diagram.title == "Harbour (my edits)"
    ben.open(two.plan)
    assert mine not in ben.stage.editor.records.shapes


def test_what_only_the_tab_held_is_in_the_copy(two: Party) -> None:
    """RUN-40: drawn, and on its way to the disk while the diagram was built again."""
    ben = two.guests[0]
    window = ben.stage.window
    first = ben.at_work().box((100, 100), (160, 140))
    shared = window.tabs[two.plan]
    assert shared.diagram.state.pending
    window.teams.handle(ef.ReplaceDocument(two.plan, b""))
    assert window.tabs[two.plan] is not shared
    later = ben.stage.box((300, 100), (360, 140))
    ben._show(ef.KeepCopy(two.plan, ErrorCode.CUT))
    (copy,) = copies(ben)
    window.open_diagram(copy)
    assert {first, later} <= ben.stage.editor.records.shapes.keys()


def test_what_only_the_tab_held_is_in_the_copy_on_the_disk(two: Party) -> None:
    """RUN-40: drawn after the library was copied, and before the tab showed that it does not count."""
    ben = two.guests[0]
    first = ben.at_work().box((100, 100), (160, 140))
    library, refused = ben.stage.desktop.session.library, ef.KeepCopy(two.plan, ErrorCode.CUT)
    kept = library.submit(lambda store: ben.keeper.copy(store, refused)).result()
    assert kept is not None
    later = ben.stage.box((300, 100), (360, 140))
    ben.stage.window.teams.copies.take(kept)
    assert {first, later} <= on_disk(ben, kept.copy)


@pytest.mark.parametrize("open_copy", [True, False])
def test_what_is_refused_later_goes_into_the_copy_that_was_made_first(two: Party, open_copy: bool) -> None:
    """RUN-40: also while that is open."""
    ben = two.guests[0]
    window = ben.stage.window
    two.street.cut()
    first = ben.at_work().box((100, 100), (160, 140))
    two.street.settle()
    ben._show(ef.KeepCopy(two.plan, ErrorCode.CUT))
    (copy,) = copies(ben)
    if open_copy:
        window.open_diagram(copy)
        ben.open(two.plan)
    later = ben.at_work().box((300, 100), (360, 140))
    two.street.settle()
    ben._show(ef.KeepCopy(two.plan, ErrorCode.ROLE))
    assert copies(ben) == [copy]
    assert "Harbour (my edits)" in ben.stage.said[-1].text
    window.open_diagram(copy)
    assert ben.stage.tab.diagram.title == "Harbour (my edits)"
    assert {first, later} <= ben.stage.editor.records.shapes.keys()


def purge(ben: Neighbour, copy: str) -> None:
    ben.stage.window.session.library.submit(lambda store: store.documents.purge(copy)).result()


def put_into_the_bin(ben: Neighbour, copy: str) -> None:
    ben.stage.window.session.library.submit(lambda store: store.documents.trash(copy)).result()


def share(ben: Neighbour, copy: str) -> None:
    ben._write([SharingRow(copy, ben.state.workspace, "diagram")])


@pytest.mark.parametrize("part_with", [purge, put_into_the_bin, share])
def test_what_is_refused_later_begins_another_copy_where_the_first_is_not_ones_own_any_more(
    two: Party, part_with: Callable[[Neighbour, str], None]
) -> None:
    """RUN-40: nobody looks into the bin, and into what is shared no hand but its writers' puts anything."""
    ben = two.guests[0]
    two.street.cut()
    ben.at_work().box((100, 100), (160, 140))
    two.street.settle()
    ben._show(ef.KeepCopy(two.plan, ErrorCode.CUT))
    (copy,) = copies(ben)
    part_with(ben, copy)
    before = on_disk(ben, copy) if part_with is not purge else set()
    later = ben.at_work().box((500, 100), (560, 140))
    two.street.settle()
    ben._show(ef.KeepCopy(two.plan, ErrorCode.ROLE))
    (other,) = set(copies(ben)) - {copy}
    assert later in on_disk(ben, other)
    assert part_with is purge or on_disk(ben, copy) == before


def test_a_document_that_was_replaced_while_its_tab_opened_is_loaded_anew(two: Party) -> None:
    window = two.guests[0].stage.window
    window.close_tab(two.plan)
    opening = window.teams.opening
    window.teams.opening = lambda document: (opening(document), window.teams.handle(ef.NewWriter(document)))  # type: ignore[assignment, func-returns-value]
    window.open_diagram(two.plan)
    window.teams.opening = opening  # type: ignore[method-assign]
    before = window.tabs[two.plan]
    QApplication.processEvents()
    assert window.tabs[two.plan] is not before
    settled = window.tabs[two.plan]
    QApplication.processEvents()
    assert window.tabs[two.plan] is settled


def test_a_diagram_that_was_drawn_on_and_closed_at_once_is_loaded_from_the_library(two: Party) -> None:
    ben = two.guests[0]
    window = ben.stage.window
    mine = ben.at_work().box((500, 400), (620, 460))
    before = window.tabs[two.plan].diagram
    assert before.state.pending
    window.close_tab(two.plan)
    window.open_diagram(two.plan)
    assert window.tabs[two.plan].diagram is not before
    assert mine in ben.stage.editor.records.shapes
    two.street.settle(2.0)
    assert mine in two.ana.stage.editor.records.shapes


def test_a_shared_diagram_that_cannot_be_loaded_is_shown_by_nobody(two: Party) -> None:
    ben = two.guests[0]
    window = ben.stage.window
    window.close_tab(two.plan)
    heard: list[ev.Event] = []
    tell, ben.tell = ben.tell, heard.append  # type: ignore[method-assign]
    window.session.library.submit(lambda store: store.documents.purge(two.plan)).result()
    assert not window.open_diagram(two.plan)
    assert heard == [ev.WindowOpened(two.plan, ""), ev.WindowClosed(two.plan)]
    ben.tell = tell  # type: ignore[method-assign]


def test_what_began_unconfirmed_can_be_built_from_its_edits(two: Party) -> None:
    """ENG-50: offered once, when nobody has vouched for it for a while, and at any time in the menu."""
    ben = two.guests[0]
    stage, teams = ben.stage, ben.stage.window.teams
    assert not stage.window.registry.action("file.replay").isEnabled()
    doubtful = replace(ben.statuses[two.plan], confirmed=False, replayable=True)
    teams.handle(ef.StatusChanged(two.plan, doubtful))
    assert stage.window.registry.action("file.replay").isEnabled()
    assert teams.starts.patience.isActive()
    heard: list[ev.Event] = []
    tell, ben.tell = ben.tell, heard.append  # type: ignore[method-assign]
    teams.starts.patience.timeout.emit()
    ben.at_work()
    (offer,) = [
        one for one in stage.window.workbench.area.findChildren(Button) if one.text() == "Build it from its edits…"
    ]
    QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert stage.answers.asked == 1
    assert ev.ReplayAsked(two.plan) in heard
    stage.answers.yes = False
    stage.do("file.replay")
    assert heard.count(ev.ReplayAsked(two.plan)) == 1
    ben.tell = tell  # type: ignore[method-assign]
    teams.handle(ef.StatusChanged(two.plan, ben.statuses[two.plan]))
    assert not stage.window.registry.action("file.replay").isEnabled()
    assert not teams.starts.patience.isActive()
