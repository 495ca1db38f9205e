"""States under construction share what they do not change."""

from __future__ import annotations

import pytest

from sync.protocol.membership.draft import CopyOnWrite, Draft
from tests.support.workspace import BEN, CLEO, TeamLog


def test_a_map_is_copied_when_it_is_written_to() -> None:
    base = {"a": 1}
    entries = CopyOnWrite(base)
    assert entries.freeze() is base
    entries["b"] = 2
    frozen = entries.freeze()
    assert base == {"a": 1}
    assert frozen == {"a": 1, "b": 2}
    entries["c"] = 3
    assert frozen == {"a": 1, "b": 2}
    assert dict(entries) == {"a": 1, "b": 2, "c": 3}
    with pytest.raises(TypeError):
        del entries["a"]


def test_mem13_an_old_state_stays_as_it_was() -> None:
    """MEM-13."""
    log = TeamLog()
    log.join(BEN)
    before = log.state
    members, devices = dict(before.members), dict(before.devices)
    after = log.join(CLEO)
    assert before.members == members
    assert before.devices == devices
    assert after.diagrams is before.diagrams
    assert Draft.of(after).freeze() == after
