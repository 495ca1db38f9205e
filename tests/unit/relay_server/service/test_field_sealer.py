from __future__ import annotations

import secrets

import pytest

from relay_server.errors import DatabaseError
from relay_server.service.field_sealer import FieldSealer

SEALER = FieldSealer(bytes(range(32)), secrets.token_bytes)


def test_a_field_opens_in_its_place_alone() -> None:
    """ACC-33."""
    sealed = SEALER.seal(b"secret", "totp/ana")
    assert b"secret" not in sealed
    assert SEALER.open(sealed, "totp/ana") == b"secret"
    with pytest.raises(DatabaseError):
        SEALER.open(sealed, "totp/bo")


@pytest.mark.parametrize("at", range(0, 35, 3))
def test_a_changed_field_does_not_open(at: int) -> None:
    """ACC-33."""
    sealed = bytearray(SEALER.seal(b"secret", "totp/ana"))
    sealed[at] ^= 1
    with pytest.raises(DatabaseError):
        SEALER.open(bytes(sealed), "totp/ana")


@pytest.mark.parametrize("data", [b"", b"\x01", b"\x01" + bytes(11), b"\x02" + bytes(40)])
def test_what_is_no_sealed_field_does_not_open(data: bytes) -> None:
    with pytest.raises(DatabaseError):
        SEALER.open(data, "totp/ana")


def test_another_key_does_not_open() -> None:
    """ACC-33."""
    other = FieldSealer(bytes(32), secrets.token_bytes)
    with pytest.raises(DatabaseError, match="the field key is not the one"):
        other.open(SEALER.seal(b"secret", "totp/ana"), "totp/ana")
