"""Registering the devices of an account: the relay keeps their public entries and knows which session is on which."""

from __future__ import annotations

from collections.abc import Sequence

from relay_server.domain.device import MAX_DEVICES, Device
from relay_server.domain.security_event import Action
from relay_server.domain.session import EndReason
from relay_server.errors import Conflict, DuplicateError, InvalidRequest, NotFound
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.record import note_own
from relay_server.service.step_up import require_fresh
from sync.protocol.device_entry import DeviceEntry, decode_entry
from sync.protocol.errors import IdentityError, SignatureInvalid
from sync.protocol.relay_proofs import possession_message
from sync.protocol.signing import REGISTRATION, verify_signature


def register_device(env: Environment, caller: Caller, principal: Principal, entry: bytes, proof: bytes) -> Device:
    """Register the device that this session is on; registering it again in a new session binds it to that one.

    Args:
        env: The environment.
        caller: From where.
        principal: Who.
        entry: The signed device entry.
        proof: Signature of the device over ``relay_proofs.possession_message``: an entry is public, so anybody
            could hand in somebody else's.

    Raises:
        InvalidRequest: The entry or the proof does not verify.
        Conflict: The device belongs to another account or was revoked, or there are too many.
    """
    decoded = _verified(env, principal, entry, proof)
    with env.transactions.write() as unit:
        known = unit.devices.get(decoded.device)
        if known is not None and (known.account != principal.account.id or known.revoked_ms is not None):
            raise Conflict("device_not_usable", "This device belongs to another account or was revoked.")
        device = known or _add(env, unit, principal, decoded.device, entry)
        unit.sessions.bind_device(principal.session.id, device.id)
        note_own(env, unit, caller, Action.DEVICE_REGISTERED, principal, device=device.id)
        return device


def list_devices(env: Environment, principal: Principal) -> Sequence[Device]:
    """Return the devices of the caller, oldest first, revoked ones too."""
    with env.transactions.read() as unit:
        return unit.devices.of(principal.account.id)


def revoke_device(env: Environment, caller: Caller, principal: Principal, device: str) -> None:
    """Revoke a device at the relay: its sessions end and it cannot be registered again.

    Its rights in workspaces are taken by an operation of the membership log, which this does not replace.

    Raises:
        StepUpRequired: A fresh proof is needed first.
        NotFound: The caller has no such good device.
    """
    require_fresh(env, principal)
    with env.transactions.write() as unit:
        found = unit.devices.get(device)
        if found is None or found.account != principal.account.id or not unit.devices.revoke(device, env.now_ms()):
            raise NotFound("no_such_device", "There is no such device.")
        ended = unit.sessions.end_of_device(device, env.now_ms(), EndReason.DEVICE_REVOKED)
        note_own(env, unit, caller, Action.DEVICE_REVOKED, principal, device=device)
    env.announce_ended(*ended)


def _verified(env: Environment, principal: Principal, entry: bytes, proof: bytes) -> DeviceEntry:
    message = possession_message(env.policy.base_url, principal.account.id, principal.session.id)
    try:
        decoded = decode_entry(entry)
        verify_signature(decoded.signing_public, REGISTRATION, proof, message)
    except (IdentityError, SignatureInvalid):
        raise InvalidRequest("invalid_device", "The device's entry or its proof does not verify.") from None
    return decoded


def _add(env: Environment, unit: UnitOfWork, principal: Principal, identifier: str, entry: bytes) -> Device:
    if sum(1 for one in unit.devices.of(principal.account.id) if one.revoked_ms is None) >= MAX_DEVICES:
        raise Conflict("too_many_devices", f"An account has at most {MAX_DEVICES} devices. Revoke one first.")
    device = Device(identifier, principal.account.id, entry, env.now_ms())
    try:
        unit.devices.add(device)
    except DuplicateError:
        raise Conflict("device_not_usable", "This device belongs to another account or was revoked.") from None
    return device
