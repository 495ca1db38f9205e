"""The one encoding of operations."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.errors import InvalidIdentifierError
from sync.protocol.errors import Malformed, ProtocolError, TooLarge, UnsupportedVersion
from sync.protocol.limits import MAX_ROTATIONS
from sync.protocol.membership import operations as op
from sync.protocol.membership.codec import FIELDS, HEADER_BYTES, KINDS, decode_operation, encode_operation
from sync.protocol.roles import Role
from tests.support.workspace import ANA, identifier

PAGE = Path(__file__).parents[5] / "docs/spec/membership.md"
CUTS = tuple(op.Cut(f"{n:032x}", "0d" * 16, "0e" * 8, n) for n in range(3))
ROTATIONS = (op.Rotation("0a" * 16, 1, bytes(32), b""), op.Rotation("0b" * 16, 2, bytes(32), b"sealed"))
VALUES: dict[str, Any] = {
    "boxes": bytes(32),
    "bridge": b"bridge",
    "commitment": bytes(range(32)),
    "counter": 1 << 40,
    "cuts": CUTS,
    "device": "0d" * 16,
    "devices": ANA.admissions(),
    "document": "0c" * 16,
    "expires": 1_900_000_000_000,
    "grants": (op.Grant("0a" * 16, Role.EDITOR), op.Grant("0b" * 16, Role.VIEWER)),
    "hash": bytes(32),
    "invite": "01" * 16,
    "link": "02" * 16,
    "promises": tuple(op.KeyPromise("0a" * 16, epoch, "0c" * 16, bytes(32)) for epoch in (1, 2)),
    "role": Role.EDITOR,
    "rotations": ROTATIONS,
    "salt": bytes(16),
    "sealing_public": bytes(32),
    "sequencer": bytes(32),
    "signing_public": bytes(32),
    "user": ANA.user,
    "writer": "0f" * 8,
}


def sample(kind: type[op.Body], **changes: Any) -> op.Operation:
    """Return an operation of a kind with something in every field."""
    values = {name: VALUES[name] for name, _ in FIELDS[kind]} | changes
    if kind is op.AddDevice:
        values["device"] = ANA.admissions()[0]
    return op.Operation("0a" * 16, 7, bytes(range(32)), "0b" * 16, 1_800_000_000_000, kind(**values))


@pytest.mark.parametrize("kind", KINDS.values())
def test_mem10_every_kind_survives_its_encoding(kind: type[op.Body]) -> None:
    """MEM-10."""
    operation = sample(kind)
    data = encode_operation(operation)
    assert decode_operation(data) == operation
    assert data[1] == next(number for number, known in KINDS.items() if known is kind)


def test_mem10_optional_fields_may_be_empty() -> None:
    """MEM-10."""
    for operation in (sample(op.Invite, document=None), sample(op.SetDiagramRole, role=None)):
        assert decode_operation(encode_operation(operation)) == operation


def test_mem10_the_page_lists_every_kind_by_its_number() -> None:
    """MEM-10."""
    rows = re.findall(r"^\| (\d+) \| ([a-z -]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    words = {int(number): name.replace("-", "").replace(" ", "") for number, name in rows}
    assert words == {number: kind.__name__.lower() for number, kind in KINDS.items()}
    assert set(get_args(op.Body)) == set(KINDS.values())


@pytest.mark.parametrize("kind", KINDS.values())
def test_mem10_truncated_and_longer_ones_are_refused(kind: type[op.Body]) -> None:
    """MEM-10."""
    data = encode_operation(sample(kind))
    for end in {0, 1, 2, 20, HEADER_BYTES - 1, len(data) - 1}:
        with pytest.raises(ProtocolError):
            decode_operation(data[:end])
    with pytest.raises(Malformed):
        decode_operation(data + b"\0")


@pytest.mark.parametrize(
    "changes",
    [
        {"cuts": CUTS[::-1]},
        {"cuts": CUTS[:1] * 2},
        {"rotations": ROTATIONS[::-1]},
        {"boxes": b"short"},
        {"promises": (op.KeyPromise("0a" * 16, 1, "0c" * 16, bytes(32)),) * 2},
    ],
)
def test_mem10_what_does_not_fit_is_not_written(changes: dict[str, Any]) -> None:
    """MEM-10."""
    with pytest.raises(Malformed):
        encode_operation(sample(op.Remove, **changes))


def test_mem10_limits_hold_both_ways() -> None:
    """MEM-10."""
    many = tuple(op.Rotation(f"{n:032x}", 1, bytes(32), b"") for n in range(MAX_ROTATIONS + 1))
    with pytest.raises(TooLarge):
        encode_operation(sample(op.Rotate, rotations=many))
    with pytest.raises(TooLarge):
        encode_operation(sample(op.OpenDiagram, bridge=bytes(129)))
    with pytest.raises(TooLarge):
        decode_operation(bytes((4 << 20) + 1))
    with pytest.raises(Malformed):
        encode_operation(replace(sample(op.DeleteDiagram), seq=1 << 32))
    with pytest.raises(InvalidIdentifierError):
        encode_operation(replace(sample(op.DeleteDiagram), workspace="0A" * 16))


def test_mem10_unknown_versions_kinds_and_roles_are_refused() -> None:
    """MEM-10."""
    data = bytearray(encode_operation(sample(op.SetRole)))
    with pytest.raises(UnsupportedVersion):
        decode_operation(b"\x02" + data[1:])
    with pytest.raises(Malformed):
        decode_operation(data[:1] + b"\x63" + data[2:])
    for role in (0, 7):
        data[HEADER_BYTES + 16] = role
        with pytest.raises(Malformed):
            decode_operation(bytes(data))


@settings(max_examples=300)
@given(st.sampled_from(list(KINDS.values())), st.data())
def test_mem10_a_damaged_operation_is_refused_or_is_another_one(kind: type[op.Body], data: st.DataObject) -> None:
    """MEM-10."""
    raw = bytearray(encode_operation(sample(kind)))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        decoded = decode_operation(bytes(raw))
    except ProtocolError:
        return
    assert encode_operation(decoded) == bytes(raw)


def test_a_cut_takes_48_bytes() -> None:
    one, none = (encode_operation(sample(op.SetRole, cuts=cuts)) for cuts in (CUTS[:1], ()))
    assert len(one) - len(none) == 48
    assert identifier("x") != identifier("y")
