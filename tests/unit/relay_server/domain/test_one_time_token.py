from __future__ import annotations

from relay_server.domain.one_time_token import LIFETIME_MS, Purpose, token_digest


def test_a_token_has_another_digest_for_each_purpose() -> None:
    """ACC-51."""
    assert len({token_digest(purpose, "token") for purpose in Purpose}) == len(Purpose)


def test_every_purpose_has_a_lifetime_of_a_day_at_most() -> None:
    """ACC-51."""
    assert all(0 < LIFETIME_MS[purpose] <= 86_400_000 for purpose in Purpose)
