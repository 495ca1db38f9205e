"""ST-125: after kill -9 at any moment every saved edit is sealed or waits, and nothing was sent that is not stored."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from sync.crypto.envelope import open_envelope
from sync.engine.catch_up import Missing
from sync.engine.keyring import KeyRing
from sync.engine.membership_log import MembershipLog
from sync.protocol.envelope import parse_header
from sync.store.profile import open_profile
from tests.support.library import KEY, ticking_clock

ROOT = Path(__file__).parents[2]
PLAN = "0c" * 16
KILLS = int(os.environ.get("AIO_CANVAS_CHAOS", "10"))


def run_and_kill(profile: Path, seed: int) -> tuple[set[str], set[bytes]]:
    """Let a device work for a random number of lines and kill it; return the saved edits and the sent envelopes."""
    command = [sys.executable, str(Path(__file__).with_name("sharing_run.py")), str(profile), str(seed)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    saved: set[str] = set()
    sent: set[bytes] = set()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        wanted = random.Random(seed).randrange(1, 120)
        for at, line in enumerate(child.stdout):
            if at == wanted:
                child.kill()
            word, _, rest = line.strip().partition(" ")
            if not line.endswith("\n"):
                continue
            if word == "saved":
                saved.add(rest)
            elif word == "sent":
                sent.add(bytes.fromhex(rest))
    return saved, sent


def content(profile: Path) -> tuple[bytes, set[bytes]]:
    """Return what the envelopes and the outbox hold, in one string of bytes, and the stored envelopes."""
    store = open_profile(profile, KEY, ticking_clock()).store
    assert store.verify().ok
    (row,) = store.shared.workspaces()
    workspace, document = store.shared.load_workspace(row.workspace), store.shared.load_document(PLAN)
    assert workspace is not None
    assert document is not None
    state, keys = MembershipLog(workspace.entries).state, KeyRing(workspace.keys)
    ranges = [Missing(chain.chain, 1, chain.counter) for chain in document.chains]
    envelopes = store.shared.envelopes(PLAN, ranges, 1 << 30)
    plain = [edit.update for edit in document.unsealed]
    for envelope in envelopes:
        header = parse_header(envelope)
        key = keys.find(state, header)
        assert key is not None
        plain.append(open_envelope(key, header, envelope))
    assert sum(chain.counter for chain in document.chains) == len(envelopes)
    store.close()
    return b"|".join(plain), set(envelopes)


@pytest.mark.chaos
@pytest.mark.timeout(1800)
def test_st125_the_outbox_survives_kills_at_random_moments(tmp_path: Path) -> None:
    """ST-125."""
    first = int(os.environ.get("AIO_CANVAS_SEED", random.SystemRandom().randrange(10**6)))
    saved: set[str] = set()
    sent: set[bytes] = set()
    for seed in range(first, first + KILLS):
        more, left = run_and_kill(tmp_path, seed)
        saved |= more
        sent |= left
        plain, stored = content(tmp_path)
        assert [name for name in saved if name.encode() not in plain] == [], f"first seed {first}, killed at {seed}"
        assert sent <= stored, f"first seed {first}, killed at {seed}"
    assert len(saved) > KILLS
    print(f"{KILLS} kills, {len(saved)} saved edits, {len(sent)} envelopes sent, 0 lost")
