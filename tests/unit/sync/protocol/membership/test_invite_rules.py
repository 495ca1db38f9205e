"""Invites and guests."""

from __future__ import annotations

from sync.protocol.errors import ErrorCode
from sync.protocol.membership import operations as op
from sync.protocol.membership.access import diagram_role, role_of
from sync.protocol.membership.state import InviteStatus
from sync.protocol.roles import Role
from tests.support.workspace import BEN, BOXES, CLEO, DAN, LATER, NOW, TeamLog, identifier, team


def invite(log: TeamLog, name: str, role: Role, document: str | None = None, expires: int = LATER) -> op.Invite:
    """Return an operation that opens an invite."""
    return op.Invite(identifier(name), log.fresh(), log.fresh(), role, document, expires, BOXES)


def test_mem22_an_invite_lets_one_user_in_once_while_it_lasts() -> None:
    """MEM-22."""
    log = team()
    key = log.invite("link", Role.COMMENTER)
    accept = op.Accept(identifier("link"), DAN.user, DAN.admissions(), BOXES)
    assert log.refusal(key, accept, LATER + 1, identifier("link")) is ErrorCode.EXPIRED
    state = log.accept(key, DAN)
    assert role_of(state, DAN.user) is Role.COMMENTER
    assert state.invites[identifier("link")].status is InviteStatus.USED
    second = op.Accept(identifier("link"), CLEO.user, CLEO.admissions(), BOXES)
    assert log.refusal(key, second, NOW, identifier("link")) is ErrorCode.INVITE_USED


def test_mem20_mem21_who_may_invite_to_what() -> None:
    """MEM-20, MEM-21."""
    log = team(ben=Role.ADMIN, cleo=Role.EDITOR)
    assert log.refusal(CLEO, invite(log, "a", Role.VIEWER)) is ErrorCode.ROLE
    assert log.refusal(BEN, invite(log, "a", Role.ADMIN)) is ErrorCode.OWNERS_ONLY
    assert log.refusal(BEN, invite(log, "a", Role.GUEST)) is ErrorCode.MALFORMED
    assert log.refusal(BEN, invite(log, "a", Role.EDITOR, expires=NOW)) is ErrorCode.EXPIRED
    body = invite(log, "a", Role.EDITOR)
    log.do(BEN, body)
    assert log.refusal(BEN, body) is ErrorCode.ALREADY_EXISTS
    twin = op.Invite(identifier("b"), body.signing_public, log.fresh(), Role.EDITOR, None, LATER, BOXES)
    assert log.refusal(BEN, twin) is ErrorCode.KEY_REUSED


def test_mem3_an_invite_to_one_diagram_makes_a_guest() -> None:
    """MEM-3."""
    log = team(ben=Role.ADMIN)
    plan, other = log.diagram("plan"), log.diagram("other")
    key = log.invite("guest", Role.COMMENTER, plan)
    state = log.accept(key, DAN)
    assert role_of(state, DAN.user) is Role.GUEST
    assert diagram_role(state, DAN.user, state.diagrams[plan]) is Role.COMMENTER
    assert diagram_role(state, DAN.user, state.diagrams[other]) is None
    assert log.refusal(BEN, invite(log, "x", Role.ADMIN, plan)) is ErrorCode.OWNERS_ONLY
    assert log.refusal(BEN, invite(log, "x", Role.VIEWER, identifier("no"))) is ErrorCode.UNKNOWN_DOCUMENT


def test_mem43_a_guest_is_let_in_by_somebody_who_can_read() -> None:
    """MEM-43."""
    log = team(ben=Role.ADMIN)
    plan, secret = log.diagram("plan"), log.restricted("secret")
    guest = op.AddGuest(DAN.user, Role.VIEWER, plan, DAN.admissions(), BOXES)
    closed = op.AddGuest(CLEO.user, Role.VIEWER, secret, CLEO.admissions(), BOXES)
    assert log.refusal(BEN, closed) is ErrorCode.ROLE
    state = log.do(BEN, guest)
    assert diagram_role(state, DAN.user, state.diagrams[plan]) is Role.VIEWER
    assert log.refusal(DAN, op.CreateDiagram(identifier("x"), (), (), BOXES)) is ErrorCode.ROLE
    state = log.do(BEN, op.SetRole(DAN.user, Role.EDITOR, (), BOXES))
    assert role_of(state, DAN.user) is Role.EDITOR


def test_mem31_revoking_an_invite_rotates_what_its_holder_may_have_read() -> None:
    """MEM-31."""
    log = team(ben=Role.ADMIN)
    secret = log.restricted("secret")
    log.invite("link")
    log.invite("guest", Role.VIEWER, secret)
    revoke = op.RevokeInvite(identifier("link"), (), BOXES)
    assert log.refusal(BEN, revoke) is ErrorCode.ROTATION_MISSING
    state = log.do(BEN, op.RevokeInvite(identifier("link"), (log.rotation(),), BOXES))
    assert state.invites[identifier("link")].status is InviteStatus.REVOKED
    assert len(state.scopes[log.workspace].epochs) == 2
    assert log.refusal(BEN, revoke) is ErrorCode.INVITE_USED
    assert log.refusal(BEN, op.RevokeInvite(identifier("no"), (), BOXES)) is ErrorCode.UNKNOWN_INVITE
    state = log.do(BEN, op.RevokeInvite(identifier("guest"), (), BOXES))
    assert state.scopes[secret].stale


def test_mem20_guests_are_let_in_by_those_who_may_invite() -> None:
    """MEM-20."""
    log = team(cleo=Role.EDITOR)
    plan = log.diagram("plan")
    guest = op.AddGuest(DAN.user, Role.VIEWER, plan, DAN.admissions(), BOXES)
    assert log.refusal(CLEO, guest) is ErrorCode.ROLE
    assert log.refusal(log.founder, guest) is None


def test_mem20_mem21_who_may_revoke_whose_invite() -> None:
    """MEM-20, MEM-21."""
    log = team(ben=Role.ADMIN, cleo=Role.EDITOR)
    log.invite("admin", Role.ADMIN)
    log.invite("viewer", Role.VIEWER)

    def revoke(name: str) -> op.RevokeInvite:
        return op.RevokeInvite(identifier(name), (log.rotation(),), BOXES)

    assert log.refusal(CLEO, revoke("viewer")) is ErrorCode.ROLE
    assert log.refusal(BEN, revoke("admin")) is ErrorCode.OWNERS_ONLY
    assert log.refusal(BEN, revoke("viewer")) is None
    log.do(BEN, invite(log, "own", Role.VIEWER))
    assert log.refusal(BEN, revoke("own")) is None


def test_mem43_nobody_invites_to_a_diagram_that_he_cannot_read() -> None:
    """MEM-43."""
    log = team(ben=Role.ADMIN)
    secret = log.restricted("secret")
    assert log.refusal(BEN, invite(log, "x", Role.VIEWER, secret)) is ErrorCode.ROLE
    assert log.refusal(log.founder, invite(log, "x", Role.VIEWER, secret)) is None
