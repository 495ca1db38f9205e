from __future__ import annotations

import time
from urllib.parse import unquote_to_bytes

from hypothesis import given
from hypothesis import strategies as st

from canvas.formats import percent
from canvas.formats.percent import unquoted

PIECES = st.sampled_from([b"%41", b"%", b"%%", b"%4", b"%zz", b"%e2%82%ac", b"abc", b"%2525", b"\xff", b""])


@given(st.lists(PIECES, max_size=30).map(b"".join))
def test_it_agrees_with_the_standard_library(data: bytes) -> None:
    assert unquoted(data) == unquote_to_bytes(data)


@given(st.lists(PIECES, max_size=30).map(b"".join), st.integers(3, 9))
def test_no_escape_is_lost_where_the_work_is_cut(data: bytes, piece: int) -> None:
    whole = percent._PIECE
    percent._PIECE = piece
    try:
        assert unquoted(data) == unquote_to_bytes(data)
    finally:
        percent._PIECE = whole


def test_nothing_but_escapes_is_no_more_work_than_text() -> None:
    start = time.process_time()
    assert unquoted(b"%25" * 5_000_000) == b"%" * 5_000_000
    assert time.process_time() - start < 2.0
