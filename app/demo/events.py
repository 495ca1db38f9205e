"""What the acts of the tour tell each other: one JSON object a line on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any, TextIO

ACKNOWLEDGED = "acknowledged"
IMPORTED = "imported"
PICTURE = "picture"
STEP = "step"
WROTE = "wrote"
MARK = "Tour edit "
"""Labels of the shapes that the tour draws: what is searched for in the closed library's files."""


def tell(kind: str, **facts: object) -> None:
    """Say what has happened; it is out before the next thing is done."""
    sys.stdout.write(json.dumps({"event": kind, **facts}) + "\n")
    sys.stdout.flush()


def heard(stream: TextIO) -> Iterator[dict[str, Any]]:
    """Yield what an act says; lines of others (a library's warning) are passed on to standard error."""
    for line in stream:
        try:
            event = json.loads(line)
        except ValueError:
            sys.stderr.write(line)
            continue
        if isinstance(event, dict) and "event" in event:
            yield event
