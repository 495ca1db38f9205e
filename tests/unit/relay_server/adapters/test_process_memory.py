from __future__ import annotations

import subprocess
import sys

LOOK = """
import gc
from relay_server.adapters.process_memory import settle_in
before = gc.get_threshold()
settle_in()
print(gc.get_freeze_count() > 1_000, gc.get_threshold() > before, gc.isenabled())
"""


def test_what_is_loaded_is_not_searched_again_and_what_comes_is() -> None:
    # In a process of its own: it concerns the whole interpreter.
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["True", "True", "True"]
