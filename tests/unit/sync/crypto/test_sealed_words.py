"""Words between two paired devices."""

from __future__ import annotations

import pytest

from sync.crypto.pairing import Side
from sync.crypto.sealed_words import OVERHEAD_BYTES, WordSeals
from sync.errors import OpenFailed
from tests.support.workspace import digest

KEY = digest("a pairing's key")


def test_key20_a_word_opens_on_the_other_side_at_its_place_alone() -> None:
    """KEY-20."""
    host, guest = WordSeals(KEY, Side.HOST), WordSeals(KEY, Side.GUEST)
    sealed = host.seal(3, b"homes")
    assert len(sealed) == len(b"homes") + OVERHEAD_BYTES
    assert guest.open(3, sealed) == b"homes"
    for opener, number, word in (
        (guest, 4, sealed),
        (host, 3, sealed),
        (WordSeals(digest("another key"), Side.GUEST), 3, sealed),
        (guest, 3, sealed[:-1] + bytes([sealed[-1] ^ 1])),
        (guest, 3, b""),
    ):
        with pytest.raises(OpenFailed):
            opener.open(number, word)
    assert guest.seal(3, b"homes") != sealed
