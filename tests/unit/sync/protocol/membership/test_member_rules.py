"""Users and roles."""

from __future__ import annotations

import pytest

from sync.protocol.errors import ErrorCode
from sync.protocol.membership import operations as op
from sync.protocol.membership.access import live_devices, role_of
from sync.protocol.membership.state import InviteStatus
from sync.protocol.roles import MEMBER_ROLES, Role
from tests.support.workspace import ANA, BEN, BOXES, CLEO, DAN, LATER, Person, Signer, TeamLog, identifier, team


def set_role(person: Person, role: Role, *cuts: op.Cut) -> op.SetRole:
    """Return the operation that gives somebody a role."""
    return op.SetRole(person.user, role, cuts, BOXES)


def test_mem14_nobody_founds_a_workspace_under_an_id_that_is_not_his() -> None:
    """MEM-14."""
    log = TeamLog()
    stranger = TeamLog.__new__(TeamLog)
    stranger.founder, stranger.sequencer, stranger.entries, stranger.count = BEN, log.sequencer, [], 0
    stranger.workspace, stranger._state = log.workspace, None
    body = op.Create(bytes(16), BEN.user, BEN.admissions(), log.sequencer.public, bytes(32), BOXES)
    assert stranger.refusal(BEN, body) is ErrorCode.BAD_IDENTITY


def test_mem20_members_are_admitted_by_those_who_may_invite() -> None:
    """MEM-20."""
    log = team(ben=Role.ADMIN, cleo=Role.EDITOR)
    body = op.Admit(DAN.user, Role.VIEWER, DAN.admissions(), BOXES)
    assert log.refusal(CLEO, body) is ErrorCode.ROLE
    state = log.do(BEN, body)
    assert role_of(state, DAN.user) is Role.VIEWER
    assert [device.device for device in live_devices(state, DAN.user)] == [DAN.laptop.device]
    assert log.refusal(BEN, body) is ErrorCode.EVER_PRESENT
    assert log.refusal(ANA, op.Admit(identifier("x"), Role.GUEST, Person("x").admissions(), BOXES)) is not None
    assert log.refusal(ANA, op.Admit(identifier("x"), Role.VIEWER, (), BOXES)) is ErrorCode.MALFORMED


def test_mem1_mem6_a_device_enters_once_and_with_its_consent() -> None:
    """MEM-1, MEM-6."""
    log = team(ben=Role.EDITOR)
    stolen = op.Admit(DAN.user, Role.VIEWER, CLEO.admissions(), BOXES)
    assert log.refusal(ANA, stolen) is ErrorCode.BAD_IDENTITY
    again = Person("ben again", ("laptop",))
    reused = op.Admit(BEN.user[::-1], Role.VIEWER, BEN.admissions(), BOXES)
    assert log.refusal(ANA, reused) is ErrorCode.BAD_IDENTITY
    twice = again.with_device("laptop")
    assert log.refusal(ANA, op.Admit(again.user, Role.VIEWER, twice.admissions(), BOXES)) is ErrorCode.KEY_REUSED


@pytest.mark.parametrize("role", sorted(MEMBER_ROLES))
def test_mem21_only_owners_give_and_take_the_highest_roles(role: Role) -> None:
    """MEM-21."""
    log = team(ben=Role.ADMIN, cleo=Role.ADMIN, dan=Role.VIEWER)
    high = role >= Role.ADMIN
    expected = ErrorCode.OWNERS_ONLY if high else ErrorCode.NO_CHANGE if role is Role.VIEWER else None
    assert log.refusal(BEN, set_role(DAN, role)) is expected
    other = Person("eve")
    admit = op.Admit(other.user, role, other.admissions(), BOXES)
    assert log.refusal(BEN, admit) is (ErrorCode.OWNERS_ONLY if high else None)
    expected = ErrorCode.NO_CHANGE if role is Role.ADMIN else ErrorCode.OWNERS_ONLY
    assert log.refusal(BEN, set_role(CLEO, role)) is expected
    assert log.refusal(ANA, set_role(DAN, role)) is (ErrorCode.NO_CHANGE if role is Role.VIEWER else None)


def test_mem21_only_owners_remove_owners_and_admins() -> None:
    """MEM-21."""
    log = team(ben=Role.ADMIN, cleo=Role.ADMIN, dan=Role.EDITOR)

    def remove(person: Person) -> op.Remove:
        return op.Remove(person.user, (), (log.rotation(),), BOXES)

    assert [log.refusal(BEN, remove(person)) for person in (ANA, CLEO)] == [ErrorCode.OWNERS_ONLY] * 2
    assert [log.refusal(DAN, remove(person)) for person in (ANA, CLEO)] == [ErrorCode.ROLE] * 2
    assert log.refusal(BEN, remove(DAN)) is None
    assert log.refusal(ANA, remove(CLEO)) is None


def test_mem21_everybody_may_lower_himself_and_nobody_raise_himself() -> None:
    """MEM-21."""
    log = team(ben=Role.ADMIN, cleo=Role.EDITOR)
    assert log.refusal(BEN, set_role(BEN, Role.OWNER)) is ErrorCode.OWNERS_ONLY
    assert log.refusal(CLEO, set_role(CLEO, Role.ADMIN)) is ErrorCode.ROLE
    log.do(CLEO, set_role(CLEO, Role.VIEWER))
    log.do(BEN, set_role(BEN, Role.VIEWER))
    assert [role_of(log.state, person.user) for person in (BEN, CLEO)] == [Role.VIEWER, Role.VIEWER]


def test_mem15_the_last_owner_stays() -> None:
    """MEM-15."""
    log = team(ben=Role.OWNER)
    leave = op.Remove(ANA.user, (), (), BOXES)
    assert log.refusal(BEN, set_role(ANA, Role.VIEWER)) is None
    log.do(ANA, set_role(BEN, Role.ADMIN))
    assert log.refusal(ANA, set_role(ANA, Role.VIEWER)) is ErrorCode.LAST_OWNER
    assert log.refusal(ANA, leave) is ErrorCode.LAST_OWNER
    revoke = op.RevokeDevice(ANA.laptop.device, (), (), BOXES)
    assert log.refusal(ANA, revoke) is ErrorCode.LAST_OWNER


def test_mem15_of_two_owners_who_lower_each_other_one_stays() -> None:
    """MEM-15: a race; the second operation no longer extends the head, and signed anew it is refused."""
    log = team(ben=Role.OWNER)
    log.do(ANA, set_role(BEN, Role.EDITOR))
    assert log.refusal(BEN, set_role(ANA, Role.EDITOR)) is ErrorCode.ROLE


def test_mem25_the_workspace_is_handed_over_in_one_operation() -> None:
    """MEM-25."""
    log = team(ben=Role.EDITOR, cleo=Role.ADMIN)
    assert log.refusal(CLEO, op.Transfer(BEN.user)) is ErrorCode.ROLE
    assert log.refusal(ANA, op.Transfer(ANA.user)) is ErrorCode.UNKNOWN_USER
    log.do(ANA, op.AddGuest(DAN.user, Role.EDITOR, log.diagram("plan"), DAN.admissions(), BOXES))
    assert log.refusal(ANA, op.Transfer(DAN.user)) is ErrorCode.UNKNOWN_USER
    state = log.do(ANA, op.Transfer(BEN.user))
    assert (role_of(state, BEN.user), role_of(state, ANA.user)) == (Role.OWNER, Role.ADMIN)


def test_mem20_a_removed_user_comes_back_by_readmission_only() -> None:
    """MEM-20."""
    log = team(ben=Role.ADMIN, cleo=Role.EDITOR)
    plan = log.diagram("plan")
    log.do(ANA, op.SetDiagramRole(CLEO.user, plan, Role.COMMENTER, (), (), BOXES))
    readmit = op.Readmit(CLEO.user, Role.VIEWER, BOXES)
    assert log.refusal(BEN, readmit) is ErrorCode.UNKNOWN_USER
    state = log.do(BEN, op.Remove(CLEO.user, (), (log.rotation(),), BOXES))
    assert role_of(state, CLEO.user) is None
    assert live_devices(state, CLEO.user) == []
    assert log.refusal(ANA, op.Admit(CLEO.user, Role.VIEWER, CLEO.admissions(), BOXES)) is ErrorCode.EVER_PRESENT
    key = log.invite("back")
    accept = op.Accept(identifier("back"), CLEO.user, CLEO.admissions(), BOXES)
    assert log.refusal(key, accept, signer=identifier("back")) is ErrorCode.EVER_PRESENT
    for high in (Role.ADMIN, Role.OWNER):
        assert log.refusal(BEN, op.Readmit(CLEO.user, high, BOXES)) is ErrorCode.OWNERS_ONLY
        assert log.refusal(ANA, op.Readmit(CLEO.user, high, BOXES)) is None
    assert log.refusal(ANA, op.Readmit(CLEO.user, Role.GUEST, BOXES)) is ErrorCode.MALFORMED
    state = log.do(BEN, readmit)
    assert role_of(state, CLEO.user) is Role.VIEWER
    assert len(live_devices(state, CLEO.user)) == 1
    assert state.diagrams[plan].roles[CLEO.user].now is None


def test_mem5_a_revoked_device_does_not_come_back_with_its_user() -> None:
    """MEM-5."""
    cleo = CLEO.with_device("phone")
    log = team(ben=Role.ADMIN)
    log.join(cleo)
    log.do(cleo, op.RevokeDevice(cleo.devices[1].device, (), (log.rotation(),), BOXES))
    log.do(ANA, op.Remove(cleo.user, (), (log.rotation(),), BOXES))
    state = log.do(ANA, op.Readmit(cleo.user, Role.EDITOR, BOXES))
    assert [device.device for device in live_devices(state, cleo.user)] == [cleo.laptop.device]
    log.do(cleo, op.RevokeDevice(cleo.laptop.device, (), (), BOXES))
    log.do(ANA, op.Remove(cleo.user, (), (log.rotation(),), BOXES))
    assert log.refusal(ANA, op.Readmit(cleo.user, Role.EDITOR, BOXES)) is ErrorCode.DEVICE_REVOKED


def test_mem23_mem24_removal_ends_invites_and_links() -> None:
    """MEM-23, MEM-24."""
    log = team(ben=Role.ADMIN, cleo=Role.EDITOR)
    plan, secret = log.diagram("plan"), log.restricted("secret")
    log.do(BEN, op.Invite(identifier("i"), log.fresh(), log.fresh(), Role.VIEWER, None, LATER, BOXES))
    log.do(ANA, op.CreateLink(identifier("open"), plan, log.fresh(), LATER))
    log.do(ANA, op.CreateLink(identifier("closed"), secret, log.fresh(), LATER))
    state = log.do(ANA, op.Remove(BEN.user, (), (log.rotation(),), BOXES))
    assert state.invites[identifier("i")].status is InviteStatus.CANCELLED
    assert not state.links[identifier("open")].live
    assert state.links[identifier("closed")].live


def test_mem23_who_may_not_invite_any_more_has_no_invites() -> None:
    """MEM-23."""
    log = team(ben=Role.ADMIN)
    log.do(BEN, op.Invite(identifier("i"), log.fresh(), log.fresh(), Role.VIEWER, None, LATER, BOXES))
    state = log.do(ANA, set_role(BEN, Role.EDITOR))
    assert state.invites[identifier("i")].status is InviteStatus.CANCELLED


def test_mem50_cuts_belong_to_the_user_who_loses() -> None:
    """MEM-50."""
    log = team(ben=Role.EDITOR, cleo=Role.EDITOR)
    own = op.Cut(identifier("d"), BEN.laptop.device, "0f" * 8, 4)
    foreign = op.Cut(identifier("d"), CLEO.laptop.device, "0f" * 8, 4)
    assert log.refusal(ANA, set_role(BEN, Role.VIEWER, foreign)) is ErrorCode.CUT_FOREIGN
    assert log.refusal(ANA, set_role(BEN, Role.ADMIN, own)) is ErrorCode.CUT_FOREIGN
    state = log.do(ANA, set_role(BEN, Role.VIEWER, own))
    (loss,) = state.members[BEN.user].losses
    assert loss.cuts == {(own.document, own.device, own.writer): 4}
    assert loss.seq == state.seq


def test_mem23_who_is_no_owner_any_more_has_no_invites_to_owner_and_admin() -> None:
    """MEM-23: one of them would bring him back to what he lost."""
    log = team(ben=Role.OWNER)

    def invites(*names: str) -> list[InviteStatus]:
        return [log.state.invites[identifier(name)].status for name in names]

    for name, role in (("owner", Role.OWNER), ("admin", Role.ADMIN), ("editor", Role.EDITOR)):
        log.do(BEN, op.Invite(identifier(name), Signer(name).public, log.fresh(), role, None, LATER, BOXES))
    log.invite("of ana", Role.OWNER)
    state = log.do(ANA, set_role(BEN, Role.ADMIN))
    assert invites("owner", "admin", "editor") == [InviteStatus.CANCELLED, InviteStatus.CANCELLED, InviteStatus.OPEN]
    assert state.scopes[log.workspace].stale
    back = op.Accept(identifier("owner"), DAN.user, DAN.admissions(), BOXES)
    assert log.refusal(Signer("owner"), back, signer=identifier("owner")) is ErrorCode.INVITE_USED
    log.do(BEN, op.Rotate((log.rotation(),), BOXES))
    state = log.do(ANA, op.Transfer(BEN.user))
    assert invites("of ana", "editor") == [InviteStatus.CANCELLED, InviteStatus.OPEN]
    assert state.scopes[log.workspace].stale


def test_mem23_a_lowered_role_leaves_no_key_with_a_cancelled_invite() -> None:
    """MEM-23, MEM-31: whoever holds it may have opened the key; a reader rotates."""
    log = team(ben=Role.ADMIN)
    secret = log.restricted("secret", op.Grant(BEN.user, Role.EDITOR))
    log.do(BEN, op.Invite(identifier("i"), log.fresh(), log.fresh(), Role.VIEWER, secret, LATER, BOXES))
    state = log.do(ANA, set_role(BEN, Role.EDITOR))
    assert state.invites[identifier("i")].status is InviteStatus.CANCELLED
    assert [state.scopes[scope].stale for scope in (secret, log.workspace)] == [True, False]
