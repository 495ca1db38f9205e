"""Workspaces over a relay's REST interface: founding, listing, moving here, entering, and what stands in them."""

from __future__ import annotations

import base64
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sync.account.api import RelayApi, fields, items
from sync.engine.drafting import Drafted
from sync.errors import AccountRefused, RelayOverflows, RelayUnavailable
from sync.protocol.boxes import Box, decode_boxes, encode_boxes
from sync.protocol.errors import ProtocolError
from sync.protocol.limits import LOG_RESERVE_BYTES, LOG_RESERVE_LENGTH, MAX_LOG_BYTES, MAX_LOG_LENGTH
from sync.protocol.membership.entry import LogEntry, decode_log_entry, encode_log_entry

PAGE = 500
"""Entries of a log that are asked for at once."""

_NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class Seat:
    """A device of the own account in a workspace, whose it is there, and the role by its name."""

    device: str
    user: str
    role: str


@dataclass(frozen=True, slots=True)
class ListedWorkspace:
    """A workspace in which a device of the account has a place.

    Attributes:
        workspace: Its id.
        seq: How many entries of its log the relay has.
        closed: Whether it was deleted.
        seats: The places.
    """

    workspace: str
    seq: int
    closed: bool
    seats: tuple[Seat, ...]


async def own_workspaces(api: RelayApi, access: str) -> tuple[ListedWorkspace, ...]:
    """Return the workspaces of the account at this relay.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    return tuple(_listed(item) for item in items(await api.call("GET", "/workspaces", token=access)))


async def found_at_relay(api: RelayApi, access: str, drafted: Drafted) -> LogEntry:
    """Found a workspace with its first operation, which names the relay's key as its sequencer.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    body = _operation(drafted.operation, drafted.signature, drafted.boxes)
    return _entry(drafted, await api.call("POST", "/workspaces", token=access, body=body))


async def propose(api: RelayApi, access: str, workspace: str, drafted: Drafted) -> LogEntry:
    """Add an operation to a log, whose signer need not be this session's device (an invite's key, a paper device).

    Raises:
        AccountError: As ``RelayApi.call``; AccountRefused with code ``head_moved`` when another one came first.
    """
    body = _operation(drafted.operation, drafted.signature, drafted.boxes)
    return _entry(drafted, await api.call("POST", f"/workspaces/{workspace}/operations", token=access, body=body))


async def hand_to_relay(api: RelayApi, access: str, entries: Sequence[tuple[LogEntry, Collection[Box]]]) -> None:
    """Bring a log that another sequencer ordered, and whose last operation hands it to this relay.

    Args:
        api: The relay.
        access: Token of a session on a device of that workspace.
        entries: From the first one, or from where the log stands there; each with the boxes that came with it.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    items = [{"entry": _text(encode_log_entry(entry)), "boxes": _text(encode_boxes(boxes))} for entry, boxes in entries]
    await api.call("POST", "/workspaces/import", token=access, body={"entries": items})


async def read_log(api: RelayApi, access: str, workspace: str, since: int = 0) -> tuple[LogEntry, ...]:
    """Return the membership log, or what comes after so many entries of it.

    Raises:
        RelayOverflows: It is longer than a log may be.
        AccountError: As ``RelayApi.call``.
    """
    entries: list[LogEntry] = []
    size = 0
    while True:
        after = since + len(entries)
        answer = await api.call("GET", f"/workspaces/{workspace}/log?since={after}&limit={PAGE}", token=access)
        # A page of large entries has fewer than were asked for.
        found, (seq,) = _entries(answer), fields(answer, seq=int)
        entries += found
        size = _checked_size(size, since + len(entries), found)
        if since + len(entries) >= seq or not found:
            return tuple(entries)


async def log_length(api: RelayApi, access: str, workspace: str) -> int:
    """Return how many entries of a log the relay has; 0 for one that it does not show, as it was never there.

    Raises:
        AccountError: As ``RelayApi.call``, but for a workspace that is not there.
    """
    try:
        return len(await read_log(api, access, workspace))
    except AccountRefused as error:
        if error.status != _NOT_FOUND:
            raise
        return 0


async def read_boxes(api: RelayApi, access: str, workspace: str) -> tuple[Box, ...]:
    """Return the sealed keys for this session's device.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    return _boxes(await api.call("GET", f"/workspaces/{workspace}/boxes", token=access))


async def visit(
    api: RelayApi, access: str, workspace: str, recipient: str, proof: bytes
) -> tuple[tuple[LogEntry, ...], tuple[Box, ...]]:
    """Return the log and the sealed keys to the holder of a key that stands in it: an invite's, a paper device's.

    Args:
        api: The relay.
        access: Token of the session that the proof names.
        workspace: Where.
        recipient: Id of the invite or device.
        proof: Its signature; see ``relay_proofs.visit_message``.

    Raises:
        RelayOverflows: The log is longer than a log may be.
        AccountError: As ``RelayApi.call``.
    """
    entries: list[LogEntry] = []
    size = 0
    while True:
        body = {"recipient": recipient, "proof": _text(proof), "since": len(entries)}
        answer = await api.call("POST", f"/workspaces/{workspace}/visit", token=access, body=body)
        found, (seq,) = _entries(answer), fields(answer, seq=int)
        entries += found
        size = _checked_size(size, len(entries), found)
        if len(entries) >= seq or not found:
            return tuple(entries), _boxes(answer)


def _checked_size(size: int, length: int, found: Collection[LogEntry]) -> int:
    """Return the size of a log with what came of it; a relay may go on without end, and what it says is checked at the end only."""
    size += sum(len(entry.operation) for entry in found)
    if length > MAX_LOG_LENGTH + LOG_RESERVE_LENGTH or size > MAX_LOG_BYTES + LOG_RESERVE_BYTES:
        raise RelayOverflows("the relay shows a membership log without end")
    return size


def _operation(operation: bytes, signature: bytes, boxes: Collection[Box]) -> dict[str, str]:
    named: Mapping[str, bytes] = {"operation": operation, "signature": signature, "boxes": encode_boxes(boxes)}
    return {name: _text(data) for name, data in named.items()}


def _entry(drafted: Drafted, answer: object) -> LogEntry:
    (countersignature,) = fields(answer, countersignature=str)
    return LogEntry(drafted.operation, drafted.signature, _bytes(countersignature))


def _entries(answer: object) -> list[LogEntry]:
    (texts,) = fields(answer, entries=list)
    try:
        return [decode_log_entry(_bytes(text)) for text in texts]
    except ProtocolError:
        raise RelayUnavailable("the relay answers something unknown") from None


def _boxes(answer: object) -> tuple[Box, ...]:
    (boxes,) = fields(answer, boxes=str)
    try:
        return tuple(decode_boxes(_bytes(boxes)))
    except ProtocolError:
        raise RelayUnavailable("the relay answers something unknown") from None


def _listed(item: dict[str, Any]) -> ListedWorkspace:
    workspace, seq, seats = fields(item, id=str, seq=int, seats=list)
    places = tuple(Seat(*fields(seat, device=str, user=str, role=str)) for seat in seats)
    return ListedWorkspace(workspace, seq, item.get("closed_ms") is not None, places)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: object) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except ValueError:
        raise RelayUnavailable("the relay answers something unknown") from None
