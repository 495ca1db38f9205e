"""Sealing and opening of cards."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.crypto.epoch import DocumentKey, EpochKey
from sync.crypto.identity import DeviceIdentity
from sync.crypto.kdf import CARD, derive
from sync.errors import OpenFailed
from sync.protocol.card import HEADER_BYTES, OVERHEAD_BYTES, CardHeader, pack_card_header, parse_card_header
from sync.protocol.errors import TooLarge
from sync.protocol.identifiers import RandomBytes
from sync.protocol.limits import MAX_CARD_BYTES
from sync.protocol.signing import CARD as CARD_CONTEXT
from sync.protocol.signing import SIGNATURE_BYTES

_NONCE_BYTES = 12


def seal_card(
    key: EpochKey | DocumentKey,
    author: DeviceIdentity,
    header: CardHeader,
    content: bytes,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> bytes:
    """Seal and sign a card.

    Args:
        key: The diagram's document key for a diagram's cards, the workspace's epoch key for all others.
        author: The device that the header names.
        header: Who writes what about whom; its nonce is replaced.
        content: The plaintext.
        random_bytes: Source of the nonce.

    Raises:
        TooLarge: The content is over the limit.
        ValueError: Key, author and header do not go together.
    """
    _check(key, header)
    if author.device != header.device:
        raise ValueError("a device signs its own cards only")
    if len(content) + OVERHEAD_BYTES > MAX_CARD_BYTES:
        raise TooLarge(f"{len(content)} bytes do not fit on a card")
    nonce = random_bytes(_NONCE_BYTES)
    packed = pack_card_header(
        CardHeader(
            header.kind,
            header.workspace,
            header.subject,
            header.device,
            header.epoch,
            header.log_seq,
            header.revision,
            nonce,
        )
    )
    body = packed + _cipher(key, header).encrypt(nonce, content, packed)
    return body + author.sign(CARD_CONTEXT, body)


def open_card(key: EpochKey | DocumentKey, card: bytes) -> bytes:
    """Decrypt a card whose author and signature were checked.

    Raises:
        OpenFailed: It was not sealed under this key, or was changed.
        Malformed: It is no card.
        ValueError: The key does not go with its header.
    """
    header = parse_card_header(card)
    _check(key, header)
    try:
        return _cipher(key, header).decrypt(header.nonce, card[HEADER_BYTES:-SIGNATURE_BYTES], card[:HEADER_BYTES])
    except InvalidTag:
        raise OpenFailed("a card") from None


def _check(key: EpochKey | DocumentKey, header: CardHeader) -> None:
    fits = key.epoch == header.epoch
    if header.kind.is_of_diagram:
        fits = fits and isinstance(key, DocumentKey) and key.document == header.subject
    else:
        fits = fits and isinstance(key, EpochKey) and key.scope == header.workspace
    if not fits:
        raise ValueError("the key does not go with the card")


def _cipher(key: EpochKey | DocumentKey, header: CardHeader) -> AESGCM:
    info = bytes([header.kind]) + bytes.fromhex(header.subject) + bytes.fromhex(header.device)
    return AESGCM(derive(key.secret, CARD, info))
