"""The published vectors, computed again from hashes, HMAC, X25519, Ed25519 and AES-GCM: none of the product's code.

This is a second implementation in small; what it does by hand is what docs/spec/crypto.md says.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.support import hpke_sender, vectors

PATH = Path(__file__).parents[4] / "docs/spec/vectors/crypto.json"


@pytest.fixture(scope="module")
def v() -> dict[str, Any]:
    """Return the published file."""
    found: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return found


def raw(section: dict[str, Any], name: str) -> bytes:
    """Return a value as bytes."""
    return bytes.fromhex(section[name])


def sha(*parts: bytes) -> bytes:
    """Hash the parts, joined."""
    return hashlib.sha256(b"".join(parts)).digest()


def context(what: str) -> bytes:
    """Return the context of that name."""
    return f"aio-canvas {what} v1\0".encode()


def derive(key: bytes, what: str, info: bytes = b"", length: int = 32) -> bytes:
    """Derive a key by HKDF-SHA256, up to 32 bytes of it."""
    extracted = hmac.new(bytes(32), key, hashlib.sha256).digest()
    return hmac.new(extracted, context(what) + info + b"\1", hashlib.sha256).digest()[:length]


def signed(seed: bytes, what: str, message: bytes) -> bytes:
    """Sign in a context."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(context(what) + message)


def u(size: int, value: int) -> bytes:
    """Write a number."""
    return value.to_bytes(size, "big")


def publics(signing: bytes, sealing: bytes) -> bytes:
    """Return both public keys of two seeds."""
    return (
        Ed25519PrivateKey.from_private_bytes(signing).public_key().public_bytes_raw()
        + X25519PrivateKey.from_private_bytes(sealing).public_key().public_bytes_raw()
    )


def test_key17_the_file_is_what_the_code_makes() -> None:
    """KEY-17."""
    assert vectors.render() == PATH.read_text(encoding="utf-8")


def test_key17_devices(v: dict[str, Any]) -> None:
    """KEY-17, MEM-1."""
    d = v["device"]
    seed, user = raw(d, "signing_seed"), raw(d, "user")
    keys = publics(seed, raw(d, "sealing_seed"))
    entry = b"\1" + keys + signed(seed, "device entry", b"\1" + keys)
    device = sha(context("device id"), keys)[:16]
    assert entry == raw(d, "entry")
    assert device == raw(d, "device")
    consent = signed(seed, "device consent", user + u(1, d["kind"]) + device)
    assert entry + u(1, d["kind"]) + consent == raw(d, "admission")


def test_key17_the_log(v: dict[str, Any]) -> None:
    """KEY-17, MEM-10, MEM-11, MEM-14, PRO-5."""
    d, log, keys = v["device"], v["log"], v["keys"]
    device, salt = raw(d, "device"), raw(log, "salt")
    workspace = sha(context("workspace id"), device, salt)[:16]
    sequencer = Ed25519PrivateKey.from_private_bytes(raw(log, "sequencer_seed")).public_key().public_bytes_raw()
    head = b"\1\1" + workspace + u(4, 1) + bytes(32) + device + u(8, log["time"])
    boxes = sha(context("box set"), u(4, 0))
    body = salt + raw(d, "user") + u(4, 1) + raw(d, "admission") + sequencer + raw(keys, "commitment") + boxes
    operation = head + body
    assert operation == raw(log, "create")
    signature = signed(raw(d, "signing_seed"), "operation", operation)
    assert sha(context("log entry"), operation, signature) == raw(log, "head")
    counter = signed(raw(log, "sequencer_seed"), "log head", workspace + u(4, 1) + raw(log, "head"))
    assert signature + counter + operation == raw(log, "entry")
    promise = raw(keys, "scope") + u(4, 1) + raw(log, "document") + raw(keys, "document_commitment")
    second = sha(context("epoch commitment"), workspace, u(4, 2), raw(keys, "second"))
    rotation = workspace + u(4, 2) + second + u(4, 61) + raw(keys, "previous")
    head = b"\1\x0f" + workspace + u(4, 2) + raw(log, "head") + device + u(8, log["time"] + 1)
    assert head + u(4, 1) + rotation + boxes + u(4, 1) + promise == raw(log, "rotate")
    assert sha(context("discussion"), raw(log, "document"))[:16] == raw(log, "discussion")
    assert sha(context("index"), workspace)[:16] == raw(log, "index")


def test_key17_keys(v: dict[str, Any]) -> None:
    """KEY-17, KEY-2, KEY-3, KEY-4, KEY-19."""
    keys, document = v["keys"], raw(v["log"], "document")
    scope, first, second = raw(keys, "scope"), raw(keys, "first"), raw(keys, "second")
    assert sha(context("epoch commitment"), scope, u(4, 1), first) == raw(keys, "commitment")
    assert derive(first, "document key", scope + u(4, 1) + document) == raw(keys, "document_key")
    promised = sha(context("document commitment"), scope, u(4, 1), document, raw(keys, "document_key"))
    assert promised == raw(keys, "document_commitment")
    place, diagram = scope + u(4, 2), document + u(4, 1)
    for name, what, info, secret in (
        ("previous", "previous key", place, first),
        ("bridge", "bridge", place + diagram, raw(keys, "diagram")),
    ):
        nonce = raw(keys, f"{name}_nonce")
        sealed = AESGCM(derive(second, what, info)).encrypt(nonce, secret, context(what) + info)
        assert b"\1" + nonce + sealed == raw(keys, name)


def test_key17_envelopes_and_presence(v: dict[str, Any]) -> None:
    """KEY-17, KEY-5, KEY-8, PRO-10, PRO-12."""
    d, e, document = v["device"], v["envelopes"], raw(v["log"], "document")
    device, writer = raw(d, "device"), raw(e, "writer")
    chain = sha(context("chain"), document, device, writer)
    assert chain == raw(e, "chain")
    assert int.from_bytes(sha(context("client"), chain)[:8], "big") % (1 << 53) == e["client"]
    key = AESGCM(derive(raw(v["keys"], "document_key"), "chain key", u(4, 1) + chain))
    previous = bytes(16)
    for counter, name, nonce in ((1, "first", bytes([12]) * 12), (2, "second", bytes([13]) * 12)):
        header = b"\1\1" + document + device + writer + u(4, 1) + u(8, counter) + u(4, e["log_seq"]) + previous + nonce
        body = header + key.encrypt(nonce, raw(e, f"{name}_plaintext"), header)
        envelope = body + signed(raw(d, "signing_seed"), "envelope", body)
        assert envelope == raw(e, name)
        previous = sha(context("envelope hash"), envelope)[:16]
    assert raw(e, "first_hash")[:16] == raw(e, "second")[58:74]
    head, nonce = b"\1" + u(4, 1), bytes([14]) * 12
    presence = AESGCM(derive(raw(v["keys"], "document_key"), "presence key", u(4, 1) + document + device))
    assert head + nonce + presence.encrypt(nonce, raw(e, "presence_plaintext"), head) == raw(e, "presence")


def test_key17_boxes(v: dict[str, Any]) -> None:
    """KEY-17, KEY-6, PRO-20."""
    boxes, keys = v["boxes"], v["keys"]
    place = raw(keys, "scope") + u(4, 1) + bytes(16) + raw(boxes, "recipient")
    assert context("box") + b"\1" + place == raw(boxes, "info")
    opened = hpke_sender.unseal(raw(boxes, "recipient_seed"), raw(boxes, "info"), raw(boxes, "sealed"))
    assert opened == raw(keys, "first")
    box_set = u(4, 1) + b"\1" + place + raw(boxes, "sealed")
    assert box_set == raw(boxes, "set")
    assert sha(context("box set"), box_set) == raw(boxes, "hash")


def test_key17_our_hpke_opens_what_the_vectors_sealed(v: dict[str, Any]) -> None:
    """KEY-17, KEY-6, KEY-9: the library's HPKE and the one by hand are the same."""
    from sync.crypto.key_wrap import open_epoch_box
    from sync.crypto.sealed_signal import open_signal
    from sync.protocol.boxes import decode_boxes

    (box,) = decode_boxes(raw(v["boxes"], "set"))
    key = open_epoch_box(box, raw(v["boxes"], "recipient_seed"), raw(v["keys"], "commitment"))
    assert key.secret == raw(v["keys"], "first")
    _, body = open_signal(vectors.BEN, vectors.ANA.entry, raw(v["signals"], "message"))
    assert body.text == "v=0"


def test_key17_cards(v: dict[str, Any]) -> None:
    """KEY-17, KEY-7."""
    d = v["device"]
    user, device = raw(d, "user"), raw(d, "device")
    nonce = bytes([15]) * 12
    header = b"\1\1" + raw(v["keys"], "scope") + user + device + u(4, 1) + u(4, 1) + u(8, 3) + nonce
    key = AESGCM(derive(raw(v["keys"], "first"), "card key", b"\1" + user + device))
    body = header + key.encrypt(nonce, raw(v["cards"], "plaintext"), header)
    assert body + signed(raw(d, "signing_seed"), "card", body) == raw(v["cards"], "person")


def test_key17_signals(v: dict[str, Any]) -> None:
    """KEY-17, KEY-9."""
    message = raw(v["signals"], "message")
    header, sealed, signature = message[:69], message[69:-64], message[-64:]
    recipient = raw(v["boxes"], "recipient")
    expected = b"\1" + raw(v["device"], "device") + recipient + raw(v["log"], "document") + b"\x0d" * 16 + u(4, 1)
    assert header == expected
    opened = hpke_sender.unseal(raw(v["boxes"], "recipient_seed"), context("signal seal") + header, sealed)
    assert opened == raw(v["signals"], "plaintext") == b"\1v=0"
    assert signature == signed(raw(v["device"], "signing_seed"), "signal", message[:-64])


def test_key17_invites_and_share_links(v: dict[str, Any]) -> None:
    """KEY-17, KEY-10, KEY-11."""
    links = v["links"]
    secret = raw(links, "invite_secret")
    assert derive(secret, "invite id", length=16) == raw(links, "invite")
    keys = publics(derive(secret, "invite signing"), derive(secret, "invite sealing"))
    assert keys == raw(links, "invite_signing_public") + raw(links, "invite_sealing_public")
    body = b"\1" + raw(v["log"], "workspace") + raw(links, "invite_head") + secret
    fragment = base64.urlsafe_b64encode(body + sha(context("invite link"), body)[:4]).decode().rstrip("=")
    assert fragment == links["invite_fragment"]
    link, key, nonce = raw(links, "share"), raw(links, "share_secret"), bytes([19]) * 12
    assert sha(context("share commitment"), link, key) == raw(links, "share_commitment")
    head = b"\1" + link + nonce
    sealed = AESGCM(derive(key, "share key")).encrypt(nonce, raw(links, "shared_plaintext"), head)
    assert head + sealed == raw(links, "shared")
    assert base64.urlsafe_b64encode(key).decode().rstrip("=") == links["share_fragment"]


def test_key17_recovery_codes(v: dict[str, Any]) -> None:
    """KEY-17, KEY-12."""
    links = v["links"]
    secret = raw(links, "recovery")
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    check = sha(context("recovery code"), secret)
    bits = "".join(f"{byte:08b}" for byte in secret) + "".join(f"{byte:08b}" for byte in check)[:20]
    letters = "".join(alphabet[int(bits[start : start + 5], 2)] for start in range(0, len(bits), 5))
    assert "-".join(letters[start : start + 4] for start in range(0, 36, 4)) == links["recovery_code"]
    keys = publics(derive(secret, "paper signing"), derive(secret, "paper sealing"))
    assert sha(context("device id"), keys)[:16] == raw(links, "paper_device")


def test_key17_safety_numbers(v: dict[str, Any]) -> None:
    """KEY-17, KEY-13."""
    people, d = v["people"], v["device"]
    halves = []
    for user, entry in ((raw(d, "user"), raw(d, "entry")), (raw(people, "other_user"), raw(people, "other_entry"))):
        digest = hashlib.sha512(context("safety number") + user + entry[1:65]).digest()
        groups = [int.from_bytes(digest[start : start + 5], "big") % 100_000 for start in range(0, 30, 5)]
        halves.append(" ".join(f"{group:05d}" for group in groups))
    assert " ".join(sorted(halves)) == people["safety_number"]


def test_key17_pairing(v: dict[str, Any]) -> None:
    """KEY-17, KEY-14."""
    people, d = v["people"], v["device"]
    room = sha(raw(people, "room"))
    reveals = []
    for side, seed, entry in (
        (1, raw(people, "host_seed"), raw(d, "entry")),
        (2, raw(people, "guest_seed"), raw(people, "other_entry")),
    ):
        public = X25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
        reveals.append(b"\1" + u(1, side) + public + seed + entry)
    assert reveals == [raw(people, "host_reveal"), raw(people, "guest_reveal")]
    assert sha(context("pairing commitment"), room, reveals[0]) == raw(people, "host_commitment")
    transcript = sha(context("pairing transcript"), room, *reveals)
    number = int.from_bytes(sha(context("pairing digits"), transcript)[:8], "big") % 1_000_000
    assert f"{number:06d}" == people["digits"]
    guest = X25519PublicKey.from_public_bytes(reveals[1][2:34])
    shared = X25519PrivateKey.from_private_bytes(raw(people, "host_seed")).exchange(guest)
    assert derive(shared, "pairing key", transcript) == raw(people, "pairing_key")
