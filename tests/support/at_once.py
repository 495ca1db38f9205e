"""Calls in the same moment, each in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from relay_server.errors import RelayError
from sync.protocol.errors import ProtocolError

DONE = "done"


def at_once(*calls: Callable[[], object]) -> list[str]:
    """Run calls in the same moment; returns what became of each: ``DONE``, or the code of the refusal."""
    start, found = threading.Barrier(len(calls)), [""] * len(calls)

    def run(place: int) -> None:
        start.wait(60)
        try:
            calls[place]()
        except (RelayError, ProtocolError) as error:
            found[place] = str(getattr(error, "code", type(error).__name__))
        else:
            found[place] = DONE

    threads = [threading.Thread(target=run, args=(place,), daemon=True) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found
