"""ST-70, ST-76: keys sealed under a passphrase."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.crypto.passphrase import (
    SealedKey,
    decode_sealed_key,
    derive_key,
    encode_sealed_key,
    open_key,
    seal_key,
)
from sync.errors import SealedKeyError, WrongPassphraseError
from tests.support.library import CHEAP, KEY


def test_a_key_opens_with_its_passphrase_only() -> None:
    sealed = seal_key(KEY, "pässword", CHEAP)
    assert open_key(sealed, "pa\u0308ssword") == KEY
    assert KEY not in sealed.ciphertext
    for wrong in ("password", "", "pässword "):
        with pytest.raises(WrongPassphraseError):
            open_key(sealed, wrong)


def test_two_seals_share_nothing() -> None:
    one, two = seal_key(KEY, "x", CHEAP), seal_key(KEY, "x", CHEAP)
    assert one.salt != two.salt
    assert one.nonce != two.nonce
    assert one.ciphertext != two.ciphertext


def test_the_derived_key_depends_on_passphrase_salt_and_cost() -> None:
    first = derive_key("password", b"somesaltsomesalt", CHEAP)
    assert first == derive_key("password", b"somesaltsomesalt", CHEAP)
    assert (
        len({first, derive_key("Password", b"somesaltsomesalt", CHEAP), derive_key("password", b"s" * 16, CHEAP)}) == 3
    )
    assert first != derive_key("password", b"somesaltsomesalt", replace(CHEAP, iterations=2))


def test_the_form_in_the_header_round_trips() -> None:
    sealed = seal_key(KEY, "x", CHEAP)
    assert decode_sealed_key(encode_sealed_key(sealed)) == sealed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", 2), ("kdf", "pbkdf2"), ("iterations", 0), ("iterations", 10**6), ("memory_kib", 10**9),
        ("memory_kib", True), ("lanes", "4"), ("lanes", 16), ("salt", "AA=="), ("salt", 5), ("nonce", "*"), ("ciphertext", ""),
    ],
)  # fmt: skip
def test_a_malformed_form_is_refused(name: str, value: object) -> None:
    form: dict[str, object] = {**encode_sealed_key(seal_key(KEY, "x", CHEAP)), name: value}
    with pytest.raises(SealedKeyError):
        decode_sealed_key(form)


@pytest.mark.parametrize("value", [None, [], "x", {}])
def test_other_things_are_refused(value: object) -> None:
    with pytest.raises(SealedKeyError):
        decode_sealed_key(value)


def test_nothing_is_sealed_under_an_empty_passphrase() -> None:
    with pytest.raises(SealedKeyError, match="empty"):
        seal_key(KEY, "", CHEAP)
    with pytest.raises(SealedKeyError, match="32 bytes"):
        seal_key(b"short", "x", CHEAP)
    assert isinstance(seal_key(KEY, "x", CHEAP), SealedKey)
