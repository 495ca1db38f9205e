"""The process beside the window that reads somebody else's state of a diagram: the state on standard input, 32 bytes on standard output.

    python -m app.collaboration.state_hash_worker

Nothing on standard output: it is no diagram. A state that pycrdt does not survive ends this process and not the program.
"""

from __future__ import annotations

import sys

from canvas.errors import CanvasError
from canvas.model.canonical import records_hash
from canvas.model.document import Document


def hash_of(state: bytes) -> bytes:
    """Return the hash of the records that a state leads to; empty if it is no diagram."""
    try:
        return records_hash(Document(1, (state,)).records)
    except CanvasError:
        return b""


def main() -> int:
    """Answer for one state."""
    sys.stdout.buffer.write(hash_of(sys.stdin.buffer.read()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
