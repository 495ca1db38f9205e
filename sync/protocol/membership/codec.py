"""The one encoding of an operation.

A header of 78 bytes (version, kind, workspace, seq, previous, signer, time), then the fields of the kind in the order of
its dataclass. ``FIELDS`` is the table that the specification prints; reading a field and writing it again gives the same
bytes, so that an operation has one encoding only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from itertools import pairwise
from typing import Any

from sync.protocol.device_entry import ADMISSION_BYTES, encode_admission, read_admission
from sync.protocol.errors import ErrorCode, Malformed, TooLarge, UnsupportedVersion
from sync.protocol.identifiers import checked_id
from sync.protocol.limits import (
    ID_BYTES,
    MAX_ADMITTED_DEVICES,
    MAX_CUTS,
    MAX_GRANTS,
    MAX_OPERATION_BYTES,
    MAX_ROTATIONS,
    WRITER_BYTES,
)
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from sync.protocol.version import OPERATION_VERSION
from sync.protocol.wire import WireReader, blob, listed

HASH_BYTES = 32
HEADER_BYTES = 78
SALT_BYTES = 16
MAX_SEALED_KEY_BYTES = 128
"""Room for a key sealed under another one; version 1 takes 61 bytes."""

_CUT_BYTES = 2 * ID_BYTES + WRITER_BYTES + 8
_ROTATION_BYTES = ID_BYTES + 4 + HASH_BYTES + 4


@dataclass(frozen=True, slots=True)
class _Field:
    write: Callable[[Any], bytes]
    read: Callable[[WireReader], Any]


def _fixed(size: int) -> _Field:
    def write(value: bytes) -> bytes:
        if len(value) != size:
            raise Malformed(f"a value of {len(value)} bytes where {size} belong")
        return value

    return _Field(write, lambda reader: reader.take(size))


def _identifier(size: int = ID_BYTES) -> _Field:
    return _Field(lambda value: bytes.fromhex(checked_id(value, "id", size)), lambda reader: reader.identifier(size))


def _number(size: int) -> _Field:
    def write(value: int) -> bytes:
        try:
            return value.to_bytes(size, "big")
        except OverflowError:
            raise Malformed(f"{value} does not fit into {size} bytes") from None

    return _Field(write, lambda reader: reader.number(size))


def _read_role(reader: WireReader) -> Role | None:
    value = reader.number(1)
    try:
        return Role(value) if value else None
    except ValueError:
        raise Malformed(f"unknown role {value}") from None


def _read_given_role(reader: WireReader) -> Role:
    role = _read_role(reader)
    if role is None:
        raise Malformed("no role given")
    return role


def _read_document(reader: WireReader) -> str | None:
    return reader.identifier() if reader.flag() else None


def _write_cut(cut: op.Cut) -> bytes:
    return b"".join(
        (_ID.write(cut.document), _ID.write(cut.device), _WRITER.write(cut.writer), _U64.write(cut.counter))
    )


def _read_cut(reader: WireReader) -> op.Cut:
    return op.Cut(reader.identifier(), reader.identifier(), reader.identifier(WRITER_BYTES), reader.number(8))


def _write_rotation(rotation: op.Rotation) -> bytes:
    return b"".join(
        (
            _ID.write(rotation.scope),
            _U32.write(rotation.epoch),
            _HASH.write(rotation.commitment),
            _sealed(rotation.previous),
        )
    )


def _read_rotation(reader: WireReader) -> op.Rotation:
    return op.Rotation(
        reader.identifier(), reader.number(4), reader.take(HASH_BYTES), reader.blob(MAX_SEALED_KEY_BYTES)
    )


def _sealed(value: bytes) -> bytes:
    if len(value) > MAX_SEALED_KEY_BYTES:
        raise TooLarge("a sealed key is too long")
    return blob(value)


def _write_grant(grant: op.Grant) -> bytes:
    return _ID.write(grant.user) + bytes([grant.role])


def _read_grant(reader: WireReader) -> op.Grant:
    return op.Grant(reader.identifier(), _read_given_role(reader))


def _ascending(order: Callable[[Any], Any], items: tuple[Any, ...]) -> tuple[Any, ...]:
    keys = [order(item) for item in items]
    if any(first >= second for first, second in pairwise(keys)):
        raise Malformed("a list is not sorted, or names something twice")
    return items


def _list(
    write: Callable[[Any], bytes],
    read: Callable[[WireReader], Any],
    item_bytes: int,
    most: int,
    order: Callable[[Any], Any] | None = None,
) -> _Field:
    def check(items: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(items) > most:
            raise TooLarge(f"a list of {len(items)} is over the limit of {most}", ErrorCode.TOO_MANY)
        return items if order is None else _ascending(order, items)

    return _Field(
        lambda items: listed([write(item) for item in check(items)]),
        lambda reader: check(reader.listed(read, item_bytes, most)),
    )


def _cut_order(cut: op.Cut) -> tuple[str, str, str]:
    return cut.document, cut.device, cut.writer


_ID, _WRITER, _HASH = _identifier(), _identifier(WRITER_BYTES), _fixed(HASH_BYTES)
_U32, _U64 = _number(4), _number(8)
_ROLE = _Field(lambda role: bytes([role]), _read_given_role)
_ROLE_OR_NONE = _Field(lambda role: bytes([0 if role is None else role]), _read_role)
_DOCUMENT_OR_NONE = _Field(lambda document: b"\0" if document is None else b"\1" + _ID.write(document), _read_document)
_DEVICE = _Field(encode_admission, read_admission)
_DEVICES = _list(encode_admission, read_admission, ADMISSION_BYTES, MAX_ADMITTED_DEVICES)
_CUTS = _list(_write_cut, _read_cut, _CUT_BYTES, MAX_CUTS, _cut_order)
_ROTATIONS = _list(_write_rotation, _read_rotation, _ROTATION_BYTES, MAX_ROTATIONS, lambda rotation: rotation.scope)
_GRANTS = _list(_write_grant, _read_grant, ID_BYTES + 1, MAX_GRANTS, lambda grant: grant.user)
_SEALED = _Field(_sealed, lambda reader: reader.blob(MAX_SEALED_KEY_BYTES))

KINDS: dict[int, type[op.Body]] = {
    1: op.Create,
    2: op.Invite,
    3: op.Accept,
    4: op.SetRole,
    5: op.SetDiagramRole,
    6: op.Remove,
    7: op.Readmit,
    8: op.AddDevice,
    9: op.RevokeDevice,
    10: op.CreateDiagram,
    11: op.DeleteDiagram,
    12: op.RestoreDiagram,
    13: op.RestrictDiagram,
    14: op.OpenDiagram,
    15: op.Rotate,
    16: op.CreateLink,
    17: op.RevokeLink,
    18: op.RevokeInvite,
    19: op.Admit,
    20: op.AddGuest,
    21: op.Adopt,
    22: op.MoveSequencer,
    23: op.Transfer,
    24: op.DeleteWorkspace,
    25: op.RestoreWorkspace,
}
"""Number of each kind on the wire."""

_BY_NAME: dict[str, _Field] = {
    "boxes": _HASH,
    "bridge": _SEALED,
    "commitment": _HASH,
    "counter": _U64,
    "cuts": _CUTS,
    "device": _ID,
    "devices": _DEVICES,
    "document": _ID,
    "expires": _U64,
    "grants": _GRANTS,
    "hash": _HASH,
    "invite": _ID,
    "link": _ID,
    "role": _ROLE,
    "rotations": _ROTATIONS,
    "salt": _fixed(SALT_BYTES),
    "sealing_public": _HASH,
    "sequencer": _HASH,
    "signing_public": _HASH,
    "user": _ID,
    "writer": _WRITER,
}
# A field whose name means something else in one kind.
_SPECIAL: dict[tuple[type[op.Body], str], _Field] = {
    (op.Invite, "document"): _DOCUMENT_OR_NONE,
    (op.SetDiagramRole, "role"): _ROLE_OR_NONE,
    (op.AddDevice, "device"): _DEVICE,
}


def _layout(kind: type[op.Body]) -> tuple[tuple[str, _Field], ...]:
    return tuple((entry.name, _SPECIAL.get((kind, entry.name)) or _BY_NAME[entry.name]) for entry in fields(kind))


FIELDS: dict[type[op.Body], tuple[tuple[str, _Field], ...]] = {kind: _layout(kind) for kind in KINDS.values()}
"""Names and codecs of the fields of each kind, in their order on the wire."""

_NUMBERS = {kind: number for number, kind in KINDS.items()}


def encode_operation(operation: op.Operation) -> bytes:
    """Serialise an operation: the bytes that its author signs.

    Raises:
        Malformed: A value does not fit its place, or a list is not sorted.
        TooLarge: A list or the whole is over its limit.
        InvalidIdentifierError: An id is not lower-case hex of the right length.
    """
    body = operation.body
    data = b"".join(
        (
            bytes([OPERATION_VERSION, _NUMBERS[type(body)]]),
            _ID.write(operation.workspace),
            _U32.write(operation.seq),
            _HASH.write(operation.previous),
            _ID.write(operation.signer),
            _U64.write(operation.time),
            *(codec.write(getattr(body, name)) for name, codec in FIELDS[type(body)]),
        )
    )
    if len(data) > MAX_OPERATION_BYTES:
        raise TooLarge(f"an operation of {len(data)} bytes is over the limit")
    return data


def decode_operation(data: bytes) -> op.Operation:
    """Read an operation.

    Raises:
        UnsupportedVersion: Of a version that is not known here.
        Malformed: Unknown kind, truncated, trailing bytes, unknown role, unsorted list.
        TooLarge: A list or the whole is over its limit.
    """
    if len(data) > MAX_OPERATION_BYTES:
        raise TooLarge(f"an operation of {len(data)} bytes is over the limit")
    reader = WireReader(data)
    version = reader.number(1)
    if version != OPERATION_VERSION:
        raise UnsupportedVersion(f"an operation has version {version}")
    kind = KINDS.get(number := reader.number(1))
    if kind is None:
        raise Malformed(f"unknown kind of operation {number}")
    operation = partial(
        op.Operation,
        workspace=reader.identifier(),
        seq=reader.number(4),
        previous=reader.take(HASH_BYTES),
        signer=reader.identifier(),
        time=reader.number(8),
    )
    body = kind(**{name: codec.read(reader) for name, codec in FIELDS[kind]})
    reader.finish()
    return operation(body=body)
