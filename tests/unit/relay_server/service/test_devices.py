from __future__ import annotations

import pytest

from relay_server.domain.device import MAX_DEVICES
from relay_server.errors import Conflict, InvalidRequest, NotFound, Unauthenticated
from relay_server.service.administration import Actor, invite
from relay_server.service.authenticate import authenticate
from relay_server.service.devices import list_devices, register_device, revoke_device
from relay_server.service.environment import Principal
from relay_server.service.login import log_in
from relay_server.service.registration import register
from relay_server.service.second_factor_check import SecondProof
from sync.crypto.identity import DeviceIdentity, generate_identity
from sync.protocol.device_entry import encode_entry
from sync.protocol.relay_proofs import possession_message
from sync.protocol.signing import REGISTRATION
from tests.support.relay import CALLER, OWNER, PASSWORD, House


def proof(house: House, identity: DeviceIdentity, who: Principal) -> bytes:
    """Return the device's signature over relay, account and session."""
    message = possession_message(house.settings.base_url, who.account.id, who.session.id)
    return identity.sign(REGISTRATION, message)


def registered(house: House, identity: DeviceIdentity, who: Principal) -> str:
    """Register a device."""
    entry = encode_entry(identity.entry)
    return register_device(house.env, CALLER, who, entry, proof(house, identity, who)).id


def test_a_device_is_registered_for_this_session(house: House) -> None:
    """ACC-70."""
    owner, identity = house.owner(), generate_identity()
    assert registered(house, identity, house.principal(owner)) == identity.device
    assert house.principal(owner).session.device == identity.device
    later = house.principal(log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof()))
    registered(house, identity, later)
    assert [one.id for one in list_devices(house.env, later)] == [identity.device]


def test_an_entry_without_its_key_is_worth_nothing(house: House) -> None:
    """ACC-70."""
    who = house.principal(house.owner())
    victim, thief = generate_identity(), generate_identity()
    entry = encode_entry(victim.entry)
    other_session = house.principal(log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof()))
    foreign = victim.sign(REGISTRATION, possession_message("https://evil.test", who.account.id, who.session.id))
    for bad in (proof(house, thief, who), proof(house, victim, other_session), foreign, b"", bytes(64)):
        with pytest.raises(InvalidRequest):
            register_device(house.env, CALLER, who, entry, bad)
    damaged = bytearray(entry)
    damaged[40] ^= 1
    for bad_entry in (b"", entry[:-1], bytes(damaged), entry + b"x"):
        with pytest.raises(InvalidRequest):
            register_device(house.env, CALLER, who, bad_entry, proof(house, victim, who))
    assert list_devices(house.env, who) == []


def test_a_device_has_one_account(house: House) -> None:
    """ACC-70."""
    identity = generate_identity()
    owner = house.principal(house.owner())
    registered(house, identity, owner)
    code = invite(house.env, Actor("cli", CALLER), "ana@example.org")
    register(house.env, CALLER, "ana@example.org", PASSWORD, "Ana", code)
    ana = house.principal(log_in(house.env, CALLER, "ana@example.org", PASSWORD, SecondProof()))
    with pytest.raises(Conflict):
        registered(house, identity, ana)
    with pytest.raises(NotFound):
        revoke_device(house.env, CALLER, ana, identity.device)


def test_a_revoked_device_ends_its_sessions_and_comes_not_back(house: House) -> None:
    """ACC-70."""
    owner, identity = house.owner(), generate_identity()
    laptop = log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof())
    registered(house, identity, house.principal(laptop))
    who = house.principal(owner)
    revoke_device(house.env, CALLER, who, identity.device)
    with pytest.raises(Unauthenticated):
        authenticate(house.env, laptop.access_token)
    authenticate(house.env, owner.access_token)
    with pytest.raises(Conflict):
        registered(house, identity, who)
    with pytest.raises(NotFound):
        revoke_device(house.env, CALLER, who, identity.device)


def test_there_is_a_most(house: House) -> None:
    who = house.principal(house.owner())
    for _ in range(MAX_DEVICES):
        last = registered(house, generate_identity(), who)
    with pytest.raises(Conflict):
        registered(house, generate_identity(), who)
    revoke_device(house.env, CALLER, who, last)
