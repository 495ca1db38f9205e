"""Diagrams."""

from __future__ import annotations

import pytest

from sync.protocol.documents import discussion_of, index_of
from sync.protocol.errors import ErrorCode
from sync.protocol.membership import operations as op
from sync.protocol.membership.access import diagram_role, place_of, scope_of
from sync.protocol.membership.state import InviteStatus
from sync.protocol.roles import Role
from tests.support.workspace import ANA, BEN, BOXES, CLEO, DAN, LATER, TeamLog, identifier, team


def everyone() -> TeamLog:
    """Return a log with a member of each role."""
    return team(ben=Role.ADMIN, cleo=Role.EDITOR, dan=Role.VIEWER)


def test_mem40_editors_create_and_ids_are_used_once() -> None:
    """MEM-40."""
    log = everyone()
    plan = log.diagram("plan", CLEO)
    assert log.refusal(DAN, op.CreateDiagram(identifier("x"), (), (), BOXES)) is ErrorCode.ROLE
    for taken in (plan, discussion_of(plan), log.workspace, index_of(log.workspace)):
        assert log.refusal(ANA, op.CreateDiagram(taken, (), (), BOXES)) is ErrorCode.ALREADY_EXISTS
    granted = op.CreateDiagram(identifier("x"), (op.Grant(ANA.user, Role.EDITOR),), (), BOXES)
    assert log.refusal(ANA, granted) is ErrorCode.MALFORMED
    assert log.state.diagrams[plan].creator == CLEO.user


def test_mem40_restricted_from_the_start() -> None:
    """MEM-40."""
    log = everyone()
    document = identifier("secret")
    grants = tuple(sorted((op.Grant(BEN.user, Role.EDITOR), op.Grant(DAN.user, Role.VIEWER)), key=lambda g: g.user))
    rotation = log.rotation(document)
    own = op.CreateDiagram(document, (op.Grant(CLEO.user, Role.EDITOR),), (rotation,), BOXES)
    assert log.refusal(CLEO, own) is ErrorCode.ROLE
    without_author = op.CreateDiagram(
        document, grants[:1] if grants[0].user == DAN.user else grants[1:], (rotation,), BOXES
    )
    assert log.refusal(BEN, without_author) is ErrorCode.MALFORMED
    other = op.CreateDiagram(document, grants, (log.rotation(),), BOXES)
    assert log.refusal(BEN, other) is ErrorCode.ROTATION_MISSING
    stranger = op.CreateDiagram(document, (op.Grant("ff" * 16, Role.VIEWER),), (rotation,), BOXES)
    assert log.refusal(BEN, stranger) is ErrorCode.UNKNOWN_USER
    state = log.do(BEN, op.CreateDiagram(document, grants, (rotation,), BOXES))
    roles = [diagram_role(state, person.user, state.diagrams[document]) for person in (ANA, BEN, CLEO, DAN)]
    assert roles == [None, Role.EDITOR, None, Role.VIEWER]
    assert scope_of(state, place_of(state, discussion_of(document))) == document


def test_mem41_admins_delete_and_restore() -> None:
    """MEM-41."""
    log = everyone()
    plan = log.diagram("plan", CLEO)
    assert log.refusal(CLEO, op.DeleteDiagram(plan)) is ErrorCode.ROLE
    assert log.refusal(BEN, op.RestoreDiagram(plan)) is ErrorCode.NO_CHANGE
    assert log.refusal(BEN, op.DeleteDiagram(identifier("no"))) is ErrorCode.UNKNOWN_DOCUMENT
    state = log.do(BEN, op.DeleteDiagram(plan))
    assert state.diagrams[plan].deleted.now
    assert log.refusal(CLEO, op.RestoreDiagram(plan)) is ErrorCode.ROLE
    state = log.do(BEN, op.RestoreDiagram(plan))
    assert not state.diagrams[plan].deleted.now
    assert state.diagrams[plan].deleted.at(state.seq - 1)


def test_mem42_restricting_replaces_roles_and_ends_links() -> None:
    """MEM-42, MEM-24."""
    log = everyone()
    plan = log.diagram("plan", CLEO)
    log.do(CLEO, op.CreateLink(identifier("link"), plan, log.fresh(), LATER))
    log.do(ANA, op.SetDiagramRole(DAN.user, plan, Role.EDITOR, (), (), BOXES))
    cut = op.Cut(plan, CLEO.laptop.device, "0f" * 8, 5)
    kept = op.Cut(plan, BEN.laptop.device, "0f" * 8, 5)
    grants = (op.Grant(BEN.user, Role.EDITOR),)

    def restrict(*cuts: op.Cut) -> op.RestrictDiagram:
        return op.RestrictDiagram(plan, grants, cuts, (log.rotation(plan),), BOXES)

    assert log.refusal(CLEO, restrict()) is ErrorCode.ROLE
    state = log.do(BEN, restrict(*sorted((cut,), key=lambda c: c.device)))
    roles = [diagram_role(state, person.user, state.diagrams[plan]) for person in (ANA, BEN, CLEO, DAN)]
    assert roles == [None, Role.EDITOR, None, None]
    assert not state.links[identifier("link")].live
    assert state.members[CLEO.user].losses[-1].cuts == {(plan, cut.device, cut.writer): 5}
    assert state.members[DAN.user].losses[-1].cuts == {}
    assert log.refusal(BEN, restrict()) is ErrorCode.NO_CHANGE
    assert kept.device != cut.device


def test_mem42_opening_carries_the_key_over() -> None:
    """MEM-42."""
    log = everyone()
    secret = log.restricted("secret")
    assert log.refusal(BEN, op.OpenDiagram(secret, b"sealed", BOXES)) is ErrorCode.ROLE
    assert log.refusal(ANA, op.OpenDiagram(secret, b"", BOXES)) is ErrorCode.EPOCH
    state = log.do(ANA, op.OpenDiagram(secret, b"sealed", BOXES))
    (bridge,) = state.diagrams[secret].bridges
    assert (bridge.epoch, bridge.workspace_epoch, bridge.sealed) == (1, 1, b"sealed")
    assert diagram_role(state, CLEO.user, state.diagrams[secret]) is Role.EDITOR
    assert log.refusal(ANA, op.OpenDiagram(secret, b"sealed", BOXES)) is ErrorCode.NO_CHANGE
    again = op.RestrictDiagram(secret, (op.Grant(ANA.user, Role.EDITOR),), (), (log.rotation(secret),), BOXES)
    state = log.do(ANA, again)
    assert state.scopes[secret].newest.number == 2


def test_mem43_roles_of_single_users() -> None:
    """MEM-43."""
    log = everyone()
    plan = log.diagram("plan")

    def set_role(person: object, role: Role | None, *cuts: op.Cut) -> op.SetDiagramRole:
        return op.SetDiagramRole(person.user, plan, role, cuts, (), BOXES)

    assert log.refusal(CLEO, set_role(DAN, Role.EDITOR)) is ErrorCode.ROLE
    assert log.refusal(BEN, set_role(ANA, Role.VIEWER)) is ErrorCode.OWNERS_ONLY
    assert log.refusal(BEN, set_role(DAN, Role.ADMIN)) is ErrorCode.MALFORMED
    nothing_lost = op.Cut(plan, DAN.laptop.device, "0f" * 8, 1)
    assert log.refusal(BEN, set_role(DAN, Role.EDITOR, nothing_lost)) is ErrorCode.CUT_FOREIGN
    state = log.do(BEN, set_role(DAN, Role.EDITOR))
    assert diagram_role(state, DAN.user, state.diagrams[plan]) is Role.EDITOR
    assert log.refusal(BEN, set_role(DAN, Role.EDITOR)) is ErrorCode.NO_CHANGE
    raised = op.Cut(plan, CLEO.laptop.device, "0f" * 8, 1)
    state = log.do(BEN, set_role(CLEO, Role.VIEWER, raised))
    assert diagram_role(state, CLEO.user, state.diagrams[plan]) is Role.VIEWER
    assert state.members[CLEO.user].losses[-1].diagram == plan
    elsewhere = op.Cut(identifier("else"), DAN.laptop.device, "0f" * 8, 1)
    assert log.refusal(BEN, set_role(DAN, None, elsewhere)) is ErrorCode.CUT_FOREIGN
    state = log.do(BEN, set_role(CLEO, None))
    assert diagram_role(state, CLEO.user, state.diagrams[plan]) is Role.EDITOR


def test_mem31_mem43_the_way_into_and_out_of_a_restricted_diagram() -> None:
    """MEM-31, MEM-43."""
    log = everyone()
    secret = log.restricted("secret")

    def set_role(user: str, role: Role | None, *rotations: op.Rotation) -> op.SetDiagramRole:
        return op.SetDiagramRole(user, secret, role, (), rotations, BOXES)

    assert log.refusal(BEN, set_role(BEN.user, Role.VIEWER)) is ErrorCode.ROLE
    log.do(ANA, set_role(DAN.user, Role.VIEWER))
    log.do(ANA, op.CreateLink(identifier("link"), secret, log.fresh(), LATER))
    assert log.refusal(ANA, set_role(DAN.user, None)) is ErrorCode.ROTATION_MISSING
    state = log.do(BEN, set_role(DAN.user, None))
    assert state.scopes[secret].stale
    assert not state.links[identifier("link")].live
    log.do(ANA, set_role(DAN.user, Role.VIEWER))
    state = log.do(ANA, set_role(DAN.user, None, log.rotation(secret)))
    assert not state.scopes[secret].stale


@pytest.mark.parametrize("body", [op.DeleteDiagram, op.RestoreDiagram])
def test_mem41_of_an_unknown_diagram_nothing_is_done(body: type[op.DeleteDiagram | op.RestoreDiagram]) -> None:
    """MEM-41."""
    assert everyone().refusal(ANA, body(identifier("no"))) is ErrorCode.UNKNOWN_DOCUMENT


def test_mem40_no_diagram_stands_where_none_or_a_discussion_does() -> None:
    """MEM-40: a box without a document holds a scope's key, and guests get the keys of diagram and discussion."""
    log = everyone()
    assert log.refusal(CLEO, op.CreateDiagram("00" * 16, (), (), BOXES)) is ErrorCode.ALREADY_EXISTS
    plan = identifier("plan")
    log.do(CLEO, op.CreateDiagram(discussion_of(plan), (), (), BOXES))
    assert log.refusal(CLEO, op.CreateDiagram(plan, (), (), BOXES)) is ErrorCode.ALREADY_EXISTS


def test_mem23_restricting_ends_the_open_invites_to_the_diagram() -> None:
    """MEM-23, MEM-42."""
    log = everyone()
    plan, other = log.diagram("plan"), log.diagram("other")
    for name, document in (("in", plan), ("else", other), ("workspace", None)):
        log.invite(name, Role.VIEWER, document)
    grants = (op.Grant(ANA.user, Role.EDITOR),)
    state = log.do(ANA, op.RestrictDiagram(plan, grants, (), (log.rotation(plan),), BOXES))
    found = [state.invites[identifier(name)].status for name in ("in", "else", "workspace")]
    assert found == [InviteStatus.CANCELLED, InviteStatus.OPEN, InviteStatus.OPEN]


def test_mem23_who_is_put_out_of_a_diagram_has_no_invites_to_it() -> None:
    """MEM-23: he would read on as the guest whom he invited."""
    log = everyone()
    secret = log.restricted("secret", op.Grant(BEN.user, Role.EDITOR))
    plan = log.diagram("plan")
    log.invite("of ana", Role.VIEWER, secret)
    for name, document in (("of ben", secret), ("elsewhere", plan)):
        log.do(BEN, op.Invite(identifier(name), log.fresh(), log.fresh(), Role.VIEWER, document, LATER, BOXES))
    state = log.do(ANA, op.SetDiagramRole(BEN.user, secret, None, (), (log.rotation(secret),), BOXES))
    found = [state.invites[identifier(name)].status for name in ("of ana", "of ben", "elsewhere")]
    assert found == [InviteStatus.OPEN, InviteStatus.CANCELLED, InviteStatus.OPEN]
