"""kill -9 of a relay beneath whole editors that draw: what they called saved arrives once at everybody when it is back."""

from __future__ import annotations

import os
import random
import threading
from collections import Counter
from pathlib import Path

import pytest

from tests.support.editors.exercise import converge, meet_at_a_relay
from tests.support.editors.process import EditorProcess, editors_in
from tests.support.relay_process import Served
from tests.support.relay_town import build_town

KILLS = int(os.environ.get("AIO_CANVAS_CHAOS", "3"))
MOST_SECONDS = 1.0
PATIENCE_SECONDS = 180.0
"""Who lost the relay many times in a row waits up to a minute before he tries again (TRA-13), unless he is told to."""
HURRIED = 5
"""After so many kills people say "try again", as they do when they see the relay come back."""


def kill_and_tell(relay: Served, killed: threading.Event) -> None:
    """End the relay, and let whoever listens to the editors know."""
    relay.kill()
    killed.set()


def saved_until(editor: EditorProcess, end: threading.Event) -> list[str]:
    """Return what an editor calls saved, at least once, until something has happened."""
    saved = [editor.hear("saved", "event")["text"]]
    while not end.is_set():
        saved.append(editor.hear("saved", "event")["text"])
    return saved


@pytest.mark.chaos
@pytest.mark.timeout(3600)
def test_st125_a_relay_that_is_killed_beneath_editors_loses_nothing(tmp_path: Path) -> None:
    """ST-125, RLY-25, RUN-10: two draw all the time, a third one looks on."""
    seed = int(os.environ.get("AIO_CANVAS_SEED", random.SystemRandom().randrange(10**6)))
    chance, names, saved = random.Random(seed), ("ana", "ben", "cleo"), list[str]()
    town = build_town(tmp_path, *names)
    with editors_in(tmp_path, names, line="none") as editors:
        with town.serving():
            meet_at_a_relay(editors, town.url, shapes=20)
        for kill in range(KILLS):
            with town.serving() as relay:
                for editor in editors if kill >= HURRIED else ():
                    editor.ask("try_again")
                for editor in editors[:2]:
                    editor.tell("scribble", prefix=f"{editor.name} {kill} ", first=0)
                editors[2].until("hash", lambda answer: bool(answer["relay"]), patience=PATIENCE_SECONDS)
                killed = threading.Event()
                killer = threading.Timer(chance.uniform(0, MOST_SECONDS), kill_and_tell, (relay, killed))
                killer.start()
                saved += [text for editor in editors[:2] for text in saved_until(editor, killed)]
                killer.join()
            for editor in editors[:2]:
                editor.ask("rest")
        with town.serving():
            for editor in editors:
                editor.ask("try_again")
            converge(editors)
        for editor in editors:
            held = Counter(text for name in names for text in editor.ask("labels", prefix=f"{name} ")["labels"])
            assert not [text for text in saved if text not in held], f"lost; seed {seed}"
            assert not [text for text, count in held.items() if count > 1], f"doubled; seed {seed}"
    assert len(saved) > 2 * KILLS
    print(f"{KILLS} kills of the relay, {len(saved)} edits called saved, 0 lost")
