"""The published test vectors. ``python -m tests.support.vectors`` writes docs/spec/vectors/crypto.json.

Inputs are named; outputs come from the product's own functions, but for HPKE, whose ephemeral key has to be fixed. A test
compares the file with this, and another one computes every output from primitives alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sync.crypto.envelope import ChainTip, chain_key, seal_update
from sync.crypto.epoch import (
    EpochKey,
    commitment,
    document_commitment,
    document_key,
    seal_bridge,
    seal_previous,
)
from sync.crypto.identity import admit_device, identity_from_seeds
from sync.crypto.invite import InviteLink, format_invite, invite_keys
from sync.crypto.pairing import Side, finish_pairing, start_pairing
from sync.crypto.recovery import RecoveryCode, format_code, paper_device
from sync.crypto.safety_number import safety_number
from sync.crypto.sealed_card import seal_card
from sync.crypto.sealed_presence import presence_key
from sync.crypto.share_link import ShareKey, format_share_fragment, seal_shared
from sync.protocol.boxes import NO_DOCUMENT, Box, box_info, boxes_hash, encode_boxes
from sync.protocol.card import CardHeader, CardKind
from sync.protocol.chain import Chain, chain_id, client_id
from sync.protocol.device_entry import DeviceKind, encode_admission, encode_entry
from sync.protocol.documents import discussion_of, index_of
from sync.protocol.envelope import envelope_hash
from sync.protocol.membership import operations as op
from sync.protocol.membership.codec import encode_operation
from sync.protocol.membership.entry import LogEntry, encode_log_entry, head_message, head_of, workspace_id
from sync.protocol.signalling import (
    SignalBody,
    SignalHeader,
    SignalKind,
    encode_signal_body,
    pack_signal_header,
)
from sync.protocol.signing import HEAD, OPERATION, SIGNAL
from tests.support import hpke_sender

PATH = Path(__file__).parents[2] / "docs/spec/vectors/crypto.json"

ANA = identity_from_seeds(bytes([1]) * 32, bytes([2]) * 32)
BEN = identity_from_seeds(bytes([3]) * 32, bytes([4]) * 32)
USER, OTHER_USER = "a1" * 16, "b2" * 16
SALT = bytes([5]) * 16
WORKSPACE = workspace_id(ANA.device, SALT)
DOCUMENT, WRITER = "0c" * 16, "0f" * 8
FIRST, SECOND = EpochKey(WORKSPACE, 1, bytes([6]) * 32), EpochKey(WORKSPACE, 2, bytes([7]) * 32)
DIAGRAM = EpochKey(DOCUMENT, 1, bytes([8]) * 32)
CHAIN = Chain(DOCUMENT, ANA.device, WRITER)
EPHEMERAL = bytes([9]) * 32


def fixed(value: int) -> Callable[[int], bytes]:
    """Return a source of "random" bytes that are all alike."""
    return lambda size: bytes([value]) * size


def make_vectors() -> dict[str, Any]:
    """Return all vectors: section -> name -> hex, text or number."""
    return {
        "device": _device(),
        "log": _log(),
        "keys": _keys(),
        "envelopes": _envelopes(),
        "boxes": _boxes(),
        "cards": _cards(),
        "signals": _signals(),
        "links": _links(),
        "people": _people(),
    }


def _device() -> dict[str, Any]:
    return {
        "signing_seed": ANA.signing_seed.hex(),
        "sealing_seed": ANA.sealing_seed.hex(),
        "entry": encode_entry(ANA.entry).hex(),
        "device": ANA.device,
        "user": USER,
        "kind": DeviceKind.APP.value,
        "admission": encode_admission(admit_device(ANA, USER)).hex(),
    }


def _log() -> dict[str, Any]:
    sequencer = BEN
    body = op.Create(
        SALT, USER, (admit_device(ANA, USER),), sequencer.entry.signing_public, commitment(FIRST), boxes_hash(())
    )
    operation = encode_operation(op.Operation(WORKSPACE, 1, bytes(32), ANA.device, 1_800_000_000_000, body))
    signature = ANA.sign(OPERATION, operation)
    head = head_of(operation, signature)
    entry = LogEntry(operation, signature, sequencer.sign(HEAD, head_message(WORKSPACE, 1, head)))
    return {
        "salt": SALT.hex(),
        "workspace": WORKSPACE,
        "time": 1_800_000_000_000,
        "sequencer_seed": sequencer.signing_seed.hex(),
        "create": operation.hex(),
        "head": head.hex(),
        "entry": encode_log_entry(entry).hex(),
        "rotate": encode_operation(_rotate(head)).hex(),
        "document": DOCUMENT,
        "discussion": discussion_of(DOCUMENT),
        "index": index_of(WORKSPACE),
    }


def _rotate(head: bytes) -> op.Operation:
    """Return an operation that brings the second key, and a guest the document's in the first epoch."""
    rotation = op.Rotation(WORKSPACE, 2, commitment(SECOND), seal_previous(SECOND, FIRST, fixed(10)))
    promise = op.KeyPromise(WORKSPACE, 1, DOCUMENT, document_commitment(document_key(FIRST, DOCUMENT)))
    body = op.Rotate((rotation,), boxes_hash(()), (promise,))
    return op.Operation(WORKSPACE, 2, head, ANA.device, 1_800_000_000_001, body)


def _keys() -> dict[str, Any]:
    return {
        "scope": WORKSPACE,
        "first": FIRST.secret.hex(),
        "second": SECOND.secret.hex(),
        "diagram": DIAGRAM.secret.hex(),
        "commitment": commitment(FIRST).hex(),
        "previous_nonce": fixed(10)(12).hex(),
        "previous": seal_previous(SECOND, FIRST, fixed(10)).hex(),
        "bridge_nonce": fixed(11)(12).hex(),
        "bridge": seal_bridge(SECOND, DIAGRAM, fixed(11)).hex(),
        "document_key": document_key(FIRST, DOCUMENT).secret.hex(),
        "document_commitment": document_commitment(document_key(FIRST, DOCUMENT)).hex(),
    }


def _envelopes() -> dict[str, Any]:
    key = chain_key(document_key(FIRST, DOCUMENT), CHAIN)
    first = seal_update(key, ANA, ChainTip(), 1, b"first update", fixed(12))
    second = seal_update(key, ANA, ChainTip().after(first), 1, b"second update", fixed(13))
    presence = presence_key(document_key(FIRST, DOCUMENT), ANA.device)
    return {
        "writer": WRITER,
        "chain": chain_id(CHAIN).hex(),
        "client": client_id(CHAIN),
        "log_seq": 1,
        "first": first.hex(),
        "first_plaintext": b"first update".hex(),
        "first_hash": envelope_hash(first).hex(),
        "second": second.hex(),
        "second_plaintext": b"second update".hex(),
        "presence": presence.seal(b"cursor", fixed(14)).hex(),
        "presence_plaintext": b"cursor".hex(),
    }


def _boxes() -> dict[str, Any]:
    info = b"aio-canvas box v1\0" + box_info(WORKSPACE, 1, NO_DOCUMENT, BEN.device)
    sealed = hpke_sender.seal(EPHEMERAL, BEN.entry.sealing_public, info, FIRST.secret)
    box = Box(WORKSPACE, 1, NO_DOCUMENT, BEN.device, sealed)
    return {
        "recipient": BEN.device,
        "recipient_seed": BEN.sealing_seed.hex(),
        "ephemeral_seed": EPHEMERAL.hex(),
        "info": info.hex(),
        "sealed": sealed.hex(),
        "set": encode_boxes((box,)).hex(),
        "hash": boxes_hash((box,)).hex(),
    }


def _cards() -> dict[str, Any]:
    header = CardHeader(CardKind.PERSON, WORKSPACE, USER, ANA.device, 1, 1, 3, bytes(12))
    return {"plaintext": b"Ana".hex(), "person": seal_card(FIRST, ANA, header, b"Ana", fixed(15)).hex()}


def _signals() -> dict[str, Any]:
    packed = pack_signal_header(SignalHeader(ANA.device, BEN.device, DOCUMENT, "0d" * 16, 1))
    plaintext = encode_signal_body(SignalBody(SignalKind.OFFER, "v=0"))
    info = b"aio-canvas signal seal v1\0" + packed
    body = packed + hpke_sender.seal(EPHEMERAL, BEN.entry.sealing_public, info, plaintext)
    return {"plaintext": plaintext.hex(), "message": (body + ANA.sign(SIGNAL, body)).hex()}


def _links() -> dict[str, Any]:
    secret = bytes([16]) * 32
    keys = invite_keys(secret)
    share = ShareKey("0e" * 16, bytes([17]) * 32)
    code = RecoveryCode(bytes(range(20)))
    return {
        "invite_secret": secret.hex(),
        "invite": keys.invite,
        "invite_signing_public": keys.signing_public.hex(),
        "invite_sealing_public": keys.sealing_public.hex(),
        "invite_head": bytes([18] * 32).hex(),
        "invite_fragment": format_invite(InviteLink(WORKSPACE, bytes([18]) * 32, secret)),
        "share": share.link,
        "share_secret": share.secret.hex(),
        "share_commitment": share.commitment.hex(),
        "share_fragment": format_share_fragment(share),
        "shared_plaintext": b"diagram".hex(),
        "shared": seal_shared(share, b"diagram", fixed(19)).hex(),
        "recovery": code.secret.hex(),
        "recovery_code": format_code(code),
        "paper_device": paper_device(code).device,
    }


def _people() -> dict[str, Any]:
    room = b"room"
    host = start_pairing(Side.HOST, room, ANA.entry, fixed(20))
    guest = start_pairing(Side.GUEST, room, BEN.entry, fixed(21))
    pairing = finish_pairing(host, guest.commitment(), guest.reveal())
    return {
        "other_user": OTHER_USER,
        "other_entry": encode_entry(BEN.entry).hex(),
        "safety_number": safety_number((USER, [ANA.entry]), (OTHER_USER, [BEN.entry])),
        "room": room.hex(),
        "host_seed": fixed(20)(32).hex(),
        "guest_seed": fixed(21)(32).hex(),
        "host_commitment": host.commitment().hex(),
        "host_reveal": host.reveal().hex(),
        "guest_reveal": guest.reveal().hex(),
        "digits": pairing.digits,
        "pairing_key": pairing.key.hex(),
    }


def render() -> str:
    """Return the file's text."""
    return json.dumps(make_vectors(), indent=2) + "\n"


if __name__ == "__main__":
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(render(), encoding="utf-8")
