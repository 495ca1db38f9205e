"""Codecs of single fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import InvalidIdentifierError
from sync.protocol import fields
from sync.protocol.errors import ErrorCode, Malformed, ProtocolError, TooLarge
from sync.protocol.fields import Field
from sync.protocol.wire import WireReader

LIST = fields.list_of(fields.U8.write, fields.U8.read, 1, 3, lambda value: value)
KINDS = (
    fields.ID,
    fields.HASH,
    fields.U8,
    fields.U16,
    fields.U32,
    fields.U64,
    fields.sized(8),
    fields.text(8),
    fields.rest(8),
    LIST,
)


@given(st.sampled_from(KINDS), st.binary(max_size=40))
def test_pro1_what_is_read_is_written_the_same_way(field: Field, data: bytes) -> None:
    """PRO-1."""
    reader = WireReader(data)
    try:
        value = field.read(reader)
    except ProtocolError:
        return
    assert field.write(value) == data[: reader.pos]


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        (fields.HASH, b"short", Malformed),
        (fields.ID, "0G" * 16, InvalidIdentifierError),
        (fields.U8, 256, Malformed),
        (fields.U8, -1, Malformed),
        (fields.sized(2), b"abc", TooLarge),
        (fields.rest(2), b"abc", TooLarge),
        (fields.text(2), "äöü", TooLarge),
        (fields.text(9), "\ud800", Malformed),
        (LIST, (2, 1), Malformed),
        (LIST, (1, 1), Malformed),
        (LIST, (1, 2, 3, 4), TooLarge),
    ],
)
def test_pro1_what_does_not_fit_is_not_written(field: Field, value: object, error: type[Exception]) -> None:
    """PRO-1."""
    with pytest.raises(error):
        field.write(value)


def test_pro1_text_that_is_none_is_refused() -> None:
    """PRO-1."""
    with pytest.raises(Malformed) as refused:
        fields.text(8).read(WireReader(b"\0\0\0\1\xff"))
    assert refused.value.code is ErrorCode.MALFORMED
