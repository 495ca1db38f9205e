"""Structs that are read several at a time: never anything else than what comes of them one by one."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Map, Text

from sync.errors import UpdateRejected
from sync.protocol import yreader
from sync.protocol.limits import REMOTE_UPDATE, UpdateLimits
from sync.protocol.yruns import Run, run_at
from sync.protocol.yupdate import UpdateSummary, inspect_update

CLIENT = (1 << 53) - 5
ME = b"\xfb\xff\xff\xff\xff\xff\xff\x0f"
"""That client as it is written."""


def drawing(shapes: int) -> bytes:
    """Return a document as the program writes one, with values that were replaced and labels that were typed."""
    doc: Doc[Any] = Doc(client_id=CLIENT)
    table: Map[Any] = doc.get("shapes", type=Map)
    for number in range(shapes):
        plain = {"kind": "rect", "x": 1.5 * number, "big": 2**40 + number, "on": True, "none": None, "y": 7}
        odd = {"note": "ä", "list": [1, "two"], "label": Text(f"Pump {number}"), "long": "v" * 70}
        table[f"s{number}"] = Map({**plain, **odd} if number % 2 else plain)
        table[f"s{number}"]["x"] = 0.25 * number
    del table["s1"]
    return doc.get_update()


def found(data: bytes, limits: UpdateLimits, *, several: bool) -> UpdateSummary | None:
    """Return what is found, with several structs at a time or one by one; None if the update is refused."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yreader, "WORTH_BYTES", 0 if several else len(data) + 1)
        try:
            return inspect_update(data, limits)
        except UpdateRejected:
            return None


def test_st100_a_document_is_read_in_steps_of_several_structs() -> None:
    """ST-100."""
    data = drawing(20)
    starts = [at for at in range(len(data)) if data.startswith(b"(\x00" + ME, at)]
    run = max((run for at in starts if (run := run_at(data, at)) is not None), key=lambda one: one.structs)
    assert run.structs >= 4
    assert run.ticks == run.values == run.structs
    whole = found(data, REMOTE_UPDATE, several=True)
    assert whole is not None
    assert whole == found(data, REMOTE_UPDATE, several=False)


@pytest.mark.parametrize(
    ("struct", "expected"),
    [
        (b"(\x00\x05\x01\x01k\x01x", Run(8, 1, 1, 1, 2)),
        (b"(\x00\x05\x01\x01k\x01x(\x00\x05\x01\x01l\x01w\x02hi", Run(19, 2, 2, 2, 2)),
        (b"(\x00\x05\x01\x01k\x01x(\x00\x05\x02\x01l\x01x", Run(8, 1, 1, 1, 2)),
        (b"'\x01\x01m\x01k\x01", Run(7, 1, 1, 0, 0)),
        (b"'\x00\x05\x01\x01k\x02", Run(7, 1, 1, 0, 2)),
        (b"\x04\x00\x05\x01\x03abc", Run(8, 1, 3, 0, 2)),
        (b"\xa8\x05\x01\x01}\x81\x01", Run(7, 1, 1, 1, 1)),
        (b"(\x00\x05\x01\x01k\x02xx", None),
        (b"(\x00\x05\x01\x01k\x01v\x00", None),
        (b"(\x00\x05\x01\x02\xc3\xa4\x01x", None),
        (b"(\x00" + b"\xff" * 7 + b"\x10\x01\x01k\x01x", None),
        (b"'\x01\x01m\x01k\x03\x01x", None),
        (b"\x04\x00\x05\x01\x00", None),
        (b"\x00\x05", None),
        (b"(\x00\x05\x01\x01k\x01w\x05hi", None),
    ],
)
def test_st101_it_takes_what_it_knows_and_leaves_the_rest(struct: bytes, expected: Run | None) -> None:
    """ST-101: two values, values in values, other letters, too large a client, other types and what is cut off are read one by one."""
    assert run_at(struct, 0) == expected


@given(st.integers(0, 2**32), st.integers(0, 3))
def test_st101_damaged_documents_are_accepted_and_refused_alike(seed: int, changes: int) -> None:
    """ST-101."""
    rng = random.Random(seed)
    data = bytearray(drawing(3))
    for _ in range(changes):
        at = rng.randrange(len(data))
        data[at : at + rng.randrange(2)] = bytes(rng.choices((0x00, 0x01, 0x28, 0x77, 0x80, 0xFF), k=rng.randrange(3)))
    assert found(bytes(data), REMOTE_UPDATE, several=True) == found(bytes(data), REMOTE_UPDATE, several=False)


IDS = st.sampled_from(
    [b"\x05\x01", b"\x05\x02", b"\x85\x00\x01", ME + b"\xff\x01", b"\x05\x81\x00", b"\xff" * 7 + b"\x1f\x01"]
)
KEYS = st.sampled_from([b"\x01k", b"\x01k", b"\x00", b"\x02\xc3\xa4", b"\x19" + b"k" * 25, b"\x01\xff"])
VALUES = st.sampled_from(
    [b"\x01x", b"\x01w\x02hi", b"\x01|....", b"\x01{........", b"\x01}\x81\x01", b"\x02xx", b"\x01v\x00", b"\x01u\x01~"]
)
STRUCTS = st.one_of(
    st.builds(lambda name, key, value: b"(\x00" + name + key + value, IDS, KEYS, VALUES),
    st.builds(lambda name, key: b"'\x00" + name + key + b"\x01", IDS, KEYS),
    st.builds(lambda name, text: b"\x04\x00" + name + text, IDS, KEYS),
    st.builds(lambda name, value: b"\xa8" + name + value, IDS, VALUES),
    st.builds(
        lambda key, kind: b"'\x01\x01m" + key + kind, KEYS, st.sampled_from([b"\x00", b"\x02", b"\x03\x00", b"\x07"])
    ),
    st.sampled_from([b"\x00\x02", b"!\x00\x05\x01\x01k\x01", b"\xc8\x05\x01\x05\x02\x01x"]),
)


def test_st101_what_stands_behind_the_last_struct_of_a_client_is_not_taken_for_one() -> None:
    """ST-101: here the next client's header, and what follows, look like one more value of the same map."""
    first = b"\x01\x05\x00" + b"(\x00\x05\x0a\x01k\x01x"
    second = b"(\x00\x05" + b"\x0a\x09" + b"\x0a\x05" * 3 + b"\x08\x01\x00\x01x" + b"\x0a\x05" * 35
    data = b"\x02" + first + second + b"\x00"
    assert run_at(data, 4) == Run(28, 2, 2, 2, 6)
    summary = found(data, REMOTE_UPDATE, several=True)
    assert summary is not None
    assert summary.structs == 41
    assert summary == found(data, REMOTE_UPDATE, several=False)


@given(st.lists(STRUCTS, max_size=24), st.integers(-2, 1))
def test_st101_made_up_structs_are_accepted_and_refused_alike(structs: list[bytes], more: int) -> None:
    """ST-101, ST-102: also where a limit or the end is reached in the middle of several."""
    data = b"\x01" + bytes([max(0, len(structs) + more)]) + b"\x05\x00" + b"".join(structs) + b"\x00"
    for limits in (REMOTE_UPDATE, UpdateLimits(max_bytes=1 << 20, max_structs=100, max_clock=5, max_values=4)):
        assert found(data, limits, several=True) == found(data, limits, several=False)
