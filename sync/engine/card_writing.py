"""Cards as this device writes and opens them; what the keys known here do not open is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sync.crypto.epoch import DocumentKey, EpochKey
from sync.crypto.identity import DeviceIdentity
from sync.crypto.sealed_card import open_card, seal_card
from sync.engine.keyring import KeyRing
from sync.errors import CryptoError
from sync.protocol.card import CardHeader, CardKind, card_scope, parse_card_header
from sync.protocol.errors import NotAuthorised, ProtocolError
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
    """Seal a card about a person, the workspace or a diagram.

    Args:
        state: What the log says.
        keys: The keys known here.
        author: This device.
        about: Kind and subject.
        content: What it says.
        revision: Above that of the card whose place it takes.

    Returns:
        The card; None while its key is not known here: guests of one diagram do not know that of the workspace.
    """
    kind, subject = about
    key = keys.key_of(state, subject) if kind.is_of_diagram else keys.newest(state, state.workspace)
    if key is None:
        return None
    header = CardHeader(kind, state.workspace, subject, author.device, key.epoch, state.seq, revision, _NO_NONCE)
    return seal_card(key, author, header, content)


def opened_cards(state: WorkspaceState, keys: KeyRing, cards: Iterable[bytes]) -> Iterator[tuple[CardHeader, bytes]]:
    """Return headers and contents of the cards that can be opened."""
    for card in cards:
        header = parse_card_header(card)
        key = _key_of(state, keys, header)
        if key is None:
            continue
        try:
            yield header, open_card(key, card)
        except (CryptoError, ProtocolError):
            continue  # Its author sealed something else: nobody can read it.


def _key_of(state: WorkspaceState, keys: KeyRing, header: CardHeader) -> EpochKey | DocumentKey | None:
    if not header.kind.is_of_diagram:
        return keys.scope_key(header.workspace, header.epoch)
    try:
        return keys.document_key(card_scope(state, header, header.log_seq), header.epoch, header.subject)
    except NotAuthorised:
        return None  # The log has no such diagram: its author is ahead of it.
