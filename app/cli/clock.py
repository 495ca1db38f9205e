"""The clock of the command line, which is its own composition root: `app.bootstrap` would load the widgets."""

from __future__ import annotations

import time


def now_ms() -> int:
    """Return Unix milliseconds."""
    return time.time_ns() // 1_000_000
