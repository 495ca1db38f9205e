"""Measured in a new process: in one that has freed a large block before, the C library has learned it already."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

_PICTURES = """
import resource
import numpy as np
from canvas.qt.memory import keep_freed_memory
{first}
for _ in range(20):
    a = np.ones(700_000)
    b = a + 1
    del a, b
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
"""


def faults(first: str) -> int:
    """Return how often the system had to find a page for a process that works with arrays of 5 MB."""
    done = subprocess.run(
        [sys.executable, "-c", _PICTURES.format(first=first)], capture_output=True, text=True, check=True, timeout=60
    )
    return int(done.stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other C libraries have other limits")
def test_memory_that_was_freed_is_used_again() -> None:
    pages = 2 * 700_000 * 8 // resource.getpagesize()
    assert faults("") - faults("keep_freed_memory()") > 2 * pages
