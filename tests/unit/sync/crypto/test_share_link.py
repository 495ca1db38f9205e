"""Share links."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from sync.crypto.share_link import (
    format_share_fragment,
    new_share_key,
    open_shared,
    parse_share_fragment,
    seal_shared,
)
from sync.errors import LinkError, OpenFailed

KEY = new_share_key()


def test_key11_the_holder_of_the_link_opens_what_it_shows() -> None:
    """KEY-11."""
    sealed = seal_shared(KEY, b"diagram")
    assert open_shared(parse_share_fragment(KEY.link, format_share_fragment(KEY)), sealed) == b"diagram"
    expected = hashlib.sha256(b"aio-canvas share commitment v1\0" + bytes.fromhex(KEY.link) + KEY.secret)
    assert KEY.commitment == expected.digest()


def test_key11_another_link_or_key_does_not() -> None:
    """KEY-11."""
    sealed = seal_shared(KEY, b"diagram")
    for key in (new_share_key(), replace(KEY, link="0a" * 16), replace(KEY, secret=bytes(32))):
        with pytest.raises(OpenFailed):
            open_shared(key, sealed)
    for fragment in ("", "short", "ü" * 43, format_share_fragment(KEY)[:-1]):
        with pytest.raises(LinkError):
            parse_share_fragment(KEY.link, fragment)


@pytest.mark.parametrize("position", [0, 1, 17, 29, 35, -1])
def test_key16_what_was_changed_does_not_open(position: int) -> None:
    """KEY-16."""
    sealed = bytearray(seal_shared(KEY, b"diagram"))
    sealed[position] ^= 1
    with pytest.raises(OpenFailed):
        open_shared(KEY, bytes(sealed))
    with pytest.raises(OpenFailed):
        open_shared(KEY, bytes(sealed)[:20])


def test_key15_the_key_is_not_printed() -> None:
    """KEY-15."""
    assert repr(KEY) == f"ShareKey(link={KEY.link!r})"
