"""Bodies of requests and answers about workspaces. Bytes travel as base64, ids and hashes as hex."""

from __future__ import annotations

import base64
from typing import Annotated, Any

from fastapi import Query
from pydantic import BeforeValidator, Field, WithJsonSchema

from relay_server.domain.workspace import Workspace
from relay_server.entrypoints.http.models import Answer, Body, Identifier, decoded_base64
from relay_server.service.read_log import LogPage
from relay_server.service.workspaces import Overview, OwnWorkspace
from sync.protocol.boxes import Box, encode_boxes
from sync.protocol.card import OVERHEAD_BYTES
from sync.protocol.limits import MAX_CARD_BYTES, MAX_OPERATION_BYTES
from sync.protocol.membership.entry import encode_log_entry
from sync.protocol.roles import Role

MAX_BOXES_BYTES = 6 << 20
MAX_IMPORTED = 10_000
_SIGNATURE = 64


Signature = Annotated[
    bytes,
    BeforeValidator(decoded_base64),
    Field(min_length=_SIGNATURE, max_length=_SIGNATURE),
    WithJsonSchema({"type": "string", "contentEncoding": "base64", "minLength": 88, "maxLength": 88}),
]
OperationBytes = Annotated[
    bytes,
    BeforeValidator(decoded_base64),
    Field(min_length=1, max_length=MAX_OPERATION_BYTES),
    WithJsonSchema({"type": "string", "contentEncoding": "base64"}),
]
BoxesBytes = Annotated[
    bytes,
    BeforeValidator(decoded_base64),
    Field(min_length=4, max_length=MAX_BOXES_BYTES),
    WithJsonSchema({"type": "string", "contentEncoding": "base64"}),
]
CardBytes = Annotated[
    bytes,
    BeforeValidator(decoded_base64),
    Field(min_length=OVERHEAD_BYTES, max_length=MAX_CARD_BYTES),
    WithJsonSchema({"type": "string", "contentEncoding": "base64"}),
]
_LARGEST = (1 << 53) - 1
Number = Annotated[int, Field(ge=0, le=_LARGEST)]
At = Annotated[int, Query(ge=0, le=_LARGEST)]


def base64_text(data: bytes) -> str:
    """Return bytes as they travel."""
    return base64.b64encode(data).decode("ascii")


def role_name(role: int) -> str:
    """Return the name of a role."""
    return Role(role).name.lower()


class OperationBody(Body):
    """An operation of a membership log: its bytes, its author's signature, and the sealed keys that come with it."""

    operation: OperationBytes
    signature: Signature
    boxes: BoxesBytes


class ImportedItem(Body):
    """An entry (both signatures, then the operation) and its sealed keys."""

    entry: OperationBytes
    boxes: BoxesBytes


class ImportBody(Body):
    """A log that another sequencer ordered: entries with the sealed keys that came with each."""

    entries: Annotated[list[ImportedItem], Field(min_length=1, max_length=MAX_IMPORTED)]


class VisitBody(Body):
    """Shows a key of the log: id of an invite or device, and its signature over relay, account, session and workspace."""

    recipient: Identifier
    proof: Signature
    since: Number = 0


class CardBody(Body):
    """A sealed, signed card."""

    card: CardBytes


class Placed(Answer):
    """Where an operation stands now, and the relay's signature over that."""

    workspace: str
    seq: int
    head: str
    countersignature: str


class SeatItem(Answer):
    """A device of the account in a workspace."""

    device: str
    user: str
    role: str


class WorkspaceItem(Answer):
    """A workspace of one's own; ``purge_ms`` says when a deleted one goes for good."""

    id: str
    seq: int
    head: str
    created_ms: int
    closed_ms: int | None
    purge_ms: int | None
    seats: list[SeatItem]

    @classmethod
    def of(cls, own: OwnWorkspace) -> WorkspaceItem:
        """Turn a workspace into an answer."""
        found = own.workspace
        seats = [SeatItem(device=seat.device, user=seat.user, role=role_name(seat.role)) for seat in own.seats]
        return cls(**_stands(found), purge_ms=own.purge_ms, seats=seats)


class OverviewAnswer(Answer):
    """What the relay knows of a workspace; ``quota_bytes`` is null where it may hold any amount."""

    id: str
    seq: int
    head: str
    created_ms: int
    closed_ms: int | None
    user: str
    role: str
    sequencer: str
    members: int
    diagrams: int
    used_bytes: int
    quota_bytes: int | None

    @classmethod
    def of(cls, found: Overview) -> OverviewAnswer:
        """Turn an overview into an answer."""
        member = found.member
        return cls(
            **_stands(found.workspace),
            user=member.user,
            role=role_name(member.role),
            sequencer=member.state.sequencer.hex(),
            members=found.members,
            diagrams=found.diagrams,
            used_bytes=found.used_bytes,
            quota_bytes=found.quota_bytes or None,
        )


class LogAnswer(Answer):
    """Entries after an operation, and where the log stands."""

    entries: list[str]
    seq: int
    head: str

    @classmethod
    def of(cls, page: LogPage) -> LogAnswer:
        """Turn a page into an answer."""
        entries = [base64_text(encode_log_entry(entry)) for entry in page.entries]
        return cls(entries=entries, seq=page.seq, head=page.head.hex())


class BoxesAnswer(Answer):
    """Sealed keys for one recipient, as one set."""

    boxes: str

    @classmethod
    def of(cls, boxes: list[Box]) -> BoxesAnswer:
        """Turn boxes into an answer."""
        return cls(boxes=base64_text(encode_boxes(boxes)))


class VisitAnswer(LogAnswer):
    """The log, and the sealed keys for the one who showed a key."""

    boxes: str


class CardsAnswer(Answer):
    """Cards that changed; ``upto`` goes into ``since`` for the following ones."""

    cards: list[str]
    upto: int


class CardChange(Answer):
    """The number of a change."""

    change: int


def _stands(found: Workspace) -> dict[str, Any]:
    return {
        "id": found.id,
        "seq": found.seq,
        "head": found.head.hex(),
        "created_ms": found.created_ms,
        "closed_ms": found.closed_ms,
    }
