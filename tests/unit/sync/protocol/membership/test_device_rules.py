"""Devices."""

from __future__ import annotations

from sync.crypto.identity import admit_device
from sync.protocol.errors import ErrorCode
from sync.protocol.limits import MAX_LIVE_DEVICES
from sync.protocol.membership import operations as op
from sync.protocol.membership.access import live_devices
from sync.protocol.membership.state import InviteStatus
from sync.protocol.roles import Role
from tests.support.workspace import ANA, BEN, BOXES, CLEO, LATER, Person, TeamLog, identifier, identity, team


def add(person: Person, name: str) -> op.AddDevice:
    """Return the operation that adds a device to somebody's own."""
    return op.AddDevice(admit_device(identity(f"{person.name}'s {name}"), person.user), BOXES)


def with_phone() -> tuple[TeamLog, Person]:
    """Return a log in which Ben has a laptop and a phone."""
    log = team(ben=Role.EDITOR, cleo=Role.ADMIN)
    log.do(BEN, add(BEN, "phone"))
    return log, BEN.with_device("phone")


def test_mem1_a_further_device_is_added_by_a_live_device_of_its_user() -> None:
    """MEM-1."""
    log, ben = with_phone()
    assert [device.device for device in live_devices(log.state, BEN.user)] == [d.device for d in ben.devices]
    assert log.refusal(ANA, add(BEN, "tablet")) is ErrorCode.BAD_IDENTITY
    assert log.refusal(BEN, add(BEN, "phone")) is ErrorCode.KEY_REUSED
    assert log.refusal(ben.devices[1], add(BEN, "tablet")) is None


def test_mem5_a_revoked_device_never_acts_again() -> None:
    """MEM-5."""
    log, ben = with_phone()
    phone = ben.devices[1]
    log.do(BEN, op.RevokeDevice(phone.device, (), (log.rotation(),), BOXES))
    assert log.refusal(phone, add(BEN, "tablet")) is ErrorCode.DEVICE_REVOKED
    assert log.refusal(BEN, add(BEN, "phone")) is ErrorCode.KEY_REUSED
    again = op.RevokeDevice(phone.device, (), (log.rotation(),), BOXES)
    assert log.refusal(BEN, again) is ErrorCode.NO_CHANGE
    unknown = op.RevokeDevice("ff" * 16, (), (), BOXES)
    assert log.refusal(BEN, unknown) is ErrorCode.UNKNOWN_DEVICE


def test_mem21_others_devices_are_for_admins_and_those_of_admins_for_owners() -> None:
    """MEM-21."""
    log, ben = with_phone()

    def revoke(device: str) -> op.RevokeDevice:
        return op.RevokeDevice(device, (), (log.rotation(),), BOXES)

    assert log.refusal(BEN, revoke(CLEO.laptop.device)) is ErrorCode.ROLE
    assert log.refusal(CLEO, revoke(ben.devices[1].device)) is None
    assert log.refusal(CLEO, revoke(ANA.laptop.device)) is ErrorCode.OWNERS_ONLY
    assert log.refusal(ANA, revoke(CLEO.laptop.device)) is None


def test_mem31_mem32_revoking_rotates_unless_the_device_ends_itself() -> None:
    """MEM-31, MEM-32."""
    log, ben = with_phone()
    phone = ben.devices[1]
    assert log.refusal(BEN, op.RevokeDevice(phone.device, (), (), BOXES)) is ErrorCode.ROTATION_MISSING
    itself = op.RevokeDevice(phone.device, (), (log.rotation(),), BOXES)
    assert log.refusal(phone, itself) is ErrorCode.ROTATION_UNEXPECTED
    state = log.do(phone, op.RevokeDevice(phone.device, (), (), BOXES))
    assert state.scopes[log.workspace].stale


def test_mem50_a_revocation_cuts_only_its_device() -> None:
    """MEM-50."""
    log, ben = with_phone()
    laptop, phone = (op.Cut("0c" * 16, device.device, "0f" * 8, 3) for device in ben.devices)
    rotation = (log.rotation(),)
    assert log.refusal(BEN, op.RevokeDevice(ben.devices[1].device, (laptop,), rotation, BOXES)) is ErrorCode.CUT_FOREIGN
    state = log.do(BEN, op.RevokeDevice(ben.devices[1].device, (phone,), rotation, BOXES))
    (loss,) = state.members[BEN.user].losses
    assert loss.device == ben.devices[1].device
    assert list(loss.cuts.values()) == [3]


def test_the_number_of_live_devices_is_bounded() -> None:
    log = TeamLog()
    for number in range(MAX_LIVE_DEVICES - 1):
        log.do(ANA, add(ANA, f"device {number}"))
    assert log.refusal(ANA, add(ANA, "one more")) is ErrorCode.TOO_MANY


def test_mem23_a_device_that_ends_takes_its_invites_along() -> None:
    """MEM-23: a stolen laptop knows the secrets of the invites that it opened."""
    log = team(ben=Role.ADMIN)
    log.do(BEN, add(BEN, "phone"))
    ben = BEN.with_device("phone")
    for device, name in zip(ben.devices, ("of laptop", "of phone"), strict=True):
        log.do(device, op.Invite(identifier(name), log.fresh(), log.fresh(), Role.VIEWER, None, LATER, BOXES))
    state = log.do(ben.devices[1], op.RevokeDevice(BEN.laptop.device, (), (log.rotation(),), BOXES))
    assert state.invites[identifier("of laptop")].status is InviteStatus.CANCELLED
    assert state.invites[identifier("of phone")].status is InviteStatus.OPEN


def test_mem6_an_id_is_a_devices_or_an_invites() -> None:
    """MEM-6: a box names its recipient by it."""
    log = team(ben=Role.ADMIN)
    for taken in (ANA.laptop.device, BEN.laptop.device):
        invite = op.Invite(taken, log.fresh(), log.fresh(), Role.VIEWER, None, LATER, BOXES)
        assert log.refusal(BEN, invite) is ErrorCode.ALREADY_EXISTS
    phone = BEN.with_device("phone").devices[1].device
    log.do(BEN, op.Invite(phone, log.fresh(), log.fresh(), Role.VIEWER, None, LATER, BOXES))
    assert log.refusal(BEN, add(BEN, "phone")) is ErrorCode.ALREADY_EXISTS
