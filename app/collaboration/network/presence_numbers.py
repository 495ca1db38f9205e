"""From which number on a device says who is there: above all that it has ever said, also when its clock is set back between two starts.

Others hear no number again, nor a lower one, so that nobody replays what somebody said. Whoever had started with a clock that was two
hours ahead would be seen by nobody for two hours.
"""

from __future__ import annotations

from app.library.background import in_background
from sync.store.library import Library
from sync.store.ports import Store

WORDS = 1_000_000
"""Numbers that a start sets aside: 14 hours of drawing without a pause, 23 days of being there."""


def presence_from(library: Library, workspace: str, now_ms: int) -> int:
    """Return the first number of this start, and keep in the background which one the next start may begin with.

    Args:
        library: keeps it where no backup does.
        workspace: in which it is said.
        now_ms: the clock, Unix milliseconds: the least that is returned.
    """
    name = f"presence/{workspace}"

    def first(store: Store) -> int:
        kept = store.session.get(name)
        return max(now_ms, kept) if isinstance(kept, int) else now_ms

    found = library.submit(first).result()
    in_background(library, "numbering presence", lambda store: store.session.set(name, found + WORDS))
    return found
