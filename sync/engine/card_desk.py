"""Cards of one workspace: checked, kept, handed round. What they say is for those who hold the keys.

Whoever is asked says how far one has its cards then, and is asked next time for what is new from there on, also over another link. A
relay takes those of the own device only, and is shown what it turned out to lack. Pictures of diagrams go round between devices like all
cards; a relay is shown the own ones and asked for those that somebody wants to see, so that nobody fetches a whole workspace's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sync.engine.context import Context
from sync.engine.effects import CardsChanged, Effect, PicturesChanged, Send
from sync.engine.events import LinkKind, LinkUp
from sync.engine.records import CardRow
from sync.protocol.card import CardKind, authorise_card, parse_card_header, replaces, verify_card
from sync.protocol.errors import LogBehind, ProtocolError
from sync.protocol.frames import Cards, CardsGet, PicturesGet
from sync.protocol.limits import MAX_PICTURES_ASKED
from sync.protocol.version import PICTURES_VERSION

_FRAME_BYTES = 1 << 20
_CHANGE_BITS = 20
MAX_HELD = 256
"""Cards that wait for the membership log."""

MOST_SHOWN_AGAIN = 16
"""Own pictures of diagrams, the newest, that a relay is shown after a start: they may have been painted while it was away."""


@dataclass(slots=True)
class _Side:
    """What somebody showed: up to which change; of a relay, what of the own cards it has and whether that was answered.

    Attributes:
        pictures: it is a relay that keeps pictures of diagrams.
    """

    relay: bool
    pictures: bool = False
    upto: int = 0
    has: set[bytes] = field(default_factory=set)
    answered: bool = False


class CardDesk:
    """The newest card of each kind and subject."""

    def __init__(self, context: Context, rows: Iterable[CardRow], start: int) -> None:
        """Go on from what the library holds; ``start`` is above every earlier one of this device, such as Unix milliseconds."""
        self._context = context
        self._cards: dict[tuple[CardKind, str], bytes] = {}
        self._held: list[bytes] = []
        self._sides: dict[str, _Side] = {}
        self._links: dict[str, _Side] = {}
        self._changes: dict[tuple[CardKind, str], int] = {}
        self._change = start << _CHANGE_BITS
        self._unshown: set[str] = set()
        own: list[tuple[int, str]] = []
        for row in rows:
            header = parse_card_header(row.card)
            self._keep((header.kind, header.subject), row.card)
            if header.kind is CardKind.PICTURE and header.device == context.identity.device:
                own.append((header.revision, header.subject))
        self._unshown.update(subject for _, subject in sorted(own)[-MOST_SHOWN_AGAIN:])

    @property
    def all(self) -> tuple[bytes, ...]:
        """The cards that count, but pictures of diagrams."""
        return tuple(card for (kind, _), card in self._cards.items() if kind is not CardKind.PICTURE)

    def picture(self, document: str) -> bytes | None:
        """Return the card with a diagram's picture that is here."""
        return self._cards.get((CardKind.PICTURE, document))

    def link_up(self, link: LinkUp) -> list[Effect]:
        """Ask for what is new on the other side since it was asked last, over whatever link."""
        side = self._sides.setdefault(link.device or link.key.hex(), _Side(link.kind is LinkKind.RELAY))
        side.answered, side.pictures = False, side.relay and link.version >= PICTURES_VERSION
        self._links[link.link] = side
        return self.changed(link.link)

    def changed(self, link: str) -> list[Effect]:
        """Ask for what is new on the other side."""
        return (
            [Send(link, CardsGet(self._context.state.workspace, self._links[link].upto))] if link in self._links else []
        )

    def wanted(self, documents: Iterable[str]) -> list[Effect]:
        """Ask the relay for the pictures of some diagrams."""
        names, workspace = tuple(documents), self._context.state.workspace
        lots = [names[at : at + MAX_PICTURES_ASKED] for at in range(0, len(names), MAX_PICTURES_ASKED)]
        relays = [link for link, side in self._links.items() if side.pictures]
        return [Send(link, PicturesGet(workspace, lot)) for link in relays[:1] for lot in lots]

    def link_down(self, link: str) -> None:
        """Forget a link, but not how far the other side was heard."""
        self._links.pop(link, None)

    def asked(self, link: str, since: int) -> list[Effect]:
        """Show the cards that are new since a change that was told before; all if this run told none like it."""
        since = since if since <= self._change else 0
        return self._show(
            link, [card for place, card in self._cards.items() if self._changes[place] > since], self._change
        )

    def came(self, link: str, frame: Cards) -> list[Effect]:
        """Take cards from a link; where a relay's are all here, show it those of the own device that it lacks."""
        effects = self.take(frame.cards, link)
        side = self._links.get(link)
        if side is None:
            return effects
        if side.relay and not frame.cards and frame.upto < side.upto:
            # It was set up anew from an older copy: what it lacks is not known, and what it has neither.
            side.upto, side.has = 0, set()
            return effects + self.changed(link)
        side.upto = max(side.upto, frame.upto)
        side.has.update(card for card in frame.cards if side.relay and self._is_own(card))
        if side.relay and not side.answered and not frame.cards:
            side.answered = True
            unshown, self._unshown = (self._unshown, set()) if side.pictures else (set(), self._unshown)
            pictures = [card for subject in unshown if (card := self.picture(subject)) is not None]
            effects += self._show(link, [card for card in (*self.all, *pictures) if card not in side.has])
        return effects

    def take(self, cards: Iterable[bytes], link: str = "") -> list[Effect]:
        """Take cards from a link, or the own ones (no link): check them, keep them, hand them on."""
        taken = [card for card in cards if self._counts(card)]
        if not taken:
            return []
        rows = [CardRow(self._context.state.workspace, card) for card in taken]
        headers = [parse_card_header(card) for card in taken]
        pictures = tuple(one.subject for one in headers if one.kind is CardKind.PICTURE)
        subjects = tuple(one.subject for one in headers if one.kind is not CardKind.PICTURE)
        if not link and not any(side.pictures for side in self._links.values()):
            self._unshown.update(pictures)
        news: list[Effect] = [CardsChanged(subjects)] if subjects else []
        news += [PicturesChanged(pictures)] if pictures else []
        others = [other for other in self._links if other != link]

        def then() -> list[Effect]:
            shown = [effect for other in others for effect in self._show(other, taken)]
            return [*news, *shown]

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
        self._keep((header.kind, header.subject), card)
        return True

    def _keep(self, place: tuple[CardKind, str], card: bytes) -> None:
        self._change += 1
        self._cards[place], self._changes[place] = card, self._change

    def _show(self, link: str, cards: Iterable[bytes], upto: int = 0) -> list[Effect]:
        side = self._links.get(link)
        if side is not None and side.relay:
            cards = [card for card in cards if self._is_for_relay(card, side)]
        lots: list[list[bytes]] = [[]]
        for card in cards:
            if lots[-1] and sum(map(len, lots[-1])) + len(card) > _FRAME_BYTES:
                lots.append([])
            lots[-1].append(card)
        workspace = self._context.state.workspace
        # Only the last one says how far: a link that breaks between them loses what comes after.
        uptos = [0] * (len(lots) - 1) + [upto]
        return [Send(link, Cards(workspace, told, tuple(lot))) for told, lot in zip(uptos, lots, strict=True) if lot]

    def _is_for_relay(self, card: bytes, side: _Side) -> bool:
        is_picture = parse_card_header(card).kind is CardKind.PICTURE
        return self._is_own(card) and (side.pictures or not is_picture)

    def _is_own(self, card: bytes) -> bool:
        try:
            return parse_card_header(card).device == self._context.identity.device
        except ProtocolError:
            return False
