"""What people and workspaces are called: from the cards that they wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.theme.person_color import person_colors, presence_color
from sync.engine.card_writing import opened_cards
from sync.engine.keyring import KeyRing
from sync.protocol.card import CardKind
from sync.protocol.card_content import (
    MAX_CARD_NAME_BYTES,
    PersonCard,
    decode_person,
    decode_workspace_name,
    encode_person,
)
from sync.protocol.errors import ProtocolError


@dataclass(frozen=True, slots=True)
class Naming:
    """What cards say.

    Attributes:
        people: names by user id.
        workspace: the workspace's own; "" while nobody named it.
        wishes: colours ("#rrggbb") by user id.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    workspace: str = ""
    wishes: Mapping[str, str] = field(default_factory=dict)

    def colors(self, members: Iterable[str]) -> dict[str, str]:
        """Return the colours of everybody; the log has the order in which they came."""
        return person_colors(members, self.wishes)


def read_naming(keys: KeyRing, cards: Iterable[bytes]) -> Naming:
    """Open the cards of people and of the workspace; what cannot be read is left."""
    people: dict[str, PersonCard] = {}
    workspace = ""
    for header, content in opened_cards(keys, cards):
        try:
            if header.kind is CardKind.PERSON:
                people[header.subject] = decode_person(content)
            elif header.kind is CardKind.WORKSPACE:
                workspace = decode_workspace_name(content)
        except ProtocolError:
            continue  # Its author wrote what no program shows.
    names = {user: card.name for user, card in people.items()}
    return Naming(names, workspace, {user: f"#{card.colour:06X}" for user, card in people.items()})


def own_card(user: str, name: str) -> bytes:
    """Return what the own card says; the colour that it wishes for is the one that follows from the user id."""
    short = name.encode()[:MAX_CARD_NAME_BYTES].decode("utf-8", "ignore")
    return encode_person(PersonCard(short, int(presence_color(user)[1:], 16)))
