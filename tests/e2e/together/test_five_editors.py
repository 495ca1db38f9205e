"""Five whole editors as processes of their own edit one diagram of 1,000 shapes at once, in each other's way.

Nothing is timed here: `make bench` does that.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.editors.bad_line import bad_line
from tests.support.editors.exercise import (
    Together,
    meet_at_a_relay,
    meet_directly,
    meet_in_a_room,
    reloaded,
    work_together,
)
from tests.support.editors.process import EditorProcess, editors_in
from tests.support.ports import free_port
from tests.support.relay_town import build_town

FIVE = ("ana", "ben", "cleo", "dan", "eva")
SECONDS, RATE = 20.0, 2.0
FEW = 200
"""Shapes where a line is bad: it is the edits that get lost there."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def all_hold_the_same(editors: Sequence[EditorProcess], document: str, done: Together) -> None:
    """Check that everybody edited and was seen, and that all hold and show the same when they load it from their stores."""
    assert all(edits > 5 for edits in done.edits)
    assert len(done.delays) > 5 * len(editors)
    assert reloaded(editors, document) == (done.hash, done.pixels)


def test_five_in_a_room_of_the_local_network_hold_and_show_the_same(tmp_path: Path) -> None:
    """ENG-8, ENG-42, TRA-50: without any relay; also in new processes over the libraries of the host and of a guest."""
    with editors_in(tmp_path, FIVE) as editors:
        document = meet_in_a_room(editors)
        done = work_together(editors, SECONDS, RATE)
        all_hold_the_same(editors, document, done)
        for editor in editors:
            editor.end()
    with editors_in(tmp_path, FIVE[:2]) as editors:
        assert reloaded(editors, document) == (done.hash, done.pixels)


def test_five_at_a_relay_hold_and_show_the_same(tmp_path: Path) -> None:
    """ENG-8, RUN-10."""
    town = build_town(tmp_path, *FIVE)
    with town.serving(), editors_in(tmp_path, FIVE, line="none") as editors:
        document = meet_at_a_relay(editors, town.url)
        all_hold_the_same(editors, document, work_together(editors, SECONDS, RATE))


def test_five_over_direct_channels_hold_and_show_the_same(tmp_path: Path) -> None:
    """ENG-8, RUN-14: the relay only brings the signals; while they draw there is none."""
    town = build_town(tmp_path, *FIVE)
    with editors_in(tmp_path, FIVE) as editors:
        with town.serving() as relay:
            document = meet_at_a_relay(editors, town.url)
            meet_directly(editors)
            relay.kill()
        all_hold_the_same(editors, document, work_together(editors, SECONDS, RATE))


def test_nothing_is_lost_at_a_relay_over_bad_lines(tmp_path: Path) -> None:
    """TRA-1, ENG-8: between everybody and the relay it takes 100 ms there and back, and 5 % is lost."""
    town = build_town(tmp_path, *FIVE[:3])
    port = free_port()
    with (
        bad_line(("127.0.0.1", port), at=town.port),
        town.serving(port),
        editors_in(tmp_path, FIVE[:3], line="none") as editors,
    ):
        document = meet_at_a_relay(editors, town.url, shapes=FEW)
        all_hold_the_same(editors, document, work_together(editors, SECONDS / 2, RATE))


def test_nothing_is_lost_over_bad_direct_channels(tmp_path: Path) -> None:
    """TRA-1, ENG-8: the same below direct channels, whose datagrams are late and get lost."""
    town = build_town(tmp_path, *FIVE[:3])
    with editors_in(tmp_path, FIVE[:3], line="bad") as editors:
        with town.serving() as relay:
            document = meet_at_a_relay(editors, town.url, shapes=FEW)
            meet_directly(editors)
            relay.kill()
        all_hold_the_same(editors, document, work_together(editors, SECONDS / 2, RATE))
