"""Share links and adoption."""

from __future__ import annotations

from sync.protocol.errors import ErrorCode
from sync.protocol.membership import operations as op
from sync.protocol.membership.access import effective_cut
from sync.protocol.roles import Role
from tests.support.workspace import ANA, BEN, BOXES, CLEO, DAN, LATER, NOW, TeamLog, identifier, team

WRITER = "0f" * 8


def test_mem44_links_are_made_by_editors_who_read_and_ended_by_author_or_admin() -> None:
    """MEM-44."""
    log = team(ben=Role.ADMIN, cleo=Role.EDITOR, dan=Role.COMMENTER)
    plan, secret = log.diagram("plan"), log.restricted("secret")

    def link(document: str, expires: int = LATER, name: str = "link") -> op.CreateLink:
        return op.CreateLink(identifier(name), document, log.fresh(), expires)

    assert log.refusal(DAN, link(plan)) is ErrorCode.ROLE
    assert log.refusal(CLEO, link(secret)) is ErrorCode.ROLE
    assert log.refusal(CLEO, link(identifier("no"))) is ErrorCode.UNKNOWN_DOCUMENT
    assert log.refusal(CLEO, link(plan, NOW)) is ErrorCode.EXPIRED
    body = link(plan)
    log.do(CLEO, body)
    assert log.refusal(CLEO, link(plan)) is ErrorCode.ALREADY_EXISTS
    twin = op.CreateLink(identifier("twin"), plan, body.commitment, LATER)
    assert log.refusal(CLEO, twin) is ErrorCode.KEY_REUSED
    assert log.refusal(DAN, op.RevokeLink(identifier("link"))) is ErrorCode.ROLE
    assert log.refusal(BEN, op.RevokeLink(identifier("link"))) is None
    state = log.do(CLEO, op.RevokeLink(identifier("link")))
    assert not state.links[identifier("link")].live
    assert log.refusal(CLEO, op.RevokeLink(identifier("link"))) is ErrorCode.NO_CHANGE
    assert log.refusal(CLEO, op.RevokeLink(identifier("no"))) is ErrorCode.UNKNOWN_LINK


def cut_team() -> tuple[TeamLog, str]:
    """Return a log in which Cleo was removed after counter 3 of a chain."""
    log = team(ben=Role.EDITOR, cleo=Role.EDITOR, dan=Role.VIEWER)
    plan = log.diagram("plan")
    cut = op.Cut(plan, CLEO.laptop.device, WRITER, 3)
    log.do(ANA, op.Remove(CLEO.user, (cut,), (log.rotation(),), BOXES))
    return log, plan


def test_mem51_an_editor_adopts_what_he_had_applied_already() -> None:
    """MEM-51."""
    log, plan = cut_team()

    def adopt(counter: int, device: str = CLEO.laptop.device, document: str = plan) -> op.Adopt:
        return op.Adopt(document, device, WRITER, counter, bytes(32))

    assert log.refusal(DAN, adopt(5)) is ErrorCode.ROLE
    assert log.refusal(BEN, adopt(3)) is ErrorCode.NO_CHANGE
    assert log.refusal(BEN, adopt(5, BEN.laptop.device)) is ErrorCode.UNKNOWN_DEVICE
    assert log.refusal(BEN, adopt(5, "ff" * 16)) is ErrorCode.UNKNOWN_DEVICE
    assert log.refusal(BEN, adopt(5, ANA.laptop.device)) is ErrorCode.NO_CHANGE
    assert log.refusal(BEN, adopt(5, document=identifier("no"))) is ErrorCode.UNKNOWN_DOCUMENT
    state = log.do(BEN, adopt(5))
    (loss,) = state.members[CLEO.user].losses
    assert effective_cut(state, loss, (plan, CLEO.laptop.device, WRITER)) == 5
    assert effective_cut(state, loss, (plan, CLEO.laptop.device, "ee" * 8)) == 0
    assert log.refusal(BEN, adopt(5)) is ErrorCode.NO_CHANGE
    log.do(BEN, adopt(6))


def test_mem51_an_adoption_does_not_raise_later_cuts() -> None:
    """MEM-51."""
    log, plan = cut_team()
    log.do(BEN, op.Adopt(plan, CLEO.laptop.device, WRITER, 9, bytes(32)))
    log.do(ANA, op.Readmit(CLEO.user, Role.EDITOR, BOXES))
    cut = op.Cut(plan, CLEO.laptop.device, WRITER, 4)
    state = log.do(ANA, op.Remove(CLEO.user, (cut,), (log.rotation(),), BOXES))
    chain = (plan, CLEO.laptop.device, WRITER)
    assert [effective_cut(state, loss, chain) for loss in state.members[CLEO.user].losses] == [9, 4]
    assert log.refusal(BEN, op.Adopt(plan, CLEO.laptop.device, WRITER, 4, bytes(32))) is ErrorCode.NO_CHANGE
    assert log.refusal(BEN, op.Adopt(plan, CLEO.laptop.device, WRITER, 5, bytes(32))) is None
