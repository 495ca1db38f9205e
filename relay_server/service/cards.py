"""Cards: stored while their author may write them; the newest revision stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relay_server.domain.security_event import Action
from relay_server.errors import Conflict, Forbidden
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.record import note_own
from relay_server.service.workspace_access import Member, member_in
from sync.protocol.card import CardHeader, CardKind, authorise_card, parse_card_header, replaces, verify_card
from sync.protocol.errors import ErrorCode, NotAuthorised
from sync.protocol.membership.access import diagram_role
from sync.protocol.roles import Permission, Role, permits

MOST_CARDS = 1_000
"""Cards in one answer."""


@dataclass(frozen=True, slots=True)
class CardPage:
    """Cards that changed, and up to which change this is all there is."""

    cards: Sequence[bytes]
    upto: int


def put_card(env: Environment, caller: Caller, principal: Principal, workspace: str, card: bytes) -> int:
    """Store a card in the place of the one before; returns the number of the change.

    Raises:
        ProtocolError: The card does not count, or was signed by another key.
        Forbidden: The session is on another device than the one that signed, or the right was lost since.
        Conflict: A newer revision is stored.
        NotFound: There is no such workspace for the caller.
    """
    header = parse_card_header(card)
    with env.transactions.write() as unit:
        member = member_in(env, unit, principal, workspace)
        device = authorise_card(member.state, header)
        if device.device != member.device:
            raise Forbidden("wrong_device", "The session is on another device than the one that signed.")
        verify_card(card, device.entry.signing_public)
        _check_now(member, header)
        known = unit.cards.get(workspace, header.kind, header.subject)
        if known is not None and not replaces(member.state, card, known):
            raise Conflict("older_card", "A newer revision of this card is stored.")
        change = unit.workspaces.next_card(workspace)
        unit.cards.put(workspace, header.kind, header.subject, card, change)
        if header.kind is CardKind.WORKSPACE:
            note_own(env, unit, caller, Action.WORKSPACE_RENAMED, principal, workspace=workspace)
    return change


def read_cards(env: Environment, principal: Principal, workspace: str, since: int, limit: int) -> CardPage:
    """Return the cards that changed since a change and that the caller may open.

    Raises:
        NotFound: There is no such workspace for the caller.
    """
    with env.transactions.read() as unit:
        member = member_in(env, unit, principal, workspace)
        found = unit.cards.since(workspace, since, min(limit, MOST_CARDS))
    upto = found[-1][0] if found else since
    return CardPage([card for _, card in found if _may_see(member, parse_card_header(card))], upto)


def _check_now(member: Member, header: CardHeader) -> None:
    """Ask for the right as it is now too: a card names the state that its author chose to know."""
    state, allowed = member.state, True
    if header.kind is CardKind.WORKSPACE:
        allowed = permits(member.role, Permission.RENAME_WORKSPACE)
    elif header.kind is CardKind.DIAGRAM:
        diagram = state.diagrams[header.subject]
        allowed = permits(diagram_role(state, member.user, diagram), Permission.EDIT_DIAGRAM)
    if not allowed:
        raise NotAuthorised("its author may not write this card any more", ErrorCode.ROLE)


def _may_see(member: Member, header: CardHeader) -> bool:
    if header.kind is CardKind.DIAGRAM:
        diagram = member.state.diagrams.get(header.subject)
        return diagram is not None and diagram_role(member.state, member.user, diagram) is not None
    # Guests hold no key that opens the others, and do not see who is there.
    return member.role is not Role.GUEST or header.subject == member.user
