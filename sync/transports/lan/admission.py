"""What host and guest say to each other after they have met and before frames: who the guest is, and what he enters.

Ask: ``1 | user 16 | admission | name``. Answer: ``2 | document 16 | log entries (u32 count; each u32 length and the entry) | boxes``.
The link has been authenticated by digits or a ticket; what is said on it is checked all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sync.protocol.boxes import Box, decode_boxes, encode_boxes
from sync.protocol.device_entry import Admission, encode_admission, read_admission, verify_admission
from sync.protocol.errors import ErrorCode, Malformed, NotAuthorised
from sync.protocol.membership.entry import LogEntry, decode_log_entry, encode_log_entry
from sync.protocol.wire import WireReader
from sync.transports.link import Link

ASK, ANSWER = 1, 2
MOST_ENTRIES = 100_000
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Ask:
    """Who wants to come in."""

    user: str
    admission: Admission
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the guest enters: the diagram, the log of its workspace, and the guest's boxes."""

    document: str
    entries: tuple[LogEntry, ...]
    boxes: tuple[Box, ...]


def encode_ask(ask: Ask) -> bytes:
    """Serialise a question."""
    name = ask.name.encode()[:LONGEST_NAME]
    return bytes([ASK]) + bytes.fromhex(ask.user) + encode_admission(ask.admission) + name


def decode_ask(data: bytes, device: str) -> Ask:
    """Read and check a question.

    Args:
        data: as it came.
        device: whose key the link proved; nobody may ask for another one.

    Raises:
        ProtocolError: malformed, for another device, or without its consent.
    """
    reader = WireReader(data)
    if reader.number(1) != ASK:
        raise Malformed("not a question to come in")
    user, admission = reader.identifier(), read_admission(reader)
    if admission.entry.device != device:
        raise NotAuthorised("a device asks for another one", ErrorCode.ROLE)
    verify_admission(admission, user)
    return Ask(user, admission, bytes(reader.rest()).decode("utf-8", "replace")[:LONGEST_NAME])


def encode_answer(document: str, entries: Sequence[LogEntry], boxes: Sequence[Box]) -> bytes:
    """Serialise an answer."""
    parts = [bytes([ANSWER]), bytes.fromhex(document), len(entries).to_bytes(4, "big")]
    for entry in map(encode_log_entry, entries):
        parts += [len(entry).to_bytes(4, "big"), entry]
    return b"".join([*parts, encode_boxes(boxes)])


def decode_answer(data: bytes) -> Answer:
    """Read an answer.

    Raises:
        ProtocolError: malformed.
    """
    reader = WireReader(data)
    if reader.number(1) != ANSWER:
        raise Malformed("not an answer to a guest")
    document, count = reader.identifier(), reader.number(4)
    if count > MOST_ENTRIES:
        raise Malformed("too many log entries")
    entries = tuple(decode_log_entry(bytes(reader.take(reader.number(4)))) for _ in range(count))
    return Answer(document, entries, decode_boxes(bytes(reader.rest())))


async def ask_in(link: Link, ask: Ask) -> Answer:
    """Ask the host to be let in; on the network thread.

    Raises:
        LinkClosed: the host ended it.
        ProtocolError: the answer is malformed.
    """
    await link.send(encode_ask(ask))
    return decode_answer(await link.receive())
