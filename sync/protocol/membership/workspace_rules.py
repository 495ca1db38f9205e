"""Rules of share links, adoption, the sequencer and the workspace itself."""

from __future__ import annotations

from dataclasses import replace

from sync.protocol.errors import ErrorCode
from sync.protocol.limits import MAX_OPEN_LINKS
from sync.protocol.membership.access import concerns, diagram_role, effective_cut, may_write, place_of
from sync.protocol.membership.checks import Author, is_at_least, known_diagram, refuse, require, use_keys
from sync.protocol.membership.draft import Draft
from sync.protocol.membership.operations import (
    Adopt,
    CreateLink,
    DeleteWorkspace,
    MoveSequencer,
    RestoreWorkspace,
    RevokeLink,
)
from sync.protocol.membership.state import Adoption, ShareLink
from sync.protocol.roles import Permission
from sync.protocol.weak_keys import check_signing_key


def create_link(draft: Draft, author: Author, body: CreateLink) -> None:
    """Announce a share link to a diagram that the author can read."""
    require(draft, author, Permission.SHARE_BY_LINK)
    if diagram_role(draft, author.user, known_diagram(draft, body.document)) is None:
        refuse("the author cannot read this diagram")
    if body.link in draft.links:
        refuse("the link exists already", ErrorCode.ALREADY_EXISTS)
    if body.expires <= author.time:
        refuse("the link is expired from the start", ErrorCode.EXPIRED)
    if is_at_least(MAX_OPEN_LINKS, draft.links.values(), lambda link: link.live):
        refuse("the workspace has too many links", ErrorCode.TOO_MANY)
    use_keys(draft, body.commitment)
    draft.links[body.link] = ShareLink(body.link, author.user, body.document, body.commitment, body.expires)


def revoke_link(draft: Draft, author: Author, body: RevokeLink) -> None:
    """End a share link: its author, or whoever manages diagrams."""
    link = draft.links.get(body.link)
    if link is None:
        refuse("the workspace has no such link", ErrorCode.UNKNOWN_LINK)
    if not link.live:
        refuse("the link has ended already", ErrorCode.NO_CHANGE)
    if link.creator != author.user:
        require(draft, author, Permission.SET_DIAGRAM_ROLE)
    draft.links[body.link] = replace(link, live=False)


def adopt(draft: Draft, author: Author, body: Adopt) -> None:
    """Raise the cuts of somebody else's chain; whoever may write to the document may."""
    place = place_of(draft, body.document)
    if not may_write(draft, author.user, place):
        refuse("the author may not write to this document")
    device = draft.devices.get(body.device)
    if device is None or device.user == author.user:
        refuse("nobody adopts chains of his own or of strangers", ErrorCode.UNKNOWN_DEVICE)
    chain = (body.document, body.device, body.writer)
    losses = [loss for loss in draft.members[device.user].losses if concerns(loss, body.device, place)]
    if all(effective_cut(draft, loss, chain) >= body.counter for loss in losses):
        refuse("there is nothing to adopt", ErrorCode.NO_CHANGE)
    draft.adoptions[chain] = (*draft.adoptions.get(chain, ()), Adoption(draft.seq, body.counter, body.hash))


def move_sequencer(draft: Draft, author: Author, body: MoveSequencer) -> None:
    """Hand the ordering of the log to another key."""
    require(draft, author, Permission.MOVE_SEQUENCER)
    if body.sequencer == draft.sequencer:
        refuse("this is the sequencer already", ErrorCode.NO_CHANGE)
    check_signing_key(body.sequencer)
    draft.sequencer = body.sequencer


def delete_workspace(draft: Draft, author: Author, _body: DeleteWorkspace) -> None:
    """Close the workspace."""
    require(draft, author, Permission.DELETE_WORKSPACE)
    draft.closed = draft.closed.then(draft.seq, True)


def restore_workspace(draft: Draft, author: Author, _body: RestoreWorkspace) -> None:
    """Open a closed workspace again."""
    require(draft, author, Permission.DELETE_WORKSPACE)
    if not draft.closed.now:
        refuse("the workspace is not deleted", ErrorCode.NO_CHANGE)
    draft.closed = draft.closed.then(draft.seq, False)
