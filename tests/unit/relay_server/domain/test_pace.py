from __future__ import annotations

from relay_server.domain.pace import Departure, Rate, Tick, TokenBucket, departure


def after_a_second(items_each: int, members: int, interval: float = 0.01, late: float = 0.0) -> float:
    """Return the interval of a room that was asked that much for a second."""
    tick = Tick()
    for _ in range(int(1 / interval)):
        tick.note(items_each, members, interval, late)
    return tick.interval


def test_a_busier_room_collects_longer() -> None:
    """RLY-23."""
    assert after_a_second(1, 10) == 0.0
    assert after_a_second(10, 10) == 0.008
    assert after_a_second(3, 100) == 0.016
    assert after_a_second(10, 100) == 0.024
    assert after_a_second(1, 10, late=0.02) == 0.033


def test_a_room_calms_down_again() -> None:
    tick = Tick()
    for _ in range(100):
        tick.note(10, 100, 0.01, 0.0)
    tick.note(1, 100, 5.0, 0.0)
    assert tick.interval == 0.0


def test_a_bucket_gives_its_rate_and_its_burst() -> None:
    """RLY-64."""
    bucket = TokenBucket(Rate(10, 5), 100.0)
    assert [bucket.take(100.0) for _ in range(6)] == [True] * 5 + [False]
    assert bucket.wait_s() == 0.1
    assert bucket.take(100.11)
    assert not bucket.take(100.11)
    assert [bucket.take(200.0) for _ in range(6)] == [True] * 5 + [False]
    assert not bucket.take(200.2, 3)
    assert bucket.take(200.3, 3)


def test_sockets_leave_one_after_the_other() -> None:
    """RLY-70."""
    assert departure(0.5, 10, alone=True) == Departure(0.0, 2_500)
    assert departure(0.5, 10, alone=False) == Departure(0.01, 0)
    assert departure(0.5, 100_000, alone=False) == Departure(1.0, 0)
