"""Readiness by references."""

from __future__ import annotations

from sync.engine.readiness import continues, missing_clocks
from sync.protocol.yupdate import UpdateSummary


def summary(clients: dict[int, tuple[int, int]], needs: dict[int, int]) -> UpdateSummary:
    """Return what a check would find."""
    return UpdateSummary(clients, 1, 0, 0, needs)


def test_eng3_an_update_is_ready_when_what_it_refers_to_is_there() -> None:
    """ENG-3."""
    update = summary({1: (4, 6)}, {1: 5, 2: 8, 3: 0})
    assert missing_clocks(update, {2: 9, 3: 1}) == {}
    assert missing_clocks(update, {2: 8}) == {2: 8, 3: 0}
    assert missing_clocks(summary({}, {7: 3}), {7: 3}) == {7: 3}


def test_eng5_an_update_goes_on_where_its_client_stopped() -> None:
    """ENG-5."""
    assert continues(summary({1: (4, 6)}, {}), 1, 4)
    assert continues(summary({}, {2: 1}), 1, 4)
    for wrong in ({1: (3, 6)}, {1: (5, 6)}, {2: (4, 6)}, {1: (4, 6), 2: (0, 1)}):
        assert not continues(summary(wrong, {}), 1, 4)
