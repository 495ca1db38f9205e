from __future__ import annotations

import pytest

from canvas.errors import LimitExceeded, MalformedFile
from canvas.formats import limits
from canvas.formats.png.chunks import SIGNATURE, Chunk, read_chunks, write_chunk

END = Chunk(b"IEND", b"")
BODY = Chunk(b"IDAT", b"12345")


def test_round_trip_and_what_follows_the_end_is_left_out() -> None:
    data = SIGNATURE + write_chunk(BODY) + write_chunk(END) + b"trailing"
    assert list(read_chunks(data)) == [BODY, END]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        SIGNATURE,
        SIGNATURE + write_chunk(BODY),
        SIGNATURE + write_chunk(BODY)[:-1],
        SIGNATURE + b"\xff\xff\xff\xffIDAT",
        SIGNATURE + write_chunk(BODY).replace(b"5", b"6") + write_chunk(END),
    ],
)
def test_damaged_files_are_told(data: bytes) -> None:
    with pytest.raises(MalformedFile):
        list(read_chunks(data))


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    many = SIGNATURE + write_chunk(Chunk(b"tEXt", b"")) * 20 + write_chunk(END)
    monkeypatch.setattr(limits, "PNG_CHUNKS", 20)
    with pytest.raises(LimitExceeded):
        list(read_chunks(many))
    monkeypatch.setattr(limits, "PNG_BYTES", 100)
    with pytest.raises(LimitExceeded):
        list(read_chunks(many))
