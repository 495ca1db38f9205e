"""How an editor program speaks: one JSON object a line on standard output."""

from __future__ import annotations

import json
import sys
from typing import Any


def say(**words: Any) -> None:
    """Tell the test."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()
