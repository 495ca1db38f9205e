"""A progress bar for work that takes long, on terminals only."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar

from tqdm import tqdm

T = TypeVar("T")
DELAY_S = 1.0
"""Work that is done sooner shows no bar."""


def with_progress(items: Sequence[T], unit: str) -> Iterator[T]:
    """Yield the items, showing a bar on standard error when it is a terminal and the work takes longer than DELAY_S.

    Args:
        items: what is worked on.
        unit: name of one item, shown with the speed.
    """
    if len(items) < 2 or not sys.stderr.isatty():
        yield from items
        return
    yield from tqdm(items, unit=unit, delay=DELAY_S, leave=False, file=sys.stderr, dynamic_ncols=True)


def above_bar() -> AbstractContextManager[None]:
    """Return a context in which lines may be printed: a bar that is shown makes room for them."""
    return tqdm.external_write_mode(file=sys.stderr)
