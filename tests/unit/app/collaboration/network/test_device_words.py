"""What two computers of one person say to each other, and what of it is refused."""

from __future__ import annotations

import pytest

from app.collaboration.network.device_words import (
    END,
    Greeting,
    Home,
    decode_consents,
    decode_greeting,
    decode_home,
    encode_consents,
    encode_greeting,
    encode_home,
)
from sync.crypto.identity import admit_device, generate_identity
from sync.engine.entering import found_workspace
from sync.engine.sequencer import countersign
from sync.protocol.errors import ProtocolError

USERS = ("ab" * 16, "cd" * 16)
NOW = 1_800_000_000_000


def home() -> Home:
    laptop = generate_identity()
    _workspace, drafted = found_workspace(laptop, USERS[0], NOW)
    entry, _state = countersign(None, laptop, drafted.operation, drafted.signature, drafted.boxes, NOW)
    return Home(USERS[0], "https://r", (entry,), drafted.boxes)


def test_run37_everything_comes_as_it_was_said() -> None:
    """RUN-37."""
    for greeting in (Greeting(USERS), Greeting(USERS[:1], "https://relay.example.org", "you@example.org")):
        assert decode_greeting(encode_greeting(greeting)) == greeting
    laptop = generate_identity()
    consents = {user: admit_device(laptop, user) for user in USERS}
    assert decode_consents(encode_consents(consents), laptop.device) == consents
    said = home()
    assert decode_home(encode_home(said)) == said
    assert decode_home(bytes([END])) is None


def test_run37_a_device_speaks_for_itself_alone() -> None:
    """RUN-37."""
    laptop, other = generate_identity(), generate_identity()
    stolen = encode_consents({USERS[0]: admit_device(other, USERS[0])})
    with pytest.raises(ProtocolError):
        decode_consents(stolen, laptop.device)
    forged = encode_consents({USERS[1]: admit_device(laptop, USERS[0])})
    with pytest.raises(ProtocolError):
        decode_consents(forged, laptop.device)


def test_run37_what_is_cut_off_or_too_long_is_refused() -> None:
    """RUN-37."""
    laptop = generate_identity()
    consents = encode_consents({USERS[0]: admit_device(laptop, USERS[0])})
    greeting, said = encode_greeting(Greeting(USERS, "https://r", "e")), encode_home(home())
    for data in (b"", greeting[:-1], greeting + b"x", bytes([9]) + greeting[1:], bytes([1, 0, 0, 0, 0, 0])):
        with pytest.raises(ProtocolError):
            decode_greeting(data)
    for data in (consents[:-1], consents + b"x", bytes([2, 255]) + consents[2:]):
        with pytest.raises(ProtocolError):
            decode_consents(data, laptop.device)
    for data in (said[:40], bytes([END, 0]), bytes([3]) + bytes(16) + b"\xff\xff"):
        with pytest.raises(ProtocolError):
            decode_home(data)
