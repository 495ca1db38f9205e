from __future__ import annotations

import threading

import pytest

from relay_server.adapters.rate_limits import MemoryRateLimiter
from relay_server.errors import RateLimited
from relay_server.ports.rate_limiter import Limit


def limiter(rate: str = "3 per hour") -> MemoryRateLimiter:
    """Return a limiter with one rate for everything."""
    return MemoryRateLimiter(dict.fromkeys(Limit, rate))


def test_one_too_many_is_refused_with_a_time() -> None:
    """ACC-61."""
    limits = limiter()
    for _ in range(3):
        limits.hit(Limit.LOGIN_PER_ACCOUNT, "ana")
    with pytest.raises(RateLimited) as refused:
        limits.hit(Limit.LOGIN_PER_ACCOUNT, "ana")
    assert 3_500 < refused.value.retry_after_s <= 3_600
    limits.hit(Limit.LOGIN_PER_ACCOUNT, "bo")
    limits.hit(Limit.LOGIN_PER_ADDRESS, "ana")


def test_forgetting_counts_from_zero_for_that_key() -> None:
    """ACC-61."""
    limits = limiter()
    for who in ("ana", "bo"):
        for _ in range(3):
            limits.hit(Limit.LOGIN_PER_ACCOUNT, who)
    limits.forget(Limit.LOGIN_PER_ACCOUNT, "ana")
    limits.hit(Limit.LOGIN_PER_ACCOUNT, "ana")
    with pytest.raises(RateLimited):
        limits.hit(Limit.LOGIN_PER_ACCOUNT, "bo")


def test_several_rates_hold_together() -> None:
    limits = limiter("100 per hour; 2 per minute")
    limits.hit(Limit.LOGIN_TOTAL)
    limits.hit(Limit.LOGIN_TOTAL)
    with pytest.raises(RateLimited) as refused:
        limits.hit(Limit.LOGIN_TOTAL)
    assert refused.value.retry_after_s <= 60


def test_threads_get_no_more_than_the_rate() -> None:
    """ACC-60."""
    limits, passed = limiter("10 per hour"), list[int]()

    def hit() -> None:
        for _ in range(5):
            try:
                limits.hit(Limit.LOGIN_TOTAL)
            except RateLimited:
                continue
            passed.append(1)

    threads = [threading.Thread(target=hit, daemon=True) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == 10


@pytest.mark.parametrize("one", ["a/b", "a:b", "a b", ""])
def test_keys_do_not_run_into_each_other(one: str) -> None:
    limits = limiter("1 per hour")
    limits.hit(Limit.LOGIN_PER_ACCOUNT_AND_ADDRESS, one, "c")
    limits.hit(Limit.LOGIN_PER_ACCOUNT_AND_ADDRESS, f"{one}/c", "")
