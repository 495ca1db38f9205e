"""A device shows on a socket that it holds its key, and that it is the one its session is on."""

from __future__ import annotations

from relay_server.service.environment import Environment, Principal
from sync.protocol.device_entry import decode_entry
from sync.protocol.errors import ErrorCode, NotAuthorised
from sync.protocol.frames import Auth, auth_message
from sync.protocol.signing import HELLO, verify_signature


def check_device(env: Environment, principal: Principal, nonce: bytes, proof: Auth) -> None:
    """Check a device's proof. Blocks.

    Args:
        env: The environment.
        principal: Whose socket it is.
        nonce: What this socket was greeted with.
        proof: The answer.

    Raises:
        NotAuthorised: It is not the device of the session, or it was revoked.
        SignatureInvalid: The signature does not fit.
    """
    with env.transactions.read() as unit:
        session = unit.sessions.get(principal.session.id)
        device = unit.devices.get(proof.device)
    if session is None or session.device != proof.device:
        raise NotAuthorised("the session is on another device", ErrorCode.UNKNOWN_DEVICE)
    if device is None or device.account != principal.account.id or device.revoked_ms is not None:
        raise NotAuthorised("the device is not registered", ErrorCode.DEVICE_REVOKED)
    message = auth_message(proof.version, nonce, env.keys.sequencer_public, proof.device)
    verify_signature(decode_entry(device.entry).signing_public, HELLO, proof.signature, message)
