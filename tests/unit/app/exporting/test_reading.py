"""Files become snapshots, with the facts that a listing tells."""

from __future__ import annotations

import pytest

from app.cli.demo import examples
from app.exporting.reading import facts_of, read_snapshot
from canvas.errors import FormatError


def test_a_plain_file_is_told_as_such() -> None:
    data = examples()[0].read_bytes()
    facts = facts_of(data, read_snapshot(data, "a.drawio"))
    assert (facts.format, facts.compressed, facts.size) == ("drawio", False, len(data))


@pytest.mark.parametrize("data", [b"", b"hello", b"<html/>", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_diagram_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        read_snapshot(data, "a.drawio")
