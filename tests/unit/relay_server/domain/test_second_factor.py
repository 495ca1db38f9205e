from __future__ import annotations

import pyotp
import pytest

from relay_server.domain.second_factor import (
    RECOVERY_CODES,
    accepted_step,
    enrolment_uri,
    new_secret,
    recovery_code,
    recovery_digest,
)

SECRET = new_secret(bytes(range(20)))
NOW_MS = 1_800_000_015_000
STEP = NOW_MS // 30_000


def code(step: int) -> str:
    """Return the code of a step."""
    return pyotp.TOTP(SECRET).at(step * 30)


@pytest.mark.parametrize(("offset", "accepted"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_one_step_to_either_side_counts(offset: int, accepted: bool) -> None:
    """ACC-30."""
    assert (accepted_step(SECRET, code(STEP + offset), NOW_MS, -1) == STEP + offset) is accepted


def test_a_step_counts_once_and_earlier_ones_no_more() -> None:
    """ACC-30."""
    assert accepted_step(SECRET, code(STEP), NOW_MS, STEP) is None
    assert accepted_step(SECRET, code(STEP - 1), NOW_MS, STEP) is None
    assert accepted_step(SECRET, code(STEP + 1), NOW_MS, STEP) == STEP + 1


@pytest.mark.parametrize("text", ["", "12345", "1234567", "\ud800", "000000 ", "x" * 64])
def test_what_is_no_code_is_refused(text: str) -> None:
    assert accepted_step(SECRET, text, NOW_MS, -1) is None


def test_a_recovery_code_has_128_bits_and_is_read_however_it_is_typed() -> None:
    """ACC-31."""
    assert RECOVERY_CODES == 10
    made = recovery_code(bytes(range(16)))
    assert len(made.replace("-", "")) == 26
    assert recovery_digest("a", made) == recovery_digest("a", made.lower().replace("-", " "))
    assert recovery_digest("a", made) != recovery_digest("b", made)
    assert recovery_code(bytes(15) + b"\x01") != recovery_code(bytes(16))


def test_the_enrolment_address_names_relay_and_person() -> None:
    uri = enrolment_uri(SECRET, "ana@example.org", "Our relay")
    assert uri.startswith("otpauth://totp/Our%20relay:ana%40example.org?secret=" + SECRET)
