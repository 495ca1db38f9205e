"""Folding: order, signatures, the head."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.protocol.errors import ErrorCode, HeadMoved, LogFull, Malformed, OperationRefused, SignatureInvalid
from sync.protocol.membership import fold as fold_module
from sync.protocol.membership import operations as op
from sync.protocol.membership.codec import encode_operation
from sync.protocol.membership.entry import LogEntry, decode_log_entry, encode_log_entry, head_message, head_of
from sync.protocol.membership.fold import apply_entry, apply_operation, fold, refold
from sync.protocol.roles import Role
from sync.protocol.signing import HEAD, OPERATION
from tests.support.workspace import ANA, BEN, BOXES, CLEO, DAN, LATER, NOW, Signer, TeamLog, identifier, team


def small_team() -> TeamLog:
    """Return a log with some of everything."""
    log = team(ben=Role.ADMIN, cleo=Role.EDITOR)
    log.diagram("plan", CLEO)
    log.restricted("salaries", op.Grant(BEN.user, Role.VIEWER))
    log.do(ANA, op.Remove(CLEO.user, (), (log.rotation(),), BOXES))
    return log


def test_mem13_all_at_once_and_one_by_one_give_the_same_state() -> None:
    """MEM-13."""
    log = small_team()
    assert fold(log.entries) == log.state
    assert fold(log.entries[3:], fold(log.entries[:3])) == log.state
    assert fold(decode_log_entry(encode_log_entry(entry)) for entry in log.entries) == log.state


def test_mem13_what_was_verified_once_is_folded_again_without_signatures() -> None:
    """MEM-13: rules still hold, signatures are not looked at."""
    log = small_team()
    assert refold(log.entries) == log.state
    unsigned = replace(log.entry(BEN, op.CreateDiagram(identifier("a"), (), (), BOXES)), signature=bytes(64))
    assert refold([unsigned], log.state).seq == log.state.seq + 1
    with pytest.raises(OperationRefused):
        refold([log.entry(BEN, op.DeleteWorkspace())], log.state)
    with pytest.raises(HeadMoved):
        refold([*log.entries, log.entries[-1]])


def test_mem13_a_refused_operation_changes_nothing() -> None:
    """MEM-13."""
    log = small_team()
    before = fold(log.entries)
    assert log.refusal(BEN, op.DeleteWorkspace()) is ErrorCode.ROLE
    assert log.state == before


def test_mem11_only_the_next_operation_counts() -> None:
    """MEM-11."""
    log = team(ben=Role.ADMIN)
    first = log.entry(BEN, op.CreateDiagram(identifier("a"), (), (), BOXES))
    log.diagram("b")
    with pytest.raises(HeadMoved) as moved:
        apply_entry(log.state, first)
    assert moved.value.seq == log.state.seq
    assert moved.value.code is ErrorCode.HEAD_MOVED
    with pytest.raises(HeadMoved):
        fold([*log.entries[:1], *log.entries[2:]])
    with pytest.raises(HeadMoved):
        fold([*log.entries, log.entries[-1]])


def signed_by_both(log: TeamLog, seq: int, previous: bytes, workspace: str) -> LogEntry:
    """Return an entry of Ana's whose header says what is given, with both signatures."""
    body = op.CreateDiagram(identifier("a"), (), (), BOXES)
    data = encode_operation(op.Operation(workspace, seq, previous, ANA.laptop.device, NOW, body))
    signature = ANA.laptop.sign(OPERATION, data)
    head = head_message(workspace, seq, head_of(data, signature))
    return LogEntry(data, signature, log.sequencer.sign(HEAD, head))


def test_mem11_place_head_and_workspace_are_named_each() -> None:
    """MEM-11: even with both signatures."""
    log = team()
    place, head = log.state.seq + 1, log.state.head
    assert apply_entry(log.state, signed_by_both(log, place, head, log.workspace)).seq == place
    for seq, previous in ((place + 1, head), (place - 1, head), (place, bytes(32)), (place, head[::-1])):
        with pytest.raises(HeadMoved):
            apply_entry(log.state, signed_by_both(log, seq, previous, log.workspace))
    with pytest.raises(OperationRefused) as refused:
        apply_entry(log.state, signed_by_both(log, place, head, "0a" * 16))
    assert refused.value.code is ErrorCode.UNKNOWN_WORKSPACE


def test_mem11_both_signatures_are_checked() -> None:
    """MEM-11."""
    log = team()
    entry = log.entry(ANA, op.CreateDiagram(identifier("a"), (), (), BOXES))
    for broken in (
        replace(entry, signature=bytes(64)),
        replace(entry, countersignature=bytes(64)),
        replace(entry, countersignature=Signer("other relay").sign(HEAD, entry.head)),
    ):
        with pytest.raises(SignatureInvalid):
            apply_entry(log.state, broken)
    assert apply_operation(log.state, entry.operation, entry.signature) == apply_entry(log.state, entry)
    with pytest.raises(SignatureInvalid):
        apply_operation(log.state, entry.operation, bytes(64))


def test_mem11_a_fork_needs_the_sequencers_signature() -> None:
    """MEM-11: a relay cannot be replaced by whoever holds an old log."""
    log = team()
    log.sequencer = Signer("evil relay")
    assert log.refusal(ANA, op.CreateDiagram(identifier("a"), (), (), BOXES)) is ErrorCode.BAD_SIGNATURE


def test_mem12_only_devices_that_may_act_sign() -> None:
    """MEM-12."""
    log = team(ben=Role.ADMIN)
    body = op.CreateDiagram(identifier("a"), (), (), BOXES)
    assert log.refusal(CLEO, body) is ErrorCode.UNKNOWN_DEVICE
    assert log.refusal(CLEO, body, signer=ANA.laptop.device) is ErrorCode.BAD_SIGNATURE
    log.do(ANA, op.Remove(BEN.user, (), (log.rotation(),), BOXES))
    assert log.refusal(BEN, body) is ErrorCode.DEVICE_REVOKED


def test_mem12_an_invite_is_accepted_with_its_own_key() -> None:
    """MEM-12."""
    log = team()
    key, other = log.invite("one"), log.invite("two")
    body = op.Accept(identifier("one"), DAN.user, DAN.admissions(), BOXES)
    assert log.refusal(key, body, signer=identifier("two")) is ErrorCode.UNKNOWN_INVITE
    assert log.refusal(other, body, signer=identifier("one")) is ErrorCode.BAD_SIGNATURE
    assert log.refusal(key, body, signer=identifier("one")) is None


def test_mem14_a_log_starts_with_its_creation_and_has_one() -> None:
    """MEM-14."""
    log = team()
    create = log.entries[0]
    with pytest.raises(OperationRefused):
        fold([])
    with pytest.raises(OperationRefused):
        fold(team(ben=Role.EDITOR).entries[1:])
    again = op.Create(bytes(16), BEN.user, BEN.admissions(), log.sequencer.public, log.fresh(), BOXES)
    assert log.refusal(BEN, again) is ErrorCode.ALREADY_EXISTS
    with pytest.raises(Malformed):
        apply_entry(None, replace(create, operation=create.operation[:90]))


def test_mem16_an_owner_moves_the_sequencer_with_the_old_ones_consent() -> None:
    """MEM-16."""
    log = team(ben=Role.ADMIN)
    laptop = Signer("ana's laptop orders")
    assert log.refusal(BEN, op.MoveSequencer(laptop.public)) is ErrorCode.ROLE
    assert log.refusal(ANA, op.MoveSequencer(log.sequencer.public)) is ErrorCode.NO_CHANGE
    old, log.sequencer = log.sequencer, laptop
    assert log.refusal(ANA, op.MoveSequencer(laptop.public)) is ErrorCode.BAD_SIGNATURE
    log.sequencer = old
    log.do(ANA, op.MoveSequencer(laptop.public))
    assert log.refusal(ANA, op.DeleteWorkspace()) is ErrorCode.BAD_SIGNATURE
    log.sequencer = laptop
    log.diagram("a")
    assert fold(log.entries) == log.state


def test_mem26_a_deleted_workspace_can_only_be_restored() -> None:
    """MEM-26."""
    log = team(ben=Role.ADMIN)
    assert log.refusal(BEN, op.DeleteWorkspace()) is ErrorCode.ROLE
    assert log.refusal(ANA, op.RestoreWorkspace()) is ErrorCode.NO_CHANGE
    log.do(ANA, op.DeleteWorkspace())
    assert log.state.closed.now
    assert log.refusal(ANA, op.CreateDiagram(identifier("a"), (), (), BOXES)) is ErrorCode.WORKSPACE_DELETED
    assert log.refusal(BEN, op.RestoreWorkspace()) is ErrorCode.ROLE
    log.do(ANA, op.RestoreWorkspace())
    log.diagram("a")
    assert LATER > NOW


@pytest.mark.parametrize("bound", ["MAX_LOG_LENGTH", "MAX_LOG_BYTES"])
def test_mem17_a_full_log_takes_only_what_takes_rights_away(monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    """MEM-17: whoever fills it keeps himself in by that for nobody."""
    log = team(ben=Role.ADMIN, cleo=Role.EDITOR)
    assert log.state.size == sum(len(entry.operation) for entry in log.entries)
    full = log.state.seq if bound == "MAX_LOG_LENGTH" else log.state.size
    monkeypatch.setattr(fold_module, bound, full)
    more = log.entry(BEN, op.CreateDiagram(identifier("more"), (), (), BOXES))
    with pytest.raises(LogFull) as refused:
        apply_entry(log.state, more)
    assert refused.value.code is ErrorCode.LOG_FULL
    with pytest.raises(LogFull):
        apply_operation(log.state, more.operation, more.signature)
    for forged in (replace(more, signature=bytes(64)), replace(more, countersignature=bytes(64))):
        with pytest.raises(SignatureInvalid):
            apply_entry(log.state, forged)
    log.do(ANA, op.Remove(CLEO.user, (), (log.rotation(),), BOXES))
    assert fold(log.entries) == log.state
    for reserve in ("LOG_RESERVE_LENGTH", "LOG_RESERVE_BYTES"):
        monkeypatch.setattr(fold_module, reserve, 0)
    with pytest.raises(LogFull):
        fold(log.entries)
