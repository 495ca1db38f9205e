from __future__ import annotations

import pytest

from relay_server.domain.guessable import is_guessable

TRIED_FIRST = """
    password123 Passw0rd!2024 qwertyuiop 1234567890 P@ssw0rd123! iloveyou123 letmein2024! aaaaaaaaaaaa abcabcabcabc Summer2024!!
    1qaz2wsx3edc qwerty123456 Sommer2026! adminadmin1 zaq12wsxcde3 asdfasdfasdf Welcome2026!! monkeymonkey 0987654321 zyxwvutsrq
    qwertzuiopasdf baseball1234 Superman2000 trustno1trustno1 1q2w3e4r5t6y 11111111112 !!!password!!! football2023 princess1234
"""
GOOD = ["correct horse battery", "tr0ub4dor&3xy", "x7Kq9-mmZp2", "Kaffee um halb acht", "mdvLbz8rQw"]


@pytest.mark.parametrize("password", TRIED_FIRST.split())
def test_what_is_tried_first_is_guessable(password: str) -> None:
    """ACC-11."""
    assert is_guessable(password)


@pytest.mark.parametrize("password", GOOD)
def test_what_has_enough_of_its_own_is_not(password: str) -> None:
    """ACC-11."""
    assert not is_guessable(password)


def test_own_words_do_not_count() -> None:
    """ACC-11."""
    assert not is_guessable("wolkenkuckuck")
    assert is_guessable("wolkenkuckuck", ["wolken", "kuckuck"])


def test_only_the_beginning_of_a_long_one_is_looked_at() -> None:
    assert is_guessable("ab" * 500)
