"""The structural check of updates."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text

from sync.errors import UpdateRejected
from sync.protocol.limits import UpdateLimits
from sync.protocol.yupdate import inspect_update

CLIENT = (1 << 53) - 5


def rich_doc(client: int = CLIENT) -> tuple[Doc[Any], list[bytes]]:
    doc: Doc[Any] = Doc(client_id=client)
    updates: list[bytes] = []
    doc.observe(lambda event: updates.append(event.update))
    shapes: Map[Any] = doc.get("shapes", type=Map)
    shapes["a"] = Map({"x": 1.5, "label": Text("héllo 😀"), "list": [1, {"deep": [None, True, b"raw"]}], "big": 2**60})
    shapes["b"] = Map({"waypoints": Array([1.0, 2.0])})
    shapes["a"]["label"].format(0, 3, {"bold": True})
    shapes["a"]["label"].insert_embed(1, {"image": "x"})
    for number in range(5):
        shapes["a"]["x"] = float(number)
    del shapes["b"]
    return doc, updates


def test_st100_real_updates_pass_and_name_their_client_and_clocks() -> None:
    """ST-100."""
    doc, updates = rich_doc()
    clock = 0
    for update in updates:
        summary = inspect_update(update)
        if summary.clients:
            ((client, (start, end)),) = summary.clients.items()
            assert (client, start) == (CLIENT, clock)
            clock = end
    whole = inspect_update(doc.get_update())
    assert whole.clients == {CLIENT: (0, clock)}
    assert whole.structs > 5
    assert whole.deletes > 0
    assert whole.values > 5


def test_st100_a_merge_of_two_clients_names_both() -> None:
    """ST-100."""
    one, _ = rich_doc(7)
    two, _ = rich_doc(8)
    one.apply_update(two.get_update())
    assert set(inspect_update(one.get_update()).clients) == {7, 8}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "truncated"),
        (b"\x00", "truncated"),
        (b"\x00\x00\x00", "trailing bytes"),
        (b"\x80\x80\x80\x40", "count exceeds input"),
        (b"\xff\xff\xff\xff\x0f", "count exceeds input"),
        (b"\xff" * 400, "number too long"),
        (b"\x01\x01\x01\x00\x09\x01\x01a\x00\x00", "content not allowed"),
        (b"\x01\x01\x01\x00\x0b\x01\x01a\x00\x00", "content not allowed"),
        (b"\x01\x01\x01\x00\x07\x01\x01a\x07\x00", "content not allowed"),
        (b"\x01\x01\x01\x00\x04\x05\x01a\x01b\x00", "unknown parent"),
        (b"\x01\x01\x01\x00\x04\x01\x01a\x02\xff\xff\x00", "text is not UTF-8"),
        (b"\x01\x01\x01\x00\x00\x00\x00", "clock out of range"),
        (b"\x01\x01\x01\xff\xff\xff\xff\x0f\x00\x01\x00", "clock out of range"),
        (b"\x00\x01\x01\x01\xff\xff\xff\xff\x0f\x01", "clock out of range"),
        (b"\x02\x00\x01\x00\x00\x01\x00\x00", "client twice"),
        (b"\x01\x01\x01\x00\x08\x01\x01a\x01\x05\x00", "unknown value"),
    ],
)
def test_st101_malformed_updates_are_refused_with_their_reason(data: bytes, reason: str) -> None:
    """ST-101."""
    with pytest.raises(UpdateRejected) as caught:
        inspect_update(data)
    assert caught.value.reason == reason


def test_st102_limits_hold() -> None:
    """ST-102."""
    doc, _ = rich_doc()
    data = doc.get_update()
    for limits, reason in (
        (UpdateLimits(max_bytes=10, max_structs=100), "too many bytes"),
        (UpdateLimits(max_bytes=10_000, max_structs=3), "too many structs"),
        (UpdateLimits(max_bytes=10_000, max_structs=100, max_depth=1), "value too deep or too large"),
        (UpdateLimits(max_bytes=10_000, max_structs=100, max_values=2), "value too deep or too large"),
        (UpdateLimits(max_bytes=10_000, max_structs=100, max_clock=5), "clock out of range"),
        (UpdateLimits(max_bytes=10_000, max_structs=100, max_delete_ranges=0), "too many deletes"),
    ):
        with pytest.raises(UpdateRejected) as caught:
            inspect_update(data, limits)
        assert caught.value.reason == reason


@given(st.binary(max_size=200))
def test_st103_any_bytes_are_accepted_or_refused_and_nothing_else(data: bytes) -> None:
    """ST-103."""
    try:
        summary = inspect_update(data)
    except UpdateRejected:
        return
    assert summary.structs <= len(data)


@given(st.integers(0, 2**32), st.integers(1, 4))
def test_st104_what_passes_never_panics_the_decoder(seed: int, changes: int) -> None:
    """ST-104."""
    rng = random.Random(seed)
    data = bytearray(rich_doc()[0].get_update())
    for _ in range(changes):
        data[rng.randrange(len(data))] = rng.randrange(256)
    try:
        inspect_update(bytes(data))
    except UpdateRejected:
        return
    doc: Doc[Any] = Doc()
    try:
        doc.apply_update(bytes(data))
    except (ValueError, RuntimeError):
        return
    assert doc.get_update()


def test_st100_it_names_the_clocks_that_an_update_refers_to() -> None:
    """ST-100: neighbours, parents, and what is deleted."""
    one: Doc[Any] = Doc(client_id=1)
    two: Doc[Any] = Doc(client_id=2)
    one.get("shapes", type=Map)["a"] = Map({"x": 1.0})
    assert inspect_update(one.get_update()).needs == {1: 0}
    two.apply_update(one.get_update())
    before = two.get_state()
    two.get("shapes", type=Map)["a"]["x"] = 2.0
    second = inspect_update(two.get_update(before))
    assert second.clients == {2: (0, 1)}
    assert second.needs == {1: 1}
