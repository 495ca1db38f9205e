"""Rules of invites and guests."""

from __future__ import annotations

from dataclasses import replace

from sync.protocol.errors import ErrorCode
from sync.protocol.limits import MAX_OPEN_INVITES
from sync.protocol.membership.checks import (
    Author,
    check_diagram_role,
    enter_user,
    give_diagram_role,
    is_at_least,
    known_diagram,
    refuse,
    require,
    require_for_admins,
    require_key,
    scope_of_invite,
    use_keys,
)
from sync.protocol.membership.draft import Draft
from sync.protocol.membership.key_rules import rotate_after_loss
from sync.protocol.membership.member_rules import check_member_role
from sync.protocol.membership.operations import Accept, AddGuest, Invite, RevokeInvite
from sync.protocol.membership.state import InviteStatus, OpenedInvite
from sync.protocol.roles import Permission, Role
from sync.protocol.weak_keys import check_sealing_key, check_signing_key


def invite(draft: Draft, author: Author, body: Invite) -> None:
    """Open an invite to the workspace or to one diagram."""
    require(draft, author, Permission.INVITE)
    require_for_admins(draft, author, body.role)
    if body.document is None:
        check_member_role(body.role)
    else:
        check_diagram_role(body.role)
        require_key(draft, author, known_diagram(draft, body.document))
    if body.invite in draft.invites or body.invite in draft.devices:
        refuse("the invite exists already", ErrorCode.ALREADY_EXISTS)
    if body.expires <= author.time:
        refuse("the invite is expired from the start", ErrorCode.EXPIRED)
    if is_at_least(MAX_OPEN_INVITES, draft.invites.values(), lambda found: found.status is InviteStatus.OPEN):
        refuse("too many invites are open", ErrorCode.TOO_MANY)
    check_signing_key(body.signing_public)
    check_sealing_key(body.sealing_public)
    use_keys(draft, body.signing_public, body.sealing_public)
    draft.invites[body.invite] = OpenedInvite(
        body.invite,
        author.user,
        author.device or "",
        body.signing_public,
        body.sealing_public,
        body.role,
        body.document,
        body.expires,
    )


def accept(draft: Draft, author: Author, body: Accept) -> None:
    """Enter by an open invite. Whoever was ever present does not come back this way."""
    found = open_invite(draft, body.invite)
    if author.time > found.expires:
        refuse("the invite is expired", ErrorCode.EXPIRED)
    role = found.role if found.document is None else Role.GUEST
    enter_user(draft, body.user, role, body.devices)
    if found.document is not None:
        give_diagram_role(draft, found.document, body.user, found.role)
    draft.invites[body.invite] = replace(found, status=InviteStatus.USED)


def revoke_invite(draft: Draft, author: Author, body: RevokeInvite) -> None:
    """End an open invite; its holder may have opened the key that waited for him."""
    found = open_invite(draft, body.invite)
    if author.user != found.inviter:
        require(draft, author, Permission.INVITE)
        require_for_admins(draft, author, found.role)
    draft.invites[body.invite] = replace(found, status=InviteStatus.REVOKED)
    rotate_after_loss(draft, author, {scope_of_invite(draft, found)}, body.rotations)


def add_guest(draft: Draft, author: Author, body: AddGuest) -> None:
    """Let somebody in for one diagram."""
    require(draft, author, Permission.INVITE)
    check_diagram_role(body.role)
    require_key(draft, author, known_diagram(draft, body.document))
    enter_user(draft, body.user, Role.GUEST, body.devices)
    give_diagram_role(draft, body.document, body.user, body.role)


def open_invite(draft: Draft, invite_id: str) -> OpenedInvite:
    """Return an invite that can still be accepted."""
    found = draft.invites.get(invite_id)
    if found is None:
        refuse("the workspace has no such invite", ErrorCode.UNKNOWN_INVITE)
    if found.status is not InviteStatus.OPEN:
        refuse(f"the invite is {found.status.value}", ErrorCode.INVITE_USED)
    return found
