"""What an old and a new computer of one person say to each other after they have met and compared digits.

Greeting (old): ``1 | users (u8 count; each 16) | relay | email``. Consents (new): ``2 | count u8 | (user 16 | admission)``. Home (old), one for each
workspace: ``3 | user 16 | relay | log entries (u32 count; each u32 length and the entry) | boxes``. End (old): ``4``. Texts are u16 length and UTF-8.
The link has been authenticated; what is said on it is checked all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sync.protocol.boxes import Box, decode_boxes, encode_boxes
from sync.protocol.device_entry import Admission, encode_admission, read_admission, verify_admission
from sync.protocol.errors import ErrorCode, Malformed, NotAuthorised
from sync.protocol.membership.entry import LogEntry, decode_log_entry, encode_log_entry
from sync.protocol.wire import WireReader

GREETING, CONSENTS, HOME, END = 1, 2, 3, 4
MOST_USERS = 64
MOST_ENTRIES = 100_000
LONGEST_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Greeting:
    """Who the person is: user ids (the one for new workspaces first), and the relay and address of the account ("" for none)."""

    users: tuple[str, ...]
    relay: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """A workspace that the new computer is in now."""

    user: str
    relay: str
    entries: tuple[LogEntry, ...]
    boxes: tuple[Box, ...]


def encode_greeting(greeting: Greeting) -> bytes:
    """Serialise a greeting."""
    users = greeting.users[:MOST_USERS]
    head = bytes([GREETING, len(users)]) + b"".join(bytes.fromhex(user) for user in users)
    return head + _text(greeting.relay) + _text(greeting.email)


def decode_greeting(data: bytes) -> Greeting:
    """Read a greeting.

    Raises:
        ProtocolError: malformed.
    """
    reader = _begun(data, GREETING)
    users = tuple(reader.identifier() for _ in range(_count(reader.number(1), MOST_USERS)))
    greeting = Greeting(users, _read_text(reader), _read_text(reader))
    if not users or bytes(reader.rest()):
        raise Malformed("not a greeting")
    return greeting


def encode_consents(consents: Mapping[str, Admission]) -> bytes:
    """Serialise a device's consents, by user id."""
    parts = [bytes.fromhex(user) + encode_admission(admission) for user, admission in consents.items()]
    return bytes([CONSENTS, len(parts)]) + b"".join(parts)


def decode_consents(data: bytes, device: str) -> dict[str, Admission]:
    """Read and check consents.

    Args:
        data: as it came.
        device: whose key the link proved.

    Raises:
        ProtocolError: malformed, for another device, or without its consent.
    """
    reader = _begun(data, CONSENTS)
    found: dict[str, Admission] = {}
    for _ in range(_count(reader.number(1), MOST_USERS)):
        user, admission = reader.identifier(), read_admission(reader)
        if admission.entry.device != device:
            raise NotAuthorised("a device speaks for another one", ErrorCode.ROLE)
        verify_admission(admission, user)
        found[user] = admission
    if bytes(reader.rest()):
        raise Malformed("not consents")
    return found


def encode_home(home: Home) -> bytes:
    """Serialise a workspace."""
    parts = [bytes([HOME]), bytes.fromhex(home.user), _text(home.relay), len(home.entries).to_bytes(4, "big")]
    for entry in map(encode_log_entry, home.entries):
        parts += [len(entry).to_bytes(4, "big"), entry]
    return b"".join([*parts, encode_boxes(home.boxes)])


def decode_home(data: bytes) -> Home | None:
    """Read a workspace; None for the end of them.

    Raises:
        ProtocolError: malformed.
    """
    if data == bytes([END]):
        return None
    reader = _begun(data, HOME)
    user, relay = reader.identifier(), _read_text(reader)
    count = _count(reader.number(4), MOST_ENTRIES)
    entries = tuple(decode_log_entry(bytes(reader.take(reader.number(4)))) for _ in range(count))
    return Home(user, relay, entries, decode_boxes(bytes(reader.rest())))


def _begun(data: bytes, word: int) -> WireReader:
    reader = WireReader(data)
    if reader.number(1) != word:
        raise Malformed("another word was expected")
    return reader


def _count(number: int, most: int) -> int:
    if number > most:
        raise Malformed("too many")
    return number


def _text(text: str) -> bytes:
    data = text.encode()[:LONGEST_TEXT]
    return len(data).to_bytes(2, "big") + data


def _read_text(reader: WireReader) -> str:
    length = _count(reader.number(2), LONGEST_TEXT)
    return bytes(reader.take(length)).decode("utf-8", "replace")
