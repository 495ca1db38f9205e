"""What a device signs towards a relay."""

from __future__ import annotations

import pytest

from sync.protocol.errors import SignatureInvalid
from sync.protocol.frames import auth_message
from sync.protocol.signing import HELLO, verify_signature
from tests.support.workspace import ANA, Signer


def test_pro34_the_proof_is_for_one_relay_and_one_connection() -> None:
    """PRO-34: a relay that passes on another one's nonce gets a proof that the other refuses."""
    device = ANA.laptop
    relay, evil = Signer("relay").public, Signer("evil relay").public
    signature = device.sign(HELLO, auth_message(1, bytes(32), evil, device.device))
    verify_signature(device.entry.signing_public, HELLO, signature, auth_message(1, bytes(32), evil, device.device))
    for message in (
        auth_message(1, bytes(32), relay, device.device),
        auth_message(1, b"\1" * 32, evil, device.device),
        auth_message(2, bytes(32), evil, device.device),
    ):
        with pytest.raises(SignatureInvalid):
            verify_signature(device.entry.signing_public, HELLO, signature, message)
