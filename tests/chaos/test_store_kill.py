"""ST-18 and ST-19: whatever was called saved is there after kill -9 at any moment, and after a full disk."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Doc, Map

from sync.store.profile import open_profile
from tests.support.library import KEY, ticking_clock

ROOT = Path(__file__).parents[2]
DOCUMENT = "0c" * 16
KILLS = int(os.environ.get("AIO_CANVAS_CHAOS", "10"))
LONGEST_RUN = 120
LATEST_START_KILL_S = 0.5


def start(profile: Path, seed: int, *extra: str) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        str(Path(__file__).with_name("editing_run.py")),
        str(profile),
        DOCUMENT,
        str(seed),
        *extra,
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def run_and_kill(profile: Path, seed: int, acknowledged: dict[str, int]) -> None:
    """Let a run go on for a random number of acknowledgements, or a random short time from its start, and kill it."""
    rng = random.Random(seed)
    lines = rng.randrange(1, LONGEST_RUN)
    with start(profile, seed) as child:
        assert child.stdout is not None
        if rng.random() < 0.2:
            with pytest.raises(subprocess.TimeoutExpired):
                child.wait(rng.uniform(0.05, LATEST_START_KILL_S))
        else:
            for _ in range(lines):
                note(child.stdout.readline(), acknowledged)
        child.kill()
        # What was printed before the kill was called saved, also when nobody had read it yet.
        for line in child.stdout:
            note(line, acknowledged)


def note(line: str, acknowledged: dict[str, int]) -> None:
    if line.startswith("saved ") and line.endswith("\n"):
        _, writer, counter = line.split()
        acknowledged[writer] = int(counter)


def shapes_in_library(profile: Path) -> set[str]:
    opened = open_profile(profile, KEY, ticking_clock())
    assert opened.store.verify().problems == ()
    doc: Doc[Any] = Doc()
    if opened.store.documents.has(DOCUMENT):
        loaded = opened.store.log.load(DOCUMENT)
        for data in [loaded.state or b"\x00\x00", *(update.data for update in loaded.updates)]:
            doc.apply_update(data)
    opened.store.close()
    return set(doc.get("shapes", type=Map).keys())


def missing(profile: Path, acknowledged: dict[str, int]) -> set[str]:
    wanted = {f"{writer}/{n}" for writer, last in acknowledged.items() for n in range(1, last + 1)}
    return wanted - shapes_in_library(profile)


@pytest.mark.chaos
@pytest.mark.timeout(1800)
def test_st18_kill_at_random_moments_loses_nothing_that_was_called_saved(tmp_path: Path) -> None:
    """ST-18."""
    first_seed = int(os.environ.get("AIO_CANVAS_SEED", random.SystemRandom().randrange(10**6)))
    acknowledged: dict[str, int] = {}
    for seed in range(first_seed, first_seed + KILLS):
        run_and_kill(tmp_path, seed, acknowledged)
        assert missing(tmp_path, acknowledged) == set(), f"first seed {first_seed}, killed at {seed}"
    assert sum(acknowledged.values()) > KILLS
    print(f"{KILLS} kills, {len(acknowledged)} writers, {sum(acknowledged.values())} acknowledged edits, 0 lost")


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a matter of POSIX")
def test_st19_a_full_disk_loses_nothing_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    """ST-19."""
    acknowledged: dict[str, int] = {}
    with start(tmp_path, 1, "full") as child:
        assert child.stdout is not None
        lines = child.stdout.readlines()
        assert child.wait(60) == 0
    for line in lines:
        note(line, acknowledged)
    failed = next(line.split() for line in lines if line.startswith("failed"))
    assert failed[1] in {"DiskFullError", "StorageError"}
    assert int(failed[2]) > 0
    recovered = next(line.split() for line in lines if line.startswith("recovered"))
    assert list(acknowledged.values()) == [int(recovered[1])]
    assert missing(tmp_path, acknowledged) == set()
