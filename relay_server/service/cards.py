"""Cards: stored while their author may write them; the newest revision stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from relay_server.domain.security_event import Action
from relay_server.errors import Conflict, Forbidden, TooLarge
from relay_server.ports.broker import CARD_CHANGED, card_message
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.read_log import PAGE_BYTES
from relay_server.service.record import note_own
from relay_server.service.space_check import check_space
from relay_server.service.workspace_access import Member, member_in
from sync.protocol.card import CardHeader, CardKind, authorise_card, parse_card_header, replaces, verify_card
from sync.protocol.errors import ErrorCode, NotAuthorised, ProtocolError
from sync.protocol.membership.access import diagram_role
from sync.protocol.roles import Permission, Role, permits

MOST_CARDS = 1_000
"""Cards in one answer."""

_LARGEST = (1 << 63) - 1


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
        TooLarge: The workspace holds as much as it may.
        NotFound: There is no such workspace for the caller.
    """
    with env.transactions.write() as unit:
        unit.workspaces.hold(workspace)
        member = member_in(env, unit, principal, workspace)
        unit.workspaces.hold_cards(workspace)
        change = _put(env, unit, member, card)
        if parse_card_header(card).kind is CardKind.WORKSPACE:
            note_own(env, unit, caller, Action.WORKSPACE_RENAMED, principal, workspace=workspace)
    if _is_told(card):
        env.broker.publish(CARD_CHANGED, card_message(workspace, change))
    return change


def put_cards(
    env: Environment, caller: Caller, principal: Principal, workspace: str, cards: Iterable[bytes]
) -> Sequence[ProtocolError]:
    """Store those of several cards that are new and may be stored, all in one transaction.

    Cards that are older than the stored ones, and those of other devices, are passed over: whoever shows everything that he
    holds shows these too.

    Returns:
        Why others were refused.

    Raises:
        NotFound: There is no such workspace for the caller.
    """
    refused: list[ProtocolError] = []
    change = 0
    with env.transactions.write() as unit:
        unit.workspaces.hold(workspace)
        member = member_in(env, unit, principal, workspace)
        unit.workspaces.hold_cards(workspace)
        for card in cards:
            try:
                number = _put(env, unit, member, card)
            except (Conflict, Forbidden):
                continue
            except TooLarge as error:
                refused.append(NotAuthorised(error.detail, ErrorCode.QUOTA))
                continue
            except ProtocolError as error:
                refused.append(error)
                continue
            change = number if _is_told(card) else change
            if parse_card_header(card).kind is CardKind.WORKSPACE:
                note_own(env, unit, caller, Action.WORKSPACE_RENAMED, principal, workspace=workspace)
    if change:
        env.broker.publish(CARD_CHANGED, card_message(workspace, change))
    return refused


def read_cards(env: Environment, principal: Principal, workspace: str, since: int, limit: int) -> CardPage:
    """Return the cards that changed since a change and that the caller may open.

    Raises:
        NotFound: There is no such workspace for the caller.
    """
    since = min(since, _LARGEST)
    with env.transactions.read() as unit:
        member = member_in(env, unit, principal, workspace)
        found = unit.cards.since(workspace, since, min(limit, MOST_CARDS), PAGE_BYTES)
    upto = found[-1][0] if found else since
    return CardPage([card for _, card in found if _may_see(member, parse_card_header(card))], upto)


def read_pictures(env: Environment, principal: Principal, workspace: str, diagrams: Iterable[str]) -> Sequence[bytes]:
    """Return the pictures of diagrams that the relay has and that the caller may open.

    Raises:
        NotFound: There is no such workspace for the caller.
    """
    with env.transactions.read() as unit:
        member = member_in(env, unit, principal, workspace)
        found = [unit.cards.get(workspace, CardKind.PICTURE, diagram) for diagram in diagrams]
    return [card for card in found if card is not None and _may_see(member, parse_card_header(card))]


def _is_told(card: bytes) -> bool:
    """Tell whether everybody hears of a card at once: pictures are asked for when somebody looks."""
    return parse_card_header(card).kind is not CardKind.PICTURE


def _put(env: Environment, unit: UnitOfWork, member: Member, card: bytes) -> int:
    """Check a card and put it; nothing is written before everything was checked."""
    header, workspace = parse_card_header(card), member.state.workspace
    if header.device != member.device:
        raise Forbidden("wrong_device", "The session is on another device than the one that signed.")
    device = authorise_card(member.state, header)
    verify_card(card, device.entry.signing_public)
    _check_now(member, header)
    known = unit.cards.get(workspace, header.kind, header.subject)
    if known is not None and not replaces(member.state, card, known):
        raise Conflict("older_card", "A newer revision of this card is stored.")
    check_space(env, unit, workspace, len(card) - len(known or b""))
    change = unit.workspaces.next_card(workspace)
    unit.cards.put(workspace, header.kind, header.subject, card, change)
    return change


def _check_now(member: Member, header: CardHeader) -> None:
    """Ask for the right as it is now too: a card names the state that its author chose to know."""
    state, allowed = member.state, True
    if header.kind is CardKind.WORKSPACE:
        allowed = permits(member.role, Permission.RENAME_WORKSPACE)
    elif header.kind.is_of_diagram:
        diagram = state.diagrams[header.subject]
        allowed = permits(diagram_role(state, member.user, diagram), Permission.EDIT_DIAGRAM)
    if not allowed:
        raise NotAuthorised("its author may not write this card any more", ErrorCode.ROLE)


def _may_see(member: Member, header: CardHeader) -> bool:
    if header.kind.is_of_diagram:
        diagram = member.state.diagrams.get(header.subject)
        return diagram is not None and diagram_role(member.state, member.user, diagram) is not None
    # Guests hold no key that opens the others, and do not see who is there.
    return member.role is not Role.GUEST or header.subject == member.user
