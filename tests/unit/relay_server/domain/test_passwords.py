from __future__ import annotations

import base64
import hmac

import bcrypt
import pytest

from relay_server.domain.passwords import COST, checked_password, hash_password, matches, needs_rehash
from relay_server.errors import InvalidRequest


def test_the_scheme_is_bcrypt_over_a_keyed_hash() -> None:
    """ACC-10."""
    assert COST == 12
    stored = hash_password("Stra\u00dfe und mehr", 4)
    assert stored.startswith("$aio1$2b$04$")
    inner = base64.b64encode(hmac.digest(b"aio-canvas/pw/1", "Stra\u00dfe und mehr".encode(), "sha256"))
    assert bcrypt.checkpw(inner, stored.removeprefix("$aio1").encode())


@pytest.mark.parametrize(
    ("one", "other"),
    [("x" * 72 + "a", "x" * 72 + "b"), ("secret\x00one", "secret\x00two"), ("p" * 1000, "p" * 1001)],
)
def test_every_character_counts(one: str, other: str) -> None:
    """ACC-10."""
    stored = hash_password(one, 4)
    assert matches(one, stored)
    assert not matches(other, stored)


def test_two_ways_to_type_an_accent_are_one_password() -> None:
    """ACC-10."""
    assert matches("caf\u00e9 au lait", hash_password("cafe\u0301 au lait", 4))


def test_an_unknown_scheme_matches_nothing() -> None:
    assert not matches("x", "$other$x")
    assert not matches("x", "")


def test_another_cost_is_renewed() -> None:
    """ACC-14."""
    stored = hash_password("correct horse battery", 4)
    assert not needs_rehash(stored, 4)
    assert needs_rehash(stored, 5)
    assert needs_rehash("$aio0$2b$04$x", 4)


@pytest.mark.parametrize("password", ["short", "x" * 1025, "password1234", "ana.lopez99", "Example.Org1"])
def test_bad_passwords_are_refused(password: str) -> None:
    """ACC-11."""
    with pytest.raises(InvalidRequest) as refused:
        checked_password(password, "ana.lopez@example.org", "Ana Lopez")
    assert refused.value.code == "weak_password"
    assert password not in refused.value.detail


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "x7Kq9-mmZp2",
        "\u65e5\u672c\u8a9e\u306e\u30d1\u30b9\u30ef\u30fc\u30c9\u3067\u3059\u3088",
    ],
)
def test_good_passwords_pass_unchanged(password: str) -> None:
    """ACC-11."""
    assert checked_password(password, "ana@example.org", "Ana") == password
