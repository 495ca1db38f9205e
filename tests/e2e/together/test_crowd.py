"""A whole editor among scripted ones in one document of a real relay: everything arrives, and the window stays alive."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.editors.crowd_process import CROWD_SETTINGS, crowd_at
from tests.support.editors.exercise import meet_at_a_relay
from tests.support.editors.process import editors_in
from tests.support.relay_town import build_town

CROWD, SECONDS = 30, 5.0


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_an_editor_among_many_holds_everything_that_they_drew(tmp_path: Path) -> None:
    """ENG-8, ENG-31: previews ten times a second, an edit once a second by each; `make bench` has a hundred of them."""
    names = [f"crowd{number}" for number in range(CROWD)]
    town = build_town(tmp_path, "ana", *names)
    with town.serving(**CROWD_SETTINGS), editors_in(tmp_path, ("ana",), line="none") as (ana,):
        meet_at_a_relay((ana,), town.url, shapes=100)
        with crowd_at(town, ana, names, SECONDS) as crowd:
            ana.until("hash", lambda answer: answer["unsent"] == 0)
            ana.ask("feel")
            crowd.begin()
            ana.until("people", lambda answer: len(answer["people"]) == CROWD)
            done = crowd.end()
            for name, moves in done["shapes"].items():
                wanted = {"done": "value", "value": float(moves)}
                assert ana.until("value", lambda answer, w=wanted: answer == w, shape=name, key="param.moves")
        assert done["measured"] > CROWD
        assert len(ana.ask("felt")["gaps"]) > 10
