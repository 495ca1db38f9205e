"""Epochs and rotation."""

from __future__ import annotations

from dataclasses import replace

from sync.protocol.documents import discussion_of, index_of
from sync.protocol.errors import ErrorCode
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from tests.support.workspace import ANA, BEN, BOXES, CLEO, DAN, identifier, team


def test_mem30_epochs_count_up_and_open_the_key_before() -> None:
    """MEM-30."""
    log = team()
    right = log.rotation()
    for wrong in (
        replace(right, epoch=3),
        replace(right, epoch=1),
        replace(right, previous=b""),
    ):
        assert log.refusal(ANA, op.Rotate((wrong,), BOXES)) is ErrorCode.EPOCH
    used = replace(right, commitment=log.state.scopes[log.workspace].newest.commitment)
    assert log.refusal(ANA, op.Rotate((used,), BOXES)) is ErrorCode.KEY_REUSED
    state = log.do(ANA, op.Rotate((right,), BOXES))
    scope = state.scopes[log.workspace]
    assert [epoch.number for epoch in scope.epochs] == [1, 2]
    assert [scope.epoch_at(seq) for seq in (0, 1, state.seq - 1, state.seq, 99)] == [0, 1, 1, 2, 2]
    assert log.refusal(ANA, op.Rotate((), BOXES)) is ErrorCode.NO_CHANGE


def test_mem31_a_removal_rotates_every_scope_that_its_author_reads() -> None:
    """MEM-31."""
    log = team(ben=Role.ADMIN, cleo=Role.EDITOR)
    mine = log.restricted("mine", op.Grant(BEN.user, Role.EDITOR), op.Grant(CLEO.user, Role.EDITOR))
    theirs = log.restricted("theirs", op.Grant(CLEO.user, Role.EDITOR))
    both = sorted((log.rotation(), log.rotation(mine)), key=lambda rotation: rotation.scope)
    assert log.refusal(BEN, op.Remove(CLEO.user, (), (), BOXES)) is ErrorCode.ROTATION_MISSING
    assert log.refusal(BEN, op.Remove(CLEO.user, (), (log.rotation(),), BOXES)) is ErrorCode.ROTATION_MISSING
    every = tuple(sorted((*both, log.rotation(theirs)), key=lambda rotation: rotation.scope))
    assert log.refusal(BEN, op.Remove(CLEO.user, (), every, BOXES)) is ErrorCode.ROTATION_UNEXPECTED
    state = log.do(BEN, op.Remove(CLEO.user, (), tuple(both), BOXES))
    assert not state.scopes[log.workspace].stale
    assert not state.scopes[mine].stale
    assert state.scopes[theirs].stale
    assert log.refusal(BEN, op.Rotate((log.rotation(theirs),), BOXES)) is ErrorCode.ROLE
    state = log.do(ANA, op.Rotate((log.rotation(theirs),), BOXES))
    assert not state.scopes[theirs].stale


def test_mem32_mem33_after_somebody_left_any_reader_rotates() -> None:
    """MEM-32, MEM-33."""
    log = team(ben=Role.VIEWER, cleo=Role.EDITOR)
    assert log.refusal(BEN, op.Rotate((log.rotation(),), BOXES)) is ErrorCode.ROLE
    leaving = op.Remove(CLEO.user, (), (log.rotation(),), BOXES)
    assert log.refusal(CLEO, leaving) is ErrorCode.ROTATION_UNEXPECTED
    state = log.do(CLEO, op.Remove(CLEO.user, (), (), BOXES))
    assert state.scopes[log.workspace].stale
    state = log.do(BEN, op.Rotate((log.rotation(),), BOXES))
    assert not state.scopes[log.workspace].stale


def test_mem31_removing_a_guest_rotates_the_scope_of_his_diagram() -> None:
    """MEM-31."""
    log = team(ben=Role.ADMIN)
    plan = log.diagram("plan")
    log.do(BEN, op.AddGuest(DAN.user, Role.VIEWER, plan, DAN.admissions(), BOXES))
    assert log.refusal(BEN, op.Remove(DAN.user, (), (), BOXES)) is ErrorCode.ROTATION_MISSING
    log.do(BEN, op.Remove(DAN.user, (), (log.rotation(),), BOXES))
    assert log.refusal(ANA, op.Rotate((op.Rotation(identifier("no"), 1, bytes(32), b""),), BOXES)) is ErrorCode.ROLE


def test_mem34_a_promise_is_of_a_document_and_an_epoch_that_its_author_reads_and_stands_once() -> None:
    """MEM-34, MEM-6."""
    log = team(ben=Role.ADMIN)
    plan, secret = log.diagram("plan"), log.restricted("secret")
    right = op.KeyPromise(log.workspace, 1, plan, log.fresh())

    def refusal(promise: op.KeyPromise) -> ErrorCode | None:
        return log.refusal(BEN, op.Rotate((log.rotation(),), BOXES, (promise,)))

    for wrong, code in (
        (replace(right, epoch=3), ErrorCode.EPOCH),
        (replace(right, epoch=0), ErrorCode.EPOCH),
        (replace(right, scope=secret), ErrorCode.UNKNOWN_DOCUMENT),
        (replace(right, scope=identifier("no")), ErrorCode.UNKNOWN_DOCUMENT),
        (replace(right, document=identifier("no")), ErrorCode.UNKNOWN_DOCUMENT),
        (replace(right, document=index_of(log.workspace)), ErrorCode.UNKNOWN_DOCUMENT),
        (replace(right, document=secret), ErrorCode.ROLE),
        (replace(right, commitment=log.state.scopes[secret].newest.commitment), ErrorCode.KEY_REUSED),
    ):
        assert refusal(wrong) is code
    state = log.do(BEN, op.Rotate((log.rotation(),), BOXES, (right,)))
    assert state.promises == {(log.workspace, 1, plan): right.commitment}
    assert refusal(replace(right, commitment=log.fresh())) is ErrorCode.ALREADY_EXISTS
    assert refusal(replace(right, epoch=3, document=discussion_of(plan), commitment=log.fresh())) is None
