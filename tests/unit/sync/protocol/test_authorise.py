"""Whether the log permits an envelope."""

from __future__ import annotations

import pytest

from sync.crypto.identity import DeviceIdentity, admit_device
from sync.protocol.authorise import authorise, authorise_reading, check_adopted
from sync.protocol.documents import discussion_of, index_of
from sync.protocol.envelope import NO_PREVIOUS, EnvelopeHeader, EnvelopeType
from sync.protocol.errors import ChainRefused, ErrorCode, LogBehind, NotAuthorised
from sync.protocol.membership import operations as op
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Role
from tests.support.envelopes import WRITER, header_of
from tests.support.workspace import ANA, BEN, BOXES, CLEO, DAN, TeamLog, identifier, identity, team


def verdict(state: WorkspaceState, header: EnvelopeHeader) -> ErrorCode | None:
    """Return why an envelope does not count, or None."""
    try:
        device = authorise(state, header)
    except NotAuthorised as error:
        return error.code
    assert device.device == header.device
    return None


def everyone() -> tuple[TeamLog, str]:
    """Return a team with a diagram."""
    log = team(ben=Role.COMMENTER, cleo=Role.EDITOR, dan=Role.VIEWER)
    return log, log.diagram("plan")


def test_pro13_who_may_write_where() -> None:
    """PRO-13."""
    log, plan = everyone()
    state = log.state
    documents = (plan, discussion_of(plan), index_of(log.workspace))
    found = {
        person.name: [verdict(state, header_of(document, person.laptop, state.seq)) for document in documents]
        for person in (ANA, BEN, CLEO, DAN)
    }
    no = ErrorCode.ROLE
    assert found == {"ana": [None] * 3, "ben": [no, None, no], "cleo": [None] * 3, "dan": [no] * 3}
    assert verdict(state, header_of(identifier("no"), ANA.laptop, state.seq)) is ErrorCode.UNKNOWN_DOCUMENT
    assert verdict(state, header_of(plan, identity("stranger"), state.seq)) is ErrorCode.UNKNOWN_DEVICE


def test_pro13_nothing_counts_before_its_device_or_document_was_there() -> None:
    """PRO-13."""
    log, plan = everyone()
    before = log.state.seq - 1
    assert verdict(log.state, header_of(plan, CLEO.laptop, before)) is ErrorCode.UNKNOWN_DOCUMENT
    tablet = identity("cleo's tablet")
    state = log.do(CLEO, op.AddDevice(admit_device(tablet, CLEO.user), BOXES))
    assert verdict(state, header_of(plan, tablet, state.seq - 1)) is ErrorCode.UNKNOWN_DEVICE
    assert verdict(state, header_of(plan, tablet, state.seq)) is None


def test_pro13_the_bin_and_the_end_stop_what_knew_of_them() -> None:
    """PRO-13."""
    log, plan = everyone()
    there = log.state.seq
    gone = log.do(ANA, op.DeleteDiagram(plan)).seq
    closed = log.do(ANA, op.DeleteWorkspace()).seq
    back = log.do(ANA, op.RestoreWorkspace()).seq
    state = log.do(ANA, op.RestoreDiagram(plan))
    verdicts = [verdict(state, header_of(plan, CLEO.laptop, seq)) for seq in (there, gone, closed, back, state.seq)]
    deleted = ErrorCode.DIAGRAM_DELETED
    assert verdicts == [None, deleted, ErrorCode.WORKSPACE_DELETED, deleted, None]


def removed() -> tuple[TeamLog, str, int]:
    """Return a log in which Cleo was removed with counter 3 as her cut, and the operation before."""
    log, plan = everyone()
    before = log.state.seq
    cut = op.Cut(plan, CLEO.laptop.device, WRITER, 3)
    log.do(ANA, op.Remove(CLEO.user, (cut,), (log.rotation(),), BOXES))
    return log, plan, before


def test_pro14_a_backdated_envelope_counts_up_to_the_cut() -> None:
    """PRO-14: a removed member with old keys names an old operation."""
    log, plan, before = removed()
    state = log.state
    found = [verdict(state, header_of(plan, CLEO.laptop, before, counter)) for counter in (1, 3, 4, 99)]
    assert found == [None, None, ErrorCode.CUT, ErrorCode.CUT]
    fresh_chain = header_of(plan, CLEO.laptop, before, writer="ee" * 8)
    assert verdict(state, fresh_chain) is ErrorCode.CUT
    assert verdict(state, header_of(plan, CLEO.laptop, state.seq, 2)) is ErrorCode.ROLE


def test_pro14_what_has_no_counter_does_not_survive_the_loss() -> None:
    """PRO-14."""
    log, plan, before = removed()
    for kind in (EnvelopeType.SNAPSHOT, EnvelopeType.CONFIRMATION):
        header = header_of(plan, CLEO.laptop, before, 0, type=kind, previous=NO_PREVIOUS)
        assert verdict(log.state, header) is ErrorCode.CUT


def test_pro14_an_adoption_raises_the_cut_for_all() -> None:
    """PRO-14, PRO-18."""
    log, plan, before = removed()
    state = log.do(ANA, op.Adopt(plan, CLEO.laptop.device, WRITER, 5, b"5" * 32))
    found = [verdict(state, header_of(plan, CLEO.laptop, before, counter)) for counter in (4, 5, 6)]
    assert found == [None, None, ErrorCode.CUT]
    chain = (plan, CLEO.laptop.device, WRITER)
    check_adopted(state, chain, 5, b"5" * 32)
    check_adopted(state, chain, 4, b"4" * 32)
    with pytest.raises(ChainRefused) as fork:
        check_adopted(state, chain, 5, b"x" * 32)
    assert fork.value.code is ErrorCode.COUNTER_FORK


def test_pro14_readmission_does_not_revive_what_was_cut() -> None:
    """PRO-14."""
    log, plan, before = removed()
    state = log.do(ANA, op.Readmit(CLEO.user, Role.EDITOR, BOXES))
    assert verdict(state, header_of(plan, CLEO.laptop, before, 4)) is ErrorCode.CUT
    assert verdict(state, header_of(plan, CLEO.laptop, state.seq, 4, epoch=2)) is None


def test_pro14_of_several_losses_the_lowest_cut_counts() -> None:
    """PRO-14."""
    log, plan = everyone()
    known, chain = log.state.seq, (plan, CLEO.laptop.device, WRITER)
    for counter in (9, 4, 7):
        log.do(ANA, op.Remove(CLEO.user, (op.Cut(*chain, counter),), (log.rotation(),), BOXES))
        log.do(ANA, op.Readmit(CLEO.user, Role.EDITOR, BOXES))
    verdicts = [verdict(log.state, header_of(plan, CLEO.laptop, known, counter)) for counter in (4, 5)]
    assert verdicts == [None, ErrorCode.CUT]


def test_pro14_a_lowered_role_cuts_only_what_it_took() -> None:
    """PRO-14."""
    log, plan = everyone()
    before = log.state.seq
    state = log.do(ANA, op.SetRole(CLEO.user, Role.COMMENTER, (), BOXES))
    assert verdict(state, header_of(plan, CLEO.laptop, before)) is ErrorCode.CUT
    assert verdict(state, header_of(discussion_of(plan), CLEO.laptop, before)) is None
    state = log.do(ANA, op.SetRole(CLEO.user, Role.EDITOR, (), BOXES))
    assert verdict(state, header_of(plan, CLEO.laptop, before)) is ErrorCode.CUT
    assert verdict(state, header_of(plan, CLEO.laptop, state.seq)) is None


def test_pro14_a_loss_on_one_diagram_leaves_others_alone() -> None:
    """PRO-14."""
    log, plan = everyone()
    other = log.diagram("other")
    before = log.state.seq
    state = log.do(ANA, op.SetDiagramRole(CLEO.user, plan, Role.VIEWER, (), (), BOXES))
    assert verdict(state, header_of(plan, CLEO.laptop, before)) is ErrorCode.CUT
    assert verdict(state, header_of(other, CLEO.laptop, before)) is None


def test_pro14_a_revoked_device_is_cut_and_the_others_are_not() -> None:
    """PRO-14."""
    log, plan = everyone()
    tablet = identity("cleo's tablet")
    before = log.do(CLEO, op.AddDevice(admit_device(tablet, CLEO.user), BOXES)).seq
    cut = op.Cut(plan, tablet.device, WRITER, 2)
    state = log.do(CLEO, op.RevokeDevice(tablet.device, (cut,), (log.rotation(),), BOXES))

    def asked(device: DeviceIdentity, seq: int, counter: int) -> ErrorCode | None:
        return verdict(state, header_of(plan, device, seq, counter))

    assert asked(tablet, before, 2) is None
    assert asked(tablet, before, 3) is ErrorCode.CUT
    assert asked(tablet, state.seq, 2) is ErrorCode.DEVICE_REVOKED
    assert asked(CLEO.laptop, before, 3) is None


def test_pro15_the_key_is_the_one_in_use_at_log_seq() -> None:
    """PRO-15."""
    log, plan = everyone()
    before = log.state.seq
    rotated = log.do(ANA, op.Rotate((log.rotation(),), BOXES)).seq
    grants = tuple(sorted((op.Grant(ANA.user, Role.EDITOR), op.Grant(CLEO.user, Role.EDITOR)), key=lambda g: g.user))
    state = log.do(ANA, op.RestrictDiagram(plan, grants, (), (log.rotation(plan),), BOXES))
    old, wrong = None, ErrorCode.EPOCH
    table = {
        (before, 1): old,
        (before, 2): wrong,
        (rotated, 1): wrong,
        (rotated, 2): None,
        (state.seq, 1): None,
        (state.seq, 2): wrong,
    }
    found = {(seq, epoch): verdict(state, header_of(plan, CLEO.laptop, seq, epoch=epoch)) for seq, epoch in table}
    assert found == table


def test_pro16_what_names_a_later_operation_waits() -> None:
    """PRO-16."""
    log, plan = everyone()
    with pytest.raises(LogBehind) as behind:
        authorise(log.state, header_of(plan, identity("stranger"), log.state.seq + 2))
    assert behind.value.seq == log.state.seq + 2
    assert behind.value.code is ErrorCode.LOG_BEHIND


def test_pro17_who_may_join() -> None:
    """PRO-17."""
    log, plan = everyone()
    secret = log.restricted("secret")

    def joining(device: str, document: str) -> ErrorCode | None:
        try:
            authorise_reading(log.state, device, document)
        except NotAuthorised as error:
            return error.code
        return None

    assert joining(DAN.laptop.device, plan) is None
    assert joining(DAN.laptop.device, secret) is ErrorCode.ROLE
    assert joining("ff" * 16, plan) is ErrorCode.UNKNOWN_DEVICE
    assert joining(DAN.laptop.device, identifier("no")) is ErrorCode.UNKNOWN_DOCUMENT
    log.do(ANA, op.DeleteDiagram(plan))
    assert joining(CLEO.laptop.device, plan) is ErrorCode.DIAGRAM_DELETED
    log.do(ANA, op.Remove(CLEO.user, (), (log.rotation(),), BOXES))
    assert joining(CLEO.laptop.device, plan) is ErrorCode.DEVICE_REVOKED
    log.do(ANA, op.DeleteWorkspace())
    assert joining(ANA.laptop.device, index_of(log.workspace)) is ErrorCode.WORKSPACE_DELETED
