"""Rules of users and roles."""

from __future__ import annotations

from dataclasses import replace

from sync.protocol.errors import ErrorCode
from sync.protocol.membership.access import scopes_known_to
from sync.protocol.membership.checks import (
    Author,
    add_loss,
    cancel_invites,
    cancel_links,
    cuts_of,
    enter_user,
    present,
    readable_diagrams,
    refuse,
    require,
    require_for_admins,
)
from sync.protocol.membership.draft import Draft
from sync.protocol.membership.entry import workspace_id
from sync.protocol.membership.key_rules import bring_epoch, mark_stale, rotate_after_loss
from sync.protocol.membership.operations import Admit, Create, Readmit, Remove, Rotation, SetRole, Transfer
from sync.protocol.membership.state import Loss, OpenedInvite
from sync.protocol.roles import MEMBER_ROLES, Permission, Role, permits
from sync.protocol.weak_keys import check_signing_key


def create(draft: Draft, author: Author, body: Create) -> None:
    """Found the workspace: its id is bound to the founder, who owns it and brings the first key."""
    founder = body.devices[0].entry.device if body.devices else ""
    if founder != author.device or draft.workspace != workspace_id(founder, body.salt):
        refuse("the workspace's id is not bound to its founder", ErrorCode.BAD_IDENTITY)
    check_signing_key(body.sequencer)
    enter_user(draft, body.user, Role.OWNER, body.devices)
    bring_epoch(draft, Rotation(draft.workspace, 1, body.commitment, b""))


def admit(draft: Draft, author: Author, body: Admit) -> None:
    """Let somebody in who asked to join."""
    require(draft, author, Permission.INVITE)
    require_for_admins(draft, author, body.role)
    check_member_role(body.role)
    enter_user(draft, body.user, body.role, body.devices)


def readmit(draft: Draft, author: Author, body: Readmit) -> None:
    """Take back a removed user; what he had on single diagrams does not come back."""
    require(draft, author, Permission.INVITE)
    require_for_admins(draft, author, body.role)
    check_member_role(body.role)
    member = draft.members.get(body.user)
    if member is None or member.role is not None:
        refuse("only a removed user can be re-admitted", ErrorCode.UNKNOWN_USER)
    if all(draft.devices[device].revoked is not None for device in member.devices):
        refuse("all devices of the user are revoked", ErrorCode.DEVICE_REVOKED)
    draft.members[body.user] = replace(member, roles=member.roles.then(draft.seq, body.role))


def set_role(draft: Draft, author: Author, body: SetRole) -> None:
    """Change a role; everybody may lower his own."""
    member = present(draft, body.user)
    before = member.role
    check_member_role(body.role)
    if before is None or before == body.role:
        refuse("the user has this role already", ErrorCode.NO_CHANGE)
    lowered = body.role < before
    if not (lowered and author.user == body.user):
        require(draft, author, Permission.SET_ROLE)
        require_for_admins(draft, author, before, body.role)
    cuts = cuts_of(draft, body.cuts, member.devices if lowered else ())
    draft.members[body.user] = replace(member, roles=member.roles.then(draft.seq, body.role))
    if lowered:
        add_loss(draft, body.user, Loss(draft.seq, None, None, cuts))
        _cancel_invites_beyond(draft, body.user, body.role)


def transfer(draft: Draft, author: Author, body: Transfer) -> None:
    """Make another member the owner and oneself an admin."""
    require(draft, author, Permission.TRANSFER_WORKSPACE)
    heir = present(draft, body.user)
    if body.user == author.user or heir.role is Role.GUEST:
        refuse("the workspace goes to another member", ErrorCode.UNKNOWN_USER)
    draft.members[body.user] = replace(heir, roles=heir.roles.then(draft.seq, Role.OWNER))
    giver = draft.members[author.user]
    draft.members[author.user] = replace(giver, roles=giver.roles.then(draft.seq, Role.ADMIN))
    _cancel_invites_beyond(draft, author.user, Role.ADMIN)


def remove(draft: Draft, author: Author, body: Remove) -> None:
    """Remove a user, or leave: his invites end, and so do the share links to what he could read."""
    member = present(draft, body.user)
    leaving = author.user == body.user
    if not leaving:
        require(draft, author, Permission.REMOVE_MEMBER)
        require_for_admins(draft, author, member.role)
    cuts = cuts_of(draft, body.cuts, member.devices)
    scopes = scopes_known_to(draft, body.user)
    cancel_links(draft, readable_diagrams(draft, body.user))
    cancel_invites(draft, lambda invite: invite.inviter == body.user)
    _take_diagram_roles(draft, body.user)
    draft.members[body.user] = replace(member, roles=member.roles.then(draft.seq, None))
    add_loss(draft, body.user, Loss(draft.seq, None, None, cuts))
    rotate_after_loss(draft, author, scopes, body.rotations, leaving=leaving)


def check_member_role(role: Role) -> None:
    """Refuse a role that cannot be given in a workspace."""
    if role not in MEMBER_ROLES:
        refuse("this role cannot be given in a workspace", ErrorCode.MALFORMED)


def _cancel_invites_beyond(draft: Draft, inviter: str, role: Role) -> None:
    """End the open invites that a user could not open any more in the role that he has now."""

    def is_beyond(invite: OpenedInvite) -> bool:
        needed = Permission.TOUCH_ADMINS if invite.role in (Role.ADMIN, Role.OWNER) else Permission.INVITE
        return invite.inviter == inviter and not permits(role, needed)

    for scope in cancel_invites(draft, is_beyond):
        mark_stale(draft, scope)


def _take_diagram_roles(draft: Draft, user: str) -> None:
    for diagram in list(draft.diagrams.values()):
        own = diagram.roles.get(user)
        if own is not None and own.now is not None:
            roles = {**diagram.roles, user: own.then(draft.seq, None)}
            draft.diagrams[diagram.diagram] = replace(diagram, roles=roles)
