"""Rules of diagrams: creation, the bin, restriction, roles of single users."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sync.protocol.documents import discussion_of, index_of
from sync.protocol.errors import ErrorCode
from sync.protocol.identifiers import NO_ID
from sync.protocol.limits import MAX_DIAGRAMS
from sync.protocol.membership.access import DocumentKind, Place, diagram_role, scope_of
from sync.protocol.membership.checks import (
    Author,
    add_loss,
    cancel_invites,
    cancel_links,
    check_diagram_role,
    check_grants,
    cuts_of,
    give_diagram_role,
    known_diagram,
    present,
    refuse,
    require,
    require_for_admins,
    require_key,
)
from sync.protocol.membership.draft import Draft
from sync.protocol.membership.key_rules import bring_epoch, rotate_after_loss
from sync.protocol.membership.operations import (
    CreateDiagram,
    DeleteDiagram,
    Grant,
    OpenDiagram,
    RestoreDiagram,
    RestrictDiagram,
    Rotation,
    SetDiagramRole,
)
from sync.protocol.membership.state import Bridge, ChainKey, Diagram, Loss
from sync.protocol.membership.timeline import Timeline
from sync.protocol.roles import Permission, Role


def create_diagram(draft: Draft, author: Author, body: CreateDiagram) -> None:
    """Create a diagram; with a rotation of its own scope it is restricted from the start."""
    require(draft, author, Permission.CREATE_DIAGRAM)
    taken = (draft.workspace, index_of(draft.workspace), NO_ID)
    for document in (body.document, discussion_of(body.document)):
        if document in draft.diagrams or document in draft.discussions or document in taken:
            refuse("the document exists already", ErrorCode.ALREADY_EXISTS)
    if len(draft.diagrams) >= MAX_DIAGRAMS:
        refuse("the workspace has too many diagrams", ErrorCode.TOO_MANY)
    restricted = bool(body.rotations)
    if restricted:
        require(draft, author, Permission.RESTRICT_DIAGRAM)
        check_grants(draft, author, body.grants)
    elif body.grants:
        refuse("grants belong to restricted diagrams", ErrorCode.MALFORMED)
    draft.diagrams[body.document] = Diagram(
        body.document, author.user, draft.seq, Timeline(False), Timeline(restricted), {}
    )
    draft.discussions[discussion_of(body.document)] = body.document
    if restricted:
        _own_key(draft, body.document, body.rotations)
        _let_in(draft, body.document, body.grants)


def delete_diagram(draft: Draft, author: Author, body: DeleteDiagram) -> None:
    """Put a diagram into the bin."""
    _move(draft, author, body.document, deleted=True)


def restore_diagram(draft: Draft, author: Author, body: RestoreDiagram) -> None:
    """Take a diagram out of the bin."""
    _move(draft, author, body.document, deleted=False)


def restrict_diagram(draft: Draft, author: Author, body: RestrictDiagram) -> None:
    """Close a diagram to all but those granted; its share links and open invites end."""
    require(draft, author, Permission.RESTRICT_DIAGRAM)
    diagram = known_diagram(draft, body.document)
    if diagram.restricted.now:
        refuse("the diagram is restricted already", ErrorCode.NO_CHANGE)
    require_key(draft, author, diagram)
    check_grants(draft, author, body.grants)
    before = {user: diagram_role(draft, user, diagram) for user in draft.members}
    draft.diagrams[body.document] = replace(diagram, restricted=diagram.restricted.then(draft.seq, True))
    _let_in(draft, body.document, body.grants)
    after = draft.diagrams[body.document]
    losers = [user for user, role in before.items() if _is_less(diagram_role(draft, user, after), role)]
    _lose(draft, losers, body, cancel=body.document)
    cancel_invites(draft, lambda invite: invite.document == body.document)
    _own_key(draft, body.document, body.rotations)


def open_diagram(draft: Draft, author: Author, body: OpenDiagram) -> None:
    """Open a restricted diagram to the workspace; the bridge lets members read what was written meanwhile."""
    require(draft, author, Permission.RESTRICT_DIAGRAM)
    diagram = known_diagram(draft, body.document)
    if not diagram.restricted.now:
        refuse("the diagram is open already", ErrorCode.NO_CHANGE)
    require_key(draft, author, diagram)
    if not body.bridge:
        refuse("the diagram's key must be sealed under the workspace's", ErrorCode.EPOCH)
    bridge = Bridge(
        draft.seq, draft.scopes[body.document].newest.number, draft.scopes[draft.workspace].newest.number, body.bridge
    )
    draft.diagrams[body.document] = replace(
        diagram, restricted=diagram.restricted.then(draft.seq, False), bridges=(*diagram.bridges, bridge)
    )


def set_diagram_role(draft: Draft, author: Author, body: SetDiagramRole) -> None:
    """Change a user's role on one diagram."""
    require(draft, author, Permission.SET_DIAGRAM_ROLE)
    member = present(draft, body.user)
    if body.user != author.user:
        require_for_admins(draft, author, member.role)
    if body.role is not None:
        check_diagram_role(body.role)
    diagram = known_diagram(draft, body.document)
    own: Timeline[Role | None] = diagram.roles.get(body.user, Timeline(None))
    if own.now == body.role:
        refuse("the user has this role already", ErrorCode.NO_CHANGE)
    before = diagram_role(draft, body.user, diagram)
    if before is None:
        require_key(draft, author, diagram)
    give_diagram_role(draft, body.document, body.user, body.role)
    after = diagram_role(draft, body.user, draft.diagrams[body.document])
    lowered = _is_less(after, before)
    cuts = cuts_of(draft, body.cuts, member.devices if lowered else (), body.document)
    if lowered:
        add_loss(draft, body.user, Loss(draft.seq, None, body.document, cuts))
    unreadable = before is not None and after is None
    if unreadable:
        cancel_links(draft, {body.document})
        cancel_invites(draft, lambda invite: (invite.inviter, invite.document) == (body.user, body.document))
    scopes = {scope_of(draft, Place(DocumentKind.DIAGRAM, diagram))} if unreadable else set()
    rotate_after_loss(draft, author, scopes, body.rotations, leaving=body.user == author.user)


def _move(draft: Draft, author: Author, document: str, *, deleted: bool) -> None:
    require(draft, author, Permission.DELETE_DIAGRAM)
    diagram = known_diagram(draft, document)
    if diagram.deleted.now == deleted:
        refuse("the diagram is there already", ErrorCode.NO_CHANGE)
    draft.diagrams[document] = replace(diagram, deleted=diagram.deleted.then(draft.seq, deleted))


def _own_key(draft: Draft, document: str, rotations: Iterable[Rotation]) -> None:
    given = tuple(rotations)
    if len(given) != 1 or given[0].scope != document:
        refuse("a restricted diagram needs a key of its own, and only that", ErrorCode.ROTATION_MISSING)
    bring_epoch(draft, given[0])


def _let_in(draft: Draft, document: str, grants: Iterable[Grant]) -> None:
    diagram = draft.diagrams[document]
    granted = {grant.user: grant.role for grant in grants}
    fresh: Timeline[Role | None] = Timeline(None)
    roles = {
        user: diagram.roles.get(user, fresh).then(draft.seq, granted.get(user)) for user in {**diagram.roles, **granted}
    }
    draft.diagrams[document] = replace(diagram, roles=roles)


def _lose(draft: Draft, losers: list[str], body: RestrictDiagram, cancel: str) -> None:
    devices = {device: user for user in losers for device in draft.members[user].devices}
    cuts = cuts_of(draft, body.cuts, devices, body.document)
    by_user: dict[str, dict[ChainKey, int]] = {user: {} for user in losers}
    for chain, counter in cuts.items():
        by_user[devices[chain[1]]][chain] = counter
    for user in losers:
        add_loss(draft, user, Loss(draft.seq, None, body.document, by_user[user]))
    cancel_links(draft, {cancel})


def _is_less(after: Role | None, before: Role | None) -> bool:
    return (after or 0) < (before or 0)
