"""Cards of one workspace: checked, kept, handed round. What they say is for those who hold the keys.

A relay says how far one has its cards, and takes those of the own device only: it is asked for what is new, and shown what it turned
out to lack.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sync.engine.context import Context
from sync.engine.effects import CardsChanged, Effect, Send
from sync.engine.events import LinkKind, LinkUp
from sync.engine.records import CardRow
from sync.protocol.card import CardKind, authorise_card, parse_card_header, replaces, verify_card
from sync.protocol.errors import LogBehind, ProtocolError
from sync.protocol.frames import Cards, CardsGet

_FRAME_BYTES = 1 << 20
MAX_HELD = 256
"""Cards that wait for the membership log."""


@dataclass(slots=True)
class _Relay:
    """What a relay showed: up to which change, and what of the own cards it has; None once that was answered."""

    upto: int = 0
    has: set[bytes] | None = field(default_factory=set)


class CardDesk:
    """The newest card of each kind and subject."""

    def __init__(self, context: Context, rows: Iterable[CardRow]) -> None:
        """Go on from what the library holds."""
        self._context = context
        self._cards: dict[tuple[CardKind, str], bytes] = {}
        self._held: list[bytes] = []
        self._links: dict[str, _Relay | None] = {}
        for row in rows:
            header = parse_card_header(row.card)
            self._cards[header.kind, header.subject] = row.card

    @property
    def all(self) -> tuple[bytes, ...]:
        """The cards that count."""
        return tuple(self._cards.values())

    def link_up(self, link: LinkUp) -> list[Effect]:
        """Ask for the other side's cards, and show a peer what is here."""
        if link.kind is LinkKind.RELAY:
            self._links[link.link] = _Relay()
            return self.changed(link.link)
        self._links[link.link] = None
        return [*self.changed(link.link), *self._show(link.link, self._cards.values())]

    def changed(self, link: str) -> list[Effect]:
        """Ask for what is new on the other side."""
        relay = self._links.get(link)
        return [Send(link, CardsGet(self._context.state.workspace, relay.upto if relay else 0))]

    def link_down(self, link: str) -> None:
        """Forget a link."""
        self._links.pop(link, None)

    def asked(self, link: str) -> list[Effect]:
        """Show all cards."""
        return self._show(link, self._cards.values())

    def came(self, link: str, frame: Cards) -> list[Effect]:
        """Take cards from a link; where a relay's are all here, show it those of the own device that it lacks."""
        effects = self.take(frame.cards, link)
        relay = self._links.get(link)
        if relay is None:
            return effects
        relay.upto = max(relay.upto, frame.upto)
        if relay.has is not None and frame.cards:
            relay.has.update(card for card in frame.cards if self._is_own(card))
        elif relay.has is not None:
            has, relay.has = relay.has, None
            effects += self._show(link, [card for card in self._cards.values() if card not in has])
        return effects

    def take(self, cards: Iterable[bytes], link: str = "") -> list[Effect]:
        """Take cards from a link, or the own ones (no link): check them, keep them, hand them on."""
        taken = [card for card in cards if self._counts(card)]
        if not taken:
            return []
        rows = [CardRow(self._context.state.workspace, card) for card in taken]
        subjects = tuple(parse_card_header(card).subject for card in taken)
        others = [other for other in self._links if other != link]

        def then() -> list[Effect]:
            shown = [effect for other in others for effect in self._show(other, taken)]
            return [CardsChanged(subjects), *shown]

        return self._context.commits.persist(rows, then)

    def log_advanced(self) -> list[Effect]:
        """Look again at the cards that waited for the log."""
        held, self._held = self._held, []
        return self.take(held)

    def _counts(self, card: bytes) -> bool:
        try:
            header = parse_card_header(card)
            known = self._cards.get((header.kind, header.subject))
            if known == card:
                return False
            device = authorise_card(self._context.state, header)
            verify_card(card, device.entry.signing_public)
            if known is not None and not replaces(self._context.state, card, known):
                return False
        except LogBehind:
            if len(self._held) < MAX_HELD:
                self._held.append(card)
            return False
        except ProtocolError:
            return False
        self._cards[header.kind, header.subject] = card
        return True

    def _show(self, link: str, cards: Iterable[bytes]) -> list[Effect]:
        effects: list[Effect] = []
        lot: list[bytes] = []
        if self._links.get(link) is not None:
            cards = filter(self._is_own, cards)
        for card in cards:
            if lot and sum(map(len, lot)) + len(card) > _FRAME_BYTES:
                effects.append(Send(link, Cards(self._context.state.workspace, 0, tuple(lot))))
                lot = []
            lot.append(card)
        return [*effects, Send(link, Cards(self._context.state.workspace, 0, tuple(lot)))] if lot else effects

    def _is_own(self, card: bytes) -> bool:
        try:
            return parse_card_header(card).device == self._context.identity.device
        except ProtocolError:
            return False
