"""Sealing to keys with chosen randomness, so that a seeded run of whole devices makes the same bytes each time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sync.crypto import key_wrap
from tests.support import hpke_sender


@contextmanager
def seeded_boxes(seed: object) -> Iterator[None]:
    """Take the ephemeral keys of boxes from a seed; the library that seals them otherwise takes its own."""
    chance = random.Random(f"boxes of {seed}")

    def seal_to(sealing_public: bytes, info: bytes, plaintext: bytes) -> bytes:
        return hpke_sender.seal(chance.randbytes(32), sealing_public, info, plaintext)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_wrap, "seal_to", seal_to)
        yield
