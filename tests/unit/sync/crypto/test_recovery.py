"""Recovery codes and paper devices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.crypto.recovery import RecoveryCode, format_code, new_code, paper_device, parse_code
from sync.errors import RecoveryCodeError
from sync.protocol.device_entry import verify_entry

CODE = RecoveryCode(bytes(range(20)))
TEXT = format_code(CODE)


@given(st.binary(min_size=20, max_size=20))
def test_key12_every_code_is_read_as_it_was_written(secret: bytes) -> None:
    """KEY-12."""
    text = format_code(RecoveryCode(secret))
    assert [len(group) for group in text.split("-")] == [4] * 9
    assert parse_code(text) == RecoveryCode(secret)


@pytest.mark.parametrize(
    "typed",
    [
        TEXT.lower(),
        TEXT.replace("-", ""),
        TEXT.replace("-", "  "),
        f" {TEXT}\n",
        TEXT.replace("0", "O"),
        TEXT.replace("0", "o").replace("1", "l"),
        TEXT.replace("1", "I"),
    ],
)
def test_key12_a_code_is_read_as_people_type(typed: str) -> None:
    """KEY-12."""
    assert parse_code(typed) == CODE


@given(st.integers(0, 35), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_key12_a_typing_error_is_told(position: int, letter: str) -> None:
    """KEY-12: one wrong letter in a million would pass; of this code none does."""
    letters = TEXT.replace("-", "")
    if letters[position] != letter:
        with pytest.raises(RecoveryCodeError, match="typing error"):
            parse_code(letters[:position] + letter + letters[position + 1 :])


def test_key12_what_is_wrong_is_said() -> None:
    """KEY-12."""
    for typed, reason in (
        ("", "36 characters; these are 0"),
        (TEXT + "A", "37"),
        (TEXT[:-1] + "U", "“U”"),
        ("ä", "“Ä”"),
    ):
        with pytest.raises(RecoveryCodeError, match=reason) as refused:
            parse_code(typed)
        assert refused.value.reason == str(refused.value)


def test_key12_the_paper_device_follows_from_the_code() -> None:
    """KEY-12."""
    device = paper_device(parse_code(TEXT))
    assert device == paper_device(CODE)
    verify_entry(device.entry)
    assert paper_device(new_code()).device != device.device
    assert repr(CODE) == "RecoveryCode()"
