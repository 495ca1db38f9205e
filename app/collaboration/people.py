"""What people, workspaces and diagrams are called: from the cards that people wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.account.face import Face
from app.theme.person_color import person_colors, presence_color
from sync.engine.card_writing import opened_cards
from sync.engine.keyring import KeyRing
from sync.protocol.card import CardKind
from sync.protocol.card_content import (
    MAX_CARD_NAME_BYTES,
    DiagramCard,
    PersonCard,
    decode_diagram,
    decode_person,
    decode_workspace_name,
    encode_diagram,
    encode_person,
)
from sync.protocol.errors import ProtocolError
from sync.protocol.membership.state import WorkspaceState


@dataclass(frozen=True, slots=True)
class Naming:
    """What cards say.

    Attributes:
        people: names by user id.
        workspace: the workspace's own; "" while nobody named it.
        wishes: colours ("#rrggbb") by user id.
        diagrams: titles by diagram; the title in the diagram is the truth.
        pictures: small JPEGs by user id.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    workspace: str = ""
    wishes: Mapping[str, str] = field(default_factory=dict)
    diagrams: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def colors(self, members: Iterable[str]) -> dict[str, str]:
        """Return the colours of everybody; the log has the order in which they came."""
        return person_colors(members, self.wishes)


def read_naming(state: WorkspaceState, keys: KeyRing, cards: Iterable[bytes]) -> Naming:
    """Open the cards of people, diagrams and the workspace; what cannot be read is left."""
    titles: dict[str, str] = {}
    people: dict[str, PersonCard] = {}
    workspace = ""
    for header, content in opened_cards(state, keys, cards):
        try:
            if header.kind is CardKind.PERSON:
                people[header.subject] = decode_person(content)
            elif header.kind is CardKind.WORKSPACE:
                workspace = decode_workspace_name(content)
            elif header.kind is CardKind.DIAGRAM:
                titles[header.subject] = decode_diagram(content).title
        except ProtocolError:
            continue  # Its author wrote what no program shows.
    names = {user: card.name for user, card in people.items()}
    wishes = {user: f"#{card.colour:06X}" for user, card in people.items()}
    pictures = {user: card.picture for user, card in people.items() if card.picture}
    return Naming(names, workspace, wishes, titles, pictures)


def own_card(user: str, name: str, face: Face) -> bytes:
    """Return what the own card says; without a chosen colour it wishes for the one that follows from the user id."""
    short = name.encode()[:MAX_CARD_NAME_BYTES].decode("utf-8", "ignore")
    return encode_person(PersonCard(short, int((face.color or presence_color(user))[1:], 16), face.picture))


def diagram_card(title: str, now_ms: int) -> bytes:
    """Return what the card of a diagram says; what cannot be shown, and what is too long, is left out."""
    shown = "".join(letter if letter.isprintable() else " " for letter in title)
    return encode_diagram(DiagramCard(shown.encode()[:MAX_CARD_NAME_BYTES].decode("utf-8", "ignore"), now_ms))
