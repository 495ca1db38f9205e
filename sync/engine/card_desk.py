"""Cards of one workspace: checked, kept, handed round. What they say is for those who hold the keys."""

from __future__ import annotations

from collections.abc import Iterable

from sync.engine.context import Context
from sync.engine.effects import CardsChanged, Effect, Send
from sync.engine.records import CardRow
from sync.protocol.card import CardKind, authorise_card, parse_card_header, replaces, verify_card
from sync.protocol.errors import LogBehind, ProtocolError
from sync.protocol.frames import Cards, CardsGet

_FRAME_BYTES = 1 << 20
MAX_HELD = 256
"""Cards that wait for the membership log."""


class CardDesk:
    """The newest card of each kind and subject."""

    def __init__(self, context: Context, rows: Iterable[CardRow]) -> None:
        """Go on from what the library holds."""
        self._context = context
        self._cards: dict[tuple[CardKind, str], bytes] = {}
        self._held: list[bytes] = []
        self._links: list[str] = []
        for row in rows:
            header = parse_card_header(row.card)
            self._cards[header.kind, header.subject] = row.card

    def link_up(self, link: str) -> list[Effect]:
        """Ask for the other side's cards, and show the own ones."""
        self._links.append(link)
        workspace = self._context.state.workspace
        return [Send(link, CardsGet(workspace, 0)), *self._show(link, self._cards.values())]

    def link_down(self, link: str) -> None:
        """Forget a link."""
        if link in self._links:
            self._links.remove(link)

    def asked(self, link: str) -> list[Effect]:
        """Show all cards."""
        return self._show(link, self._cards.values())

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
        for card in cards:
            if lot and sum(map(len, lot)) + len(card) > _FRAME_BYTES:
                effects.append(Send(link, Cards(self._context.state.workspace, 0, tuple(lot))))
                lot = []
            lot.append(card)
        return [*effects, Send(link, Cards(self._context.state.workspace, 0, tuple(lot)))] if lot else effects
