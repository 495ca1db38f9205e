"""The diagrams of a team in a real library: all are listed, some are kept in step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collaboration.network import team_diagrams
from app.collaboration.network.team_diagrams import TeamDiagrams
from sync.engine import intents as want
from sync.engine.effects import DocumentStatus, StatusChanged
from sync.engine.events import DocumentLoaded, DocumentReleased, Event, WindowClosed, WindowOpened
from sync.engine.records import EntryRow, WorkspaceRow
from tests.support.founding import Household
from tests.support.session import Shelf, open_shelf
from tests.support.workspace import ANA, identifier

PLANS = [identifier(f"plan {number}") for number in range(5)]


class Desk:
    """A team's diagrams, and what its engine is told."""

    def __init__(self, shelf: Shelf, house: Household) -> None:
        self.shelf, self.events, self.arrived = shelf, list[Event](), list[str]()
        stored = shelf.ask(lambda store: store.shared.load_workspace(house.workspace))
        self.diagrams = TeamDiagrams(
            shelf.library, house.workspace, self.events.append, self.arrived.append, lambda action: action()
        )
        self.diagrams.start(stored)
        self.diagrams.take_in_new(house.state, ANA.user, ())

    def told(self) -> list[tuple[str, str]]:
        """Return what came and went in the engine since the last time."""
        events, self.events[:] = list(self.events), []
        came = [("in", one.stored.sharing.document) for one in events if isinstance(one, DocumentLoaded)]
        return came + [("out", one.document) for one in events if isinstance(one, DocumentReleased)]

    def title(self, document: str) -> str:
        """Return what a diagram is called in the library."""
        return str(self.shelf.ask(lambda store: store.documents.get(document)).title)


@pytest.fixture
def house() -> Household:
    """A workspace with five diagrams."""
    made = Household()
    for plan in PLANS:
        made.do(ANA, want.NewDiagram(plan))
    return made


@pytest.fixture
def shelf(tmp_path: Path, house: Household, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """A library that holds the workspace, and keeps two diagrams in step."""
    monkeypatch.setattr(team_diagrams, "MOST_DOCUMENTS", 2)
    opened = open_shelf(tmp_path)
    entries = [EntryRow(house.workspace, seq, entry) for seq, entry in enumerate(house.entries, 1)]
    opened.ask(lambda store: store.shared.write([WorkspaceRow(house.workspace, ANA.user, ""), *entries]))
    yield opened
    opened.close()


def test_run18_all_are_listed_and_two_are_kept_in_step(shelf: Shelf, house: Household) -> None:
    """RUN-18: also after a start anew."""
    desk = Desk(shelf, house)
    assert desk.diagrams.documents == set(PLANS)
    assert sorted(desk.arrived) == sorted(PLANS)
    assert [what for what, _ in desk.told()] == ["in", "in"]
    again = Desk(shelf, house)
    assert again.diagrams.documents == set(PLANS)
    assert again.arrived == []
    assert [what for what, _ in again.told()] == ["in", "in"]


def test_run18_what_is_opened_comes_in_step_and_stays_while_it_is_shown(shelf: Shelf, house: Household) -> None:
    """RUN-18."""
    desk = Desk(shelf, house)
    kept = [document for _, document in desk.told()]
    others = [plan for plan in PLANS if plan not in kept]
    desk.diagrams.noticed(WindowOpened(others[0], ""))
    assert desk.told() == [("in", others[0]), ("out", kept[0])]
    unsent = DocumentStatus(True, (), 1, 0, 0, True, True, False)
    desk.diagrams.note(StatusChanged(kept[1], unsent))
    desk.diagrams.hold(others[1])
    assert desk.told() == [("in", others[1])]
    desk.diagrams.noticed(WindowClosed(others[0]))
    desk.diagrams.hold(others[2])
    assert desk.told() == [("in", others[2]), ("out", others[0]), ("out", others[1])]


def test_eng92_what_is_not_kept_in_step_is_called_as_its_card_says(shelf: Shelf, house: Household) -> None:
    """ENG-92: the title within a diagram is the truth, where it is here."""
    desk = Desk(shelf, house)
    kept = [document for _, document in desk.told()]
    desk.arrived.clear()
    titles = {plan: f"Diagram {number}" for number, plan in enumerate(PLANS)} | {identifier("other"): "elsewhere"}
    desk.diagrams.take_titles(titles)
    desk.diagrams.take_titles(titles)
    shelf.settle()
    others = [plan for plan in PLANS if plan not in kept]
    assert sorted(desk.arrived) == sorted(others)
    assert [desk.title(plan) for plan in others] == [titles[plan] for plan in others]
    assert [desk.title(plan) for plan in kept] == ["", ""]
    again = Desk(shelf, house)
    again.diagrams.take_titles(titles)
    shelf.settle()
    # Nothing is written twice; which two are kept in step may be others now.
    assert set(again.arrived) <= set(kept)


def test_eng92_one_that_was_deleted_for_ever_keeps_no_other_from_its_title(shelf: Shelf, house: Household) -> None:
    """ENG-92."""
    desk = Desk(shelf, house)
    kept = [document for _, document in desk.told()]
    gone, *others = [plan for plan in PLANS if plan not in kept]
    shelf.ask(lambda store: store.documents.purge(gone))
    desk.diagrams.take_titles({gone: "Gone"} | dict.fromkeys(others, "Here"))
    shelf.settle()
    assert [desk.title(plan) for plan in others] == ["Here"] * len(others)
