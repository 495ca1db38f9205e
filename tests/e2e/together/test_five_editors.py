"""Five whole editors as processes of their own edit one diagram of 1,000 shapes at once, in each other's way.

Nothing is timed here: `make bench` does that.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.editors.bad_line import bad_lines
from tests.support.editors.exercise import meet_in_a_room, reloaded, work_together
from tests.support.editors.process import editors_in

FIVE = ("ana", "ben", "cleo", "dan", "eva")
SECONDS, RATE = 20.0, 2.0


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_five_in_a_room_of_the_local_network_hold_and_show_the_same(tmp_path: Path) -> None:
    """ENG-8, ENG-42, TRA-50: without any relay; also after everybody has loaded it from his store."""
    with editors_in(tmp_path, FIVE) as editors:
        document = meet_in_a_room(editors)
        done = work_together(editors, SECONDS, RATE)
        assert all(edits > 5 for edits in done.edits)
        assert len(done.delays) > 50
        for editor in editors:
            editor.end()
    with editors_in(tmp_path, FIVE) as editors:
        assert reloaded(editors, document) == (done.hash, done.pixels)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_nothing_is_lost_over_bad_lines(tmp_path: Path) -> None:
    """TRA-1, ENG-8: 100 ms there and back, 5 % lost on the way."""
    with bad_lines() as worse, editors_in(tmp_path, FIVE[:3]) as editors:
        document = meet_in_a_room(editors, line=worse)
        done = work_together(editors, SECONDS / 2, RATE)
        assert all(edits > 5 for edits in done.edits)
        for editor in editors:
            editor.end()
    with editors_in(tmp_path, FIVE[:3]) as editors:
        assert reloaded(editors, document) == (done.hash, done.pixels)
