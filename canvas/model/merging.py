"""Several updates as one, for those who carry documents without knowing what is in them."""

from __future__ import annotations

from collections.abc import Sequence

from pycrdt import merge_updates


def merged(updates: Sequence[bytes]) -> bytes:
    """Return one update that holds all of them, whatever their order."""
    return bytes(merge_updates(*updates))
