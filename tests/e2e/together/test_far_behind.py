"""Whole editors that are far behind: a newcomer to a large diagram, and two who worked offline for an hour."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.support.editors.exercise import caught_up, edit_apart, meet_in_a_room, same_picture
from tests.support.editors.process import editors_in

LARGE, OFFLINE_EDITS = 4_000, 1_000
"""`make bench` shows a newcomer 10,000 shapes; more than one part of a snapshot are enough here."""


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_newcomer_is_shown_a_large_diagram(tmp_path: Path) -> None:
    """ENG-48, ENG-49: all of it, in one picture."""
    with editors_in(tmp_path, ("ana", "ben")) as (ana, ben):
        ana.ask("fill", count=LARGE)
        ana.tell("host")
        ben.ask("expect", shapes=LARGE + LARGE // 2)
        ben.tell("join", ticket=ana.hear("ticket")["ticket"])
        ben.hear("arrived", "event")
        assert same_picture((ana, ben))


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_an_hour_offline_on_two_sides_comes_together(tmp_path: Path) -> None:
    """ENG-52: a thousand edits on each side, in each other's way; also after a restart of one."""
    with editors_in(tmp_path, ("ana", "ben")) as (ana, ben):
        document = meet_in_a_room((ana, ben), shapes=200)
        ana.ask("leave")
        for editor in (ana, ben):
            editor.until("hash", lambda answer: answer["peers"] == 0)
        edit_apart((ana, ben), OFFLINE_EDITS)
        assert ana.ask("hash")["unsent"] > 0.9 * OFFLINE_EDITS  # Some fill a shape with the colour that it has.
        ana.tell("host")
        back = time.monotonic()
        ben.tell("join", ticket=ana.hear("ticket")["ticket"])
        ben.hear("join")
        assert caught_up((ana, ben), back) > 0
        pixels = same_picture((ana, ben))
        ben.end()
    with editors_in(tmp_path, ("ben",)) as (ben,):
        ben.ask("open", document=document)
        assert ben.ask("picture")["pixels"] == pixels
