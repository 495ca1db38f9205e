"""The one encoding of an operation.

A header of 78 bytes (version, kind, workspace, seq, previous, signer, time), then the fields of the kind in the order of
its dataclass. ``FIELDS`` is the table that the specification prints; reading a field and writing it again gives the same
bytes, so that an operation has one encoding only.
"""

from __future__ import annotations

from dataclasses import fields
from functools import partial

from sync.protocol.device_entry import ADMISSION_BYTES, encode_admission, read_admission
from sync.protocol.errors import Malformed, TooLarge, UnsupportedVersion
from sync.protocol.fields import HASH, ID, U32, U64, Field, fixed, identifier, list_of, sized
from sync.protocol.limits import (
    ID_BYTES,
    MAX_ADMITTED_DEVICES,
    MAX_CUTS,
    MAX_GRANTS,
    MAX_OPERATION_BYTES,
    MAX_PROMISES,
    MAX_ROTATIONS,
    WRITER_BYTES,
)
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from sync.protocol.version import OPERATION_VERSION
from sync.protocol.wire import WireReader

HASH_BYTES = 32
HEADER_BYTES = 78
SALT_BYTES = 16
MAX_SEALED_KEY_BYTES = 128
"""Room for a key sealed under another one; version 1 takes 61 bytes."""

_CUT_BYTES = 2 * ID_BYTES + WRITER_BYTES + 8
_ROTATION_BYTES = ID_BYTES + 4 + HASH_BYTES + 4
_PROMISE_BYTES = ID_BYTES + 4 + ID_BYTES + HASH_BYTES


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
    return b"".join((ID.write(cut.document), ID.write(cut.device), _WRITER.write(cut.writer), U64.write(cut.counter)))


def _read_cut(reader: WireReader) -> op.Cut:
    return op.Cut(reader.identifier(), reader.identifier(), reader.identifier(WRITER_BYTES), reader.number(8))


def _write_rotation(rotation: op.Rotation) -> bytes:
    return b"".join(
        (
            ID.write(rotation.scope),
            U32.write(rotation.epoch),
            HASH.write(rotation.commitment),
            _SEALED.write(rotation.previous),
        )
    )


def _read_rotation(reader: WireReader) -> op.Rotation:
    return op.Rotation(
        reader.identifier(), reader.number(4), reader.take(HASH_BYTES), reader.blob(MAX_SEALED_KEY_BYTES)
    )


def _write_promise(promise: op.KeyPromise) -> bytes:
    place = ID.write(promise.scope) + U32.write(promise.epoch) + ID.write(promise.document)
    return place + HASH.write(promise.commitment)


def _read_promise(reader: WireReader) -> op.KeyPromise:
    return op.KeyPromise(reader.identifier(), reader.number(4), reader.identifier(), reader.take(HASH_BYTES))


def _write_grant(grant: op.Grant) -> bytes:
    return ID.write(grant.user) + bytes([grant.role])


def _read_grant(reader: WireReader) -> op.Grant:
    return op.Grant(reader.identifier(), _read_given_role(reader))


def _cut_order(cut: op.Cut) -> tuple[str, str, str]:
    return cut.document, cut.device, cut.writer


_WRITER = identifier(WRITER_BYTES)
_ROLE = Field(lambda role: bytes([role]), _read_given_role)
_ROLE_OR_NONE = Field(lambda role: bytes([0 if role is None else role]), _read_role)
_DOCUMENT_OR_NONE = Field(lambda document: b"\0" if document is None else b"\1" + ID.write(document), _read_document)
_DEVICE = Field(encode_admission, read_admission)
_DEVICES = list_of(encode_admission, read_admission, ADMISSION_BYTES, MAX_ADMITTED_DEVICES)
_CUTS = list_of(_write_cut, _read_cut, _CUT_BYTES, MAX_CUTS, _cut_order)
_ROTATIONS = list_of(_write_rotation, _read_rotation, _ROTATION_BYTES, MAX_ROTATIONS, lambda rotation: rotation.scope)
_GRANTS = list_of(_write_grant, _read_grant, ID_BYTES + 1, MAX_GRANTS, lambda grant: grant.user)
_PROMISES = list_of(
    _write_promise,
    _read_promise,
    _PROMISE_BYTES,
    MAX_PROMISES,
    lambda promise: (promise.scope, promise.epoch, promise.document),
)
_SEALED = sized(MAX_SEALED_KEY_BYTES)

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

_BY_NAME: dict[str, Field] = {
    "boxes": HASH,
    "bridge": _SEALED,
    "commitment": HASH,
    "counter": U64,
    "cuts": _CUTS,
    "device": ID,
    "devices": _DEVICES,
    "document": ID,
    "expires": U64,
    "grants": _GRANTS,
    "hash": HASH,
    "invite": ID,
    "link": ID,
    "promises": _PROMISES,
    "role": _ROLE,
    "rotations": _ROTATIONS,
    "salt": fixed(SALT_BYTES),
    "sealing_public": HASH,
    "sequencer": HASH,
    "signing_public": HASH,
    "user": ID,
    "writer": _WRITER,
}
# A field whose name means something else in one kind.
_SPECIAL: dict[tuple[type[op.Body], str], Field] = {
    (op.Invite, "document"): _DOCUMENT_OR_NONE,
    (op.SetDiagramRole, "role"): _ROLE_OR_NONE,
    (op.AddDevice, "device"): _DEVICE,
}


def _layout(kind: type[op.Body]) -> tuple[tuple[str, Field], ...]:
    return tuple((entry.name, _SPECIAL.get((kind, entry.name)) or _BY_NAME[entry.name]) for entry in fields(kind))


FIELDS: dict[type[op.Body], tuple[tuple[str, Field], ...]] = {kind: _layout(kind) for kind in KINDS.values()}
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
            ID.write(operation.workspace),
            U32.write(operation.seq),
            HASH.write(operation.previous),
            ID.write(operation.signer),
            U64.write(operation.time),
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
