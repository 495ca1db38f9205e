from __future__ import annotations

import pytest

from relay_server.domain.registration import code_digest, is_domain_allowed


@pytest.mark.parametrize(
    ("email", "allowed"),
    [
        ("a@example.org", True),
        ("a@EXAMPLE.org", True),
        ("a@sub.example.org", False),
        ("a@notexample.org", False),
        ("a@example.org.evil.net", False),
        ("example.org@evil.net", False),
    ],
)
def test_a_domain_is_allowed_exactly(email: str, allowed: bool) -> None:
    """ACC-2."""
    assert is_domain_allowed(email, ("example.org",)) is allowed


def test_codes_are_read_however_they_are_typed_and_for_one_kind() -> None:
    assert code_digest("invitation", "ABCDE-FGHIJ") == code_digest("invitation", "abcde fghij")
    assert code_digest("invitation", "ABCDE") != code_digest("set-up", "ABCDE")
