"""Checks that the rules of several kinds of operation share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import NoReturn, TypeVar

from sync.protocol.device_entry import Admission, verify_admission
from sync.protocol.errors import ErrorCode, OperationRefused
from sync.protocol.limits import MAX_LIVE_DEVICES, MAX_MEMBERS
from sync.protocol.membership.access import diagram_role, live_devices, role_of
from sync.protocol.membership.draft import Draft
from sync.protocol.membership.operations import Cut, Grant
from sync.protocol.membership.state import ChainKey, Device, Diagram, InviteStatus, Loss, Member, OpenedInvite
from sync.protocol.membership.timeline import Timeline
from sync.protocol.roles import DIAGRAM_ROLES, Permission, Role, permits

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Author:
    """Who signed an operation and when; ``device`` is None where an invite's key signed."""

    user: str
    device: str | None
    time: int


def refuse(detail: str, code: ErrorCode = ErrorCode.ROLE) -> NoReturn:
    """Refuse the operation.

    Raises:
        OperationRefused: Always.
    """
    raise OperationRefused(detail, code)


def require(draft: Draft, author: Author, permission: Permission) -> None:
    """Refuse an author whose role in the workspace does not include a permission."""
    if not permits(role_of(draft, author.user), permission):
        refuse(f"the author may not {permission.value}")


def require_for_admins(draft: Draft, author: Author, *roles: Role | None) -> None:
    """Refuse others than owners where an owner or admin is concerned."""
    if any(role in (Role.ADMIN, Role.OWNER) for role in roles):
        permitted = permits(role_of(draft, author.user), Permission.TOUCH_ADMINS)
        if not permitted:
            refuse("only owners touch owners and admins", ErrorCode.OWNERS_ONLY)


def present(draft: Draft, user: str) -> Member:
    """Return a user who is in the workspace now."""
    member = draft.members.get(user)
    if member is None or member.role is None:
        refuse("the user is not in the workspace", ErrorCode.UNKNOWN_USER)
    return member


def known_diagram(draft: Draft, document: str) -> Diagram:
    """Return a diagram of the workspace."""
    diagram = draft.diagrams.get(document)
    if diagram is None:
        refuse("the workspace has no such diagram", ErrorCode.UNKNOWN_DOCUMENT)
    return diagram


def use_keys(draft: Draft, *keys: bytes) -> None:
    """Note that keys stand in the log now; a key that ever did is refused."""
    for key in keys:
        if key in draft.used_keys:
            refuse("a key was used before in this log", ErrorCode.KEY_REUSED)
        draft.used_keys[key] = draft.seq


def enter_device(draft: Draft, user: str, admission: Admission) -> Device:
    """Add a device that consents to belong to the user."""
    if draft.verifies:
        verify_admission(admission, user)
    entry = admission.entry
    if entry.device in draft.invites:
        refuse("an invite has this id", ErrorCode.ALREADY_EXISTS)
    use_keys(draft, entry.signing_public, entry.sealing_public)
    device = Device(entry.device, user, entry, admission.kind, draft.seq)
    draft.devices[device.device] = device
    return device


def enter_user(draft: Draft, user: str, role: Role, devices: Collection[Admission]) -> None:
    """Add a user who never was in the workspace, with his devices."""
    if user in draft.members:
        refuse("the user was in the workspace before; only re-admission brings him back", ErrorCode.EVER_PRESENT)
    if not devices:
        refuse("a user needs a device", ErrorCode.MALFORMED)
    if len(draft.members) >= MAX_MEMBERS:
        refuse("the workspace is full", ErrorCode.TOO_MANY)
    entered = tuple(enter_device(draft, user, admission).device for admission in devices)
    roles: Timeline[Role | None] = Timeline(None)
    draft.members[user] = Member(user, roles.then(draft.seq, role), entered)


def enter_another_device(draft: Draft, user: str, admission: Admission) -> None:
    """Add a further device of a user who is in the workspace."""
    if len(live_devices(draft, user)) >= MAX_LIVE_DEVICES:
        refuse("the user has too many devices", ErrorCode.TOO_MANY)
    device = enter_device(draft, user, admission).device
    member = draft.members[user]
    draft.members[user] = replace(member, devices=(*member.devices, device))


def give_diagram_role(draft: Draft, diagram: str, user: str, role: Role | None) -> None:
    """Set or take back a user's own role on a diagram."""
    found = draft.diagrams[diagram]
    before: Timeline[Role | None] = found.roles.get(user, Timeline(None))
    draft.diagrams[diagram] = replace(found, roles={**found.roles, user: before.then(draft.seq, role)})


def check_diagram_role(role: Role) -> None:
    """Refuse a role that cannot be given on one diagram."""
    if role not in DIAGRAM_ROLES:
        refuse("this role cannot be given on one diagram", ErrorCode.MALFORMED)


def check_grants(draft: Draft, author: Author, grants: Iterable[Grant]) -> None:
    """Refuse grants to strangers, of roles that are none on a diagram, or that leave the author out."""
    users = set()
    for grant in grants:
        present(draft, grant.user)
        check_diagram_role(grant.role)
        users.add(grant.user)
    if author.user not in users:
        refuse("the author of a restricted diagram is among those granted", ErrorCode.MALFORMED)


def cuts_of(
    draft: Draft, cuts: Iterable[Cut], devices: Collection[str], diagram: str | None = None
) -> dict[ChainKey, int]:
    """Return the cuts by chain; those of other devices or of another diagram are refused."""
    found: dict[ChainKey, int] = {}
    for cut in cuts:
        own = diagram is None or cut.document == diagram or draft.discussions.get(cut.document) == diagram
        if cut.device not in devices or not own:
            refuse("a cut names a chain that this operation does not concern", ErrorCode.CUT_FOREIGN)
        found[cut.document, cut.device, cut.writer] = cut.counter
    return found


def add_loss(draft: Draft, user: str, loss: Loss) -> None:
    """Remember that an operation may have taken rights from a user."""
    member = draft.members[user]
    draft.members[user] = replace(member, losses=(*member.losses, loss))


def is_at_least(count: int, items: Collection[T], counts: Callable[[T], bool]) -> bool:
    """Tell whether so many items count; they are looked at only where they could be enough, so that logs fold in linear time."""
    return len(items) >= count and sum(map(counts, items)) >= count


def cancel_invites(draft: Draft, concerned: Callable[[OpenedInvite], bool]) -> set[str]:
    """End open invites; returns the scopes whose keys their holders may have."""
    ended = [invite for invite in draft.invites.values() if invite.status is InviteStatus.OPEN and concerned(invite)]
    for invite in ended:
        draft.invites[invite.invite] = replace(invite, status=InviteStatus.CANCELLED)
    return {scope_of_invite(draft, invite) for invite in ended}


def scope_of_invite(draft: Draft, invite: OpenedInvite) -> str:
    """Return the scope whose keys an invite leads to."""
    diagram = None if invite.document is None else draft.diagrams[invite.document]
    return diagram.diagram if diagram is not None and diagram.restricted.now else draft.workspace


def cancel_links(draft: Draft, diagrams: Collection[str]) -> None:
    """End the share links to some diagrams."""
    for link in list(draft.links.values()):
        if link.live and link.document in diagrams:
            draft.links[link.link] = replace(link, live=False)


def readable_diagrams(draft: Draft, user: str) -> set[str]:
    """Return the diagrams that a user may read now."""
    return {diagram.diagram for diagram in draft.diagrams.values() if diagram_role(draft, user, diagram) is not None}


def require_key(draft: Draft, author: Author, diagram: Diagram) -> None:
    """Refuse a member who lets somebody into a diagram that he cannot read himself: he has no key to give."""
    if diagram_role(draft, author.user, diagram) is None:
        refuse("the author cannot read this diagram")
