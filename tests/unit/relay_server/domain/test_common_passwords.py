from __future__ import annotations

import time

import pytest

from relay_server.domain.common_passwords import common_passwords, is_common
from relay_server.domain.passwords import MIN_CHARACTERS, checked_password
from relay_server.errors import InvalidRequest

COMMON = "manchester harrypotter Terminator1! ghostrider2024 H@rryp0tter 123strawberry! leavemealone realmadrid! correlation9"
OWN = [
    "correct horse battery",
    "x7Kq9-mmZp2",
    "Kaffee um halb acht",
    "mdvLbz8rQw",
    "!!!!!!!!!!!!!!",
    "ß" * 40,
    "\ud800" * 12,
]


@pytest.mark.parametrize("password", COMMON.split())
def test_what_is_on_the_lists_is_common_however_decorated(password: str) -> None:
    """ACC-11."""
    assert is_common(password)
    with pytest.raises(InvalidRequest) as refused:
        checked_password(password, "a@example.org", "Ana")
    assert refused.value.code == "weak_password"


@pytest.mark.parametrize("password", OWN)
def test_others_are_not(password: str) -> None:
    """ACC-11."""
    assert not is_common(password)


def test_the_list_holds_three_thousand_that_the_policy_would_allow() -> None:
    """ACC-11; ASVS 6.2.4."""
    assert sum(len(one) >= MIN_CHARACTERS for one in common_passwords()) > 3_000


def test_no_password_takes_long() -> None:
    common_passwords()
    start = time.thread_time()
    for password in ("4@8({[<369&#!1|0$5+7%2/" * 40, "1" * 1024, "a1" * 512, "!" * 500 + "a" + "!" * 500):
        is_common(password)
    assert time.thread_time() - start < 0.5
