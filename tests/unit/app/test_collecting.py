from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from app.collecting import PATIENCE, collect_again, collect_what_is_due, uncollected

THRESHOLDS = (700, 10, 10)


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    gc.unfreeze()
    gc.collect()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def collections() -> list[int]:
    """Return how often each generation was collected."""
    return [one["collections"] for one in gc.get_stats()]


def collected_now() -> list[int]:
    """Return which generations are collected by one look."""
    before = collections()
    collect_what_is_due()
    return [number for number, (old, new) in enumerate(zip(before, collections(), strict=True)) if new > old]


def test_the_collector_rests_while_something_is_made_and_leaves_it_alone_afterwards() -> None:
    with uncollected():
        made = [[] for _ in range(THRESHOLDS[0] * 2)]
        assert gc.get_threshold()[0] == 0
        assert collected_now() == []
    assert gc.get_threshold() == THRESHOLDS
    assert gc.get_freeze_count() > len(made)
    collect_again()
    assert gc.get_freeze_count() == 0


def test_the_collector_goes_on_after_a_failure() -> None:
    with pytest.raises(ValueError, match="damaged"), uncollected():
        raise ValueError("damaged")
    assert gc.get_threshold() == THRESHOLDS


def test_what_is_made_inside_of_another_making_is_left_alone_once_all_is_made() -> None:
    with uncollected():
        with uncollected():
            pass
        assert gc.get_freeze_count() == 0
        assert gc.get_threshold()[0] == 0
    assert gc.get_freeze_count() > 0


def test_young_objects_are_collected_when_there_are_many() -> None:
    assert collected_now() == []
    made = [[] for _ in range(THRESHOLDS[0] * 2)]
    assert collected_now() == [0]
    assert made


def test_a_middle_generation_is_collected_after_enough_young_ones() -> None:
    made = []
    seen = set()
    for _ in range(THRESHOLDS[1] + 3):
        made.append([[] for _ in range(THRESHOLDS[0] * 2)])
        seen.update(collected_now())
    assert seen == {0, 1}


def test_all_is_collected_when_little_new_is_made_or_at_last() -> None:
    for _ in range(THRESHOLDS[2] + 1):
        gc.collect(1)
    made = [[] for _ in range(THRESHOLDS[0] * 2)]
    assert collected_now() == [0]
    assert collected_now() == [2]
    for _ in range(THRESHOLDS[2] * PATIENCE + 1):
        gc.collect(1)
    made += [[] for _ in range(THRESHOLDS[0] * 2)]
    assert collected_now() == [2]
