"""kill -9 of a whole editor that shares, at random moments: what it called saved is there once, here and at the others."""

from __future__ import annotations

import os
import random
import threading
from collections import Counter
from pathlib import Path

import pytest

from tests.support.editors.exercise import converge, meet_in_a_room
from tests.support.editors.process import START_SECONDS, EditorProcess, editors_in

KILLS = int(os.environ.get("AIO_CANVAS_CHAOS", "10"))
PREFIX = "ben draws "
MOST_SECONDS = 1.0


def draw_until_killed(ben: EditorProcess, first: int, chance: random.Random) -> list[str]:
    """Let an editor draw and kill it at a random moment; return what it called saved."""
    ben.tell("scribble", prefix=PREFIX, first=first)
    saved = [ben.hear("saved", "event")["text"]]
    killer = threading.Timer(chance.uniform(0, MOST_SECONDS), ben.child.kill)
    killer.start()
    killer.join()
    ben.kill()
    return saved + [words["text"] for words in ben.rest() if words.get("event") == "saved"]


def has_all_once(editor: EditorProcess, saved: list[str]) -> Counter[str]:
    """Check that an editor holds everything that was called saved, and nothing twice."""
    held = Counter(editor.ask("labels", prefix=PREFIX)["labels"])
    assert not [text for text in saved if text not in held], "lost"
    assert not [text for text, count in held.items() if count > 1], "doubled"
    return held


@pytest.mark.chaos
@pytest.mark.timeout(3600)
def test_st125_nothing_that_a_killed_editor_called_saved_is_lost_or_doubled(tmp_path: Path) -> None:
    """ST-125, ENG-21, ENG-43: two others look on; the killed one comes back into the room each time."""
    seed = int(os.environ.get("AIO_CANVAS_SEED", random.SystemRandom().randrange(10**6)))
    chance, saved = random.Random(seed), list[str]()
    with editors_in(tmp_path, ("ana", "ben", "cleo")) as (ana, ben, cleo):
        document = meet_in_a_room((ana, ben, cleo), shapes=20)
        for kill in range(KILLS):
            saved += draw_until_killed(ben, 1000 * kill, chance)
            ben = EditorProcess(tmp_path / "ben", "ben")
            try:
                ben.hear("ready", "event", START_SECONDS)
                ben.ask("open", document=document)
                has_all_once(ben, saved)
                ana.tell("renew")
                ben.tell("join", ticket=ana.hear("ticket")["ticket"])
                ben.hear("join")
                converge((ana, ben, cleo))
                assert has_all_once(ana, saved) == has_all_once(ben, saved) == has_all_once(cleo, saved), f"seed {seed}"
            except BaseException:
                print(f"seed {seed}, kill {kill}")
                ben.kill()
                raise
        ben.kill()
    assert len(saved) > KILLS
    print(f"{KILLS} kills, {len(saved)} edits called saved, 0 lost")
