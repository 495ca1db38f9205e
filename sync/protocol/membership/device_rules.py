"""Rules of devices."""

from __future__ import annotations

from dataclasses import replace

from sync.protocol.errors import ErrorCode
from sync.protocol.membership.access import role_of, scopes_known_to
from sync.protocol.membership.checks import (
    Author,
    add_loss,
    cancel_invites,
    cuts_of,
    enter_another_device,
    refuse,
    require,
    require_for_admins,
)
from sync.protocol.membership.draft import Draft
from sync.protocol.membership.key_rules import rotate_after_loss
from sync.protocol.membership.operations import AddDevice, RevokeDevice
from sync.protocol.membership.state import Loss
from sync.protocol.roles import Permission


def add_device(draft: Draft, author: Author, body: AddDevice) -> None:
    """Add a further device to the author's own."""
    enter_another_device(draft, author.user, body.device)


def revoke_device(draft: Draft, author: Author, body: RevokeDevice) -> None:
    """End a device for ever, and the invites that it opened: it knows their secrets.

    One that ends itself does not choose the key that is to keep it out.
    """
    device = draft.devices.get(body.device)
    if device is None:
        refuse("the workspace has no such device", ErrorCode.UNKNOWN_DEVICE)
    if device.revoked is not None:
        refuse("the device is revoked already", ErrorCode.NO_CHANGE)
    if device.user != author.user:
        require(draft, author, Permission.REVOKE_DEVICE)
        require_for_admins(draft, author, role_of(draft, device.user))
    cuts = cuts_of(draft, body.cuts, (body.device,))
    scopes = scopes_known_to(draft, device.user)
    cancel_invites(draft, lambda invite: invite.device == body.device)
    draft.devices[body.device] = replace(device, revoked=draft.seq)
    add_loss(draft, device.user, Loss(draft.seq, body.device, None, cuts))
    rotate_after_loss(draft, author, scopes, body.rotations, leaving=body.device == author.device)
