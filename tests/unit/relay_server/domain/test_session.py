from __future__ import annotations

import pytest

from relay_server.domain.session import (
    REPEAT_MS,
    STEP_UP_MS,
    RefreshToken,
    RefreshVerdict,
    is_freshly_proven,
    judge_refresh,
    refresh_digest,
)
from tests.support.relay_rows import session

TOKEN = RefreshToken(b"d", session().id, 1_000, 50_000)


@pytest.mark.parametrize(
    ("used", "now", "ended", "verdict"),
    [
        (None, 49_999, None, RefreshVerdict.ROTATE),
        (None, 50_000, None, RefreshVerdict.EXPIRED),
        (None, 10_000, 9_000, RefreshVerdict.EXPIRED),
        (None, 100_000, None, RefreshVerdict.EXPIRED),
        (5_000, 10_000, None, RefreshVerdict.REPEAT),
        (5_000, 5_000 + REPEAT_MS, None, RefreshVerdict.REUSED),
        (5_000, 99_000, 9_000, RefreshVerdict.REUSED),
    ],
)
def test_what_becomes_of_a_refresh_token(
    used: int | None, now: int, ended: int | None, verdict: RefreshVerdict
) -> None:
    """ACC-22, ACC-23."""
    token = RefreshToken(TOKEN.digest, TOKEN.session, TOKEN.issued_ms, TOKEN.expires_ms, used)
    assert judge_refresh(token, session(ended_ms=ended), now) is verdict


def test_a_lost_answer_is_given_again_until_what_came_of_it_is_used() -> None:
    """ACC-22."""
    used = RefreshToken(b"d", session().id, 1_000, 50_000, 5_000)
    following = RefreshToken(b"e", session().id, 5_000, 60_000)
    assert judge_refresh(used, session(), 6_000, [following]) is RefreshVerdict.REPEAT
    void = following.voided(6_000)
    assert void.is_void
    assert judge_refresh(used, session(), 6_000, [void]) is RefreshVerdict.REPEAT
    assert judge_refresh(void, session(), 6_001) is RefreshVerdict.REUSED
    rotated = RefreshToken(b"e", session().id, 5_000, 60_000, 6_000)
    assert judge_refresh(used, session(), 6_000, [void, rotated]) is RefreshVerdict.REUSED


def test_a_proof_is_fresh_for_five_minutes() -> None:
    """ACC-40."""
    assert STEP_UP_MS == 300_000
    assert is_freshly_proven(session(proven_ms=1_000), 1_000 + STEP_UP_MS - 1)
    assert not is_freshly_proven(session(proven_ms=1_000), 1_000 + STEP_UP_MS)


def test_the_digest_is_not_the_token_and_takes_any_text() -> None:
    assert b"token" not in refresh_digest("token")
    assert refresh_digest("\ud800") != refresh_digest("\ud801")
