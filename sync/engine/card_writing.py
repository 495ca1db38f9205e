"""Cards of people and workspaces as this device writes and opens them; what the key of the workspace does not open is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sync.crypto.identity import DeviceIdentity
from sync.crypto.sealed_card import open_card, seal_card
from sync.engine.keyring import KeyRing
from sync.errors import CryptoError
from sync.protocol.card import CardHeader, CardKind, parse_card_header
from sync.protocol.errors import ProtocolError
from sync.protocol.membership.state import WorkspaceState

_NO_NONCE = bytes(12)


def write_card(
    state: WorkspaceState,
    keys: KeyRing,
    author: DeviceIdentity,
    about: tuple[CardKind, str],
    content: bytes,
    revision: int,
) -> bytes | None:
    """Seal a card about a person or the workspace.

    Args:
        state: What the log says.
        keys: The keys known here.
        author: This device.
        about: Kind and subject.
        content: What it says.
        revision: Above that of the card whose place it takes.

    Returns:
        The card; None while the workspace's key is not known here, as for guests of one diagram.
    """
    kind, subject = about
    key = keys.newest(state, state.workspace)
    if key is None:
        return None
    header = CardHeader(kind, state.workspace, subject, author.device, key.epoch, state.seq, revision, _NO_NONCE)
    return seal_card(key, author, header, content)


def opened_cards(keys: KeyRing, cards: Iterable[bytes]) -> Iterator[tuple[CardHeader, bytes]]:
    """Return headers and contents of the cards of people and of the workspace that can be opened."""
    for card in cards:
        header = parse_card_header(card)
        key = keys.scope_key(header.workspace, header.epoch)
        if header.kind is CardKind.DIAGRAM or key is None:
            continue
        try:
            yield header, open_card(key, card)
        except (CryptoError, ProtocolError):
            continue  # Its author sealed something else: nobody can read it.
