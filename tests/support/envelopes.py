"""Signed envelopes with contents that nobody can open: all that a relay ever needs."""

from __future__ import annotations

from sync.crypto.identity import DeviceIdentity
from sync.protocol.card import CardHeader, CardKind, pack_card_header
from sync.protocol.chain import Chain
from sync.protocol.envelope import NO_PREVIOUS, EnvelopeHeader, EnvelopeType, envelope_hash, pack_header
from sync.protocol.signing import CARD, ENVELOPE

NONCE = bytes(range(12))
WRITER = "0f" * 8


def header_of(
    document: str, device: DeviceIdentity, log_seq: int, counter: int = 1, **changes: object
) -> EnvelopeHeader:
    """Return the header of an update under the first key; a counter above 1 names some previous envelope."""
    values: dict[str, object] = {
        "type": EnvelopeType.UPDATE,
        "document": document,
        "device": device.device,
        "writer": WRITER,
        "epoch": 1,
        "counter": counter,
        "log_seq": log_seq,
        "previous": NO_PREVIOUS if counter <= 1 else bytes(range(16)),
        "nonce": NONCE,
    }
    return EnvelopeHeader(**{**values, **changes})  # type: ignore[arg-type]


def sealed(device: DeviceIdentity, header: EnvelopeHeader, size: int = 60) -> bytes:
    """Return a signed envelope with as many bytes of ciphertext and tag."""
    body = pack_header(header) + bytes(size % 251 for _ in range(size))
    return body + device.sign(ENVELOPE, body)


def chain_of(device: DeviceIdentity, document: str, count: int, log_seq: int, writer: str = WRITER) -> list[bytes]:
    """Return the first envelopes of a chain, each naming the one before."""
    made: list[bytes] = []
    for counter in range(1, count + 1):
        previous = envelope_hash(made[-1])[:16] if made else NO_PREVIOUS
        header = header_of(document, device, log_seq, counter, writer=writer, previous=previous)
        assert header.chain == Chain(document, device.device, writer)
        made.append(sealed(device, header))
    return made


def card(
    device: DeviceIdentity,
    workspace: str,
    kind: CardKind,
    subject: str,
    log_seq: int,
    revision: int = 1,
    epoch: int = 1,
    size: int = 24,
) -> bytes:
    """Return a signed card that says so many bytes."""
    header = CardHeader(kind, workspace, subject, device.device, epoch, log_seq, revision, NONCE)
    body = pack_card_header(header) + bytes(size + 16)
    return body + device.sign(CARD, body)
