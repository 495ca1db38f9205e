"""The log as this device has it."""

from __future__ import annotations

import pytest

from sync.engine.membership_log import MembershipLog, OtherLog
from sync.protocol.roles import Role
from tests.support.workspace import BEN, CLEO, team


def test_eng67_it_grows_by_what_stands_and_skips_what_is_known() -> None:
    """ENG-67."""
    log = team(ben=Role.EDITOR)
    known = MembershipLog(log.entries[:1])
    assert [row.seq for row in known.extend(log.entries)] == [2]
    assert known.extend(log.entries) == []
    assert known.state == log.state
    assert known.after(1) == (log.entries[1],)
    log.join(CLEO)
    log.join(BEN.__class__("dan"))
    assert known.extend(log.entries[3:]) == []
    forged = log.entries[2].__class__(log.entries[2].operation, log.entries[2].signature, bytes(64))
    assert known.extend([forged, log.entries[3]]) == []
    assert known.state.seq == 2


def test_eng67_another_log_is_told_and_not_taken() -> None:
    """ENG-67."""
    ours, theirs = team(ben=Role.EDITOR), team(cleo=Role.EDITOR)
    known = MembershipLog(ours.entries)
    with pytest.raises(OtherLog):
        known.extend(theirs.entries)
    assert known.state == ours.state
