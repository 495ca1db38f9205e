"""What the terminal shows: one line for an error, text of foreign files made harmless, JSON for programs."""

from __future__ import annotations

import json
import sys
from typing import Any

PROGRAM = "aio-canvas"
_HARMLESS = "\t"


def printable(text: str) -> str:
    """Return text that cannot move the cursor, change colours or start a new line: control characters become "?"."""
    return "".join(c if c in _HARMLESS or c.isprintable() else ("?" if not c.isspace() else " ") for c in text)


def say_error(error: Exception, subject: str = "") -> None:
    """Tell on standard error what went wrong, and in a second line what to do if the error knows.

    Args:
        error: its message is fit for the user.
        subject: the input it is about; left out when the message names it already.
    """
    message = str(error)
    if subject and subject not in message:
        message = f"{subject}: {message}"
    print(f"{PROGRAM}: {printable(message)}", file=sys.stderr)
    advice = getattr(error, "advice", "")
    if advice:
        print(f"  {printable(advice)}", file=sys.stderr)


def say_json(value: Any) -> None:  # noqa: ANN401  whatever JSON can hold
    """Print a value as JSON; characters outside ASCII are escaped, so that any terminal can take it."""
    print(json.dumps(value, indent=2))
