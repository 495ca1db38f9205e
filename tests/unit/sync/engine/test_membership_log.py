"""The log as this device has it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.engine.membership_log import FullLog, MembershipLog, OtherLog
from sync.protocol.membership import fold
from sync.protocol.roles import Role
from tests.support.workspace import ANA, BEN, CLEO, team


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


def test_eng67_what_was_new_before_another_log_begins_is_taken() -> None:
    """ENG-67: whoever shows both does not make this device forget to store what it took."""
    ours, theirs = team(ben=Role.EDITOR), team(cleo=Role.EDITOR)
    known = MembershipLog(ours.entries)
    ours.join(CLEO)
    with pytest.raises(OtherLog) as other:
        known.extend([*ours.entries[2:], theirs.entries[1]])
    assert [row.seq for row in other.value.rows] == list(range(3, ours.state.seq + 1))
    assert other.value.ours == ours.entries[1]
    assert known.state == ours.state


def test_eng67_what_the_sequencer_did_not_sign_is_no_other_log() -> None:
    """ENG-67: nobody raises an alarm by making something up."""
    ours, theirs = team(ben=Role.EDITOR), team(cleo=Role.EDITOR)
    known = MembershipLog(ours.entries)
    forged = replace(theirs.entries[1], countersignature=bytes(64))
    assert known.extend([forged]) == []
    theirs.join(BEN.__class__("dan"))
    behind = MembershipLog(ours.entries[:2])
    assert behind.extend([replace(theirs.entries[2], countersignature=bytes(64))]) == []


def test_eng67_the_next_operation_of_another_log_tells_as_well() -> None:
    """ENG-67: it names another operation before it than the one that is here."""
    ours, theirs = team(ben=Role.EDITOR), team(cleo=Role.EDITOR)
    known = MembershipLog(ours.entries[:2])
    theirs.join(BEN.__class__("dan"))
    with pytest.raises(OtherLog) as other:
        known.extend([theirs.entries[2]])
    assert other.value.ours == ours.entries[1]


def test_mem17_more_than_a_log_may_have_is_told_and_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """MEM-17: what came before that is."""
    log = team(ben=Role.EDITOR)
    known = MembershipLog(log.entries[:1])
    log.join(CLEO)
    monkeypatch.setattr(fold, "MAX_LOG_LENGTH", 2)
    with pytest.raises(FullLog) as full:
        known.extend(log.entries)
    assert [row.seq for row in full.value.rows] == [2]
    assert known.state.seq == 2


def test_the_author_of_an_operation_is_the_user_of_its_device() -> None:
    log = team(ben=Role.EDITOR)
    log.diagram("plan", BEN)
    log.accept(log.invite(), CLEO)
    known = MembershipLog(log.entries)
    assert [known.author(seq) for seq in range(1, known.state.seq + 1)] == [ANA.user, ANA.user, BEN.user, ANA.user, ""]
