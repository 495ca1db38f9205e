"""A seed that failed fails again: everything in a schedule follows from its seed, also in another process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.property.sync.engine import test_hostile_schedules, test_malicious_sequencer, test_schedules

ROOT = Path(__file__).parents[4]
SCHEDULES = {
    "test_schedules": test_schedules.run,
    "test_hostile_schedules": test_hostile_schedules.run,
    "test_malicious_sequencer": test_malicious_sequencer.run,
}
SEEDS = (3, 11)
TRACE = "from tests.property.sync.engine.{0} import run; print(*(run(seed).trace() for seed in {1}))"


@pytest.mark.parametrize("name", SCHEDULES)
def test_eng8_one_seed_is_one_schedule_byte_for_byte(name: str) -> None:
    """ENG-8: run here, and where sets of strings have another order; the traces are the same."""
    here = [SCHEDULES[name](seed).trace() for seed in SEEDS]
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", TRACE.format(name, SEEDS)]
    there = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    assert there.stdout.split() == here
    assert len(set(here)) == len(SEEDS)
