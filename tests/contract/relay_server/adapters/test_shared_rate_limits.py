from __future__ import annotations

import pytest

from relay_server.adapters.shared_rate_limits import SharedRateLimiter
from relay_server.errors import RateLimited
from relay_server.ports.rate_limiter import Limit
from tests.support.foreign_server import ForeignServer
from tests.support.ports import free_port
from tests.support.redis_server import redis_url

RATES = dict.fromkeys(Limit, "2 per minute")


def test_processes_count_together_and_relays_apart(redis_server: ForeignServer) -> None:
    url = redis_url(redis_server, 3)
    one, other, stranger = (SharedRateLimiter(RATES, url, name) for name in ("a", "a", "b"))
    one.hit(Limit.LOGIN_TOTAL, "x")
    other.hit(Limit.LOGIN_TOTAL, "x")
    with pytest.raises(RateLimited) as refused:
        one.hit(Limit.LOGIN_TOTAL, "x")
    assert 1 <= refused.value.retry_after_s <= 60
    stranger.hit(Limit.LOGIN_TOTAL, "x")
    other.hit(Limit.LOGIN_TOTAL, "y")
    other.forget(Limit.LOGIN_TOTAL, "x")
    one.hit(Limit.LOGIN_TOTAL, "x")


def test_without_redis_each_counts_for_itself() -> None:
    limiter = SharedRateLimiter(RATES, f"redis://127.0.0.1:{free_port()}/0", "a")
    limiter.hit(Limit.LOGIN_TOTAL, "x")
    limiter.hit(Limit.LOGIN_TOTAL, "x")
    with pytest.raises(RateLimited):
        limiter.hit(Limit.LOGIN_TOTAL, "x")
    limiter.forget(Limit.LOGIN_TOTAL, "x")
    limiter.hit(Limit.LOGIN_TOTAL, "x")
