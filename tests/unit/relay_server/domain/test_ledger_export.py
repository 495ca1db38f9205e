from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from relay_server.domain.ledger_export import csv_lines, json_line, parse_json_line
from relay_server.domain.ledger_leaf import StoredLeaf, erased, new_leaf
from relay_server.domain.security_event import Action, SecurityEvent
from relay_server.errors import OperationError

EVENT = SecurityEvent(1_000, Action.INVITED, "aa" * 16, "cli", "192.0.2.7", {"n": "1"}, "cc" * 16)
STORED = StoredLeaf(new_leaf(0, EVENT, b"s" * 32, b"a" * 32), b"r" * 32, b"g" * 64)


def test_a_line_of_json_holds_everything() -> None:
    assert parse_json_line(json_line(STORED)) == STORED
    bare = replace(STORED, leaf=erased(STORED.leaf, subject=True, actor=True))
    assert parse_json_line(json_line(bare)) == bare
    assert json.loads(json_line(bare))["leaf"] == STORED.leaf.hash.hex()


@pytest.mark.parametrize(
    "line", ["", "[]", "{}", '{"index": 1}', json_line(STORED).replace('"root":"72', '"root":"zz')]
)
def test_other_lines_are_refused(line: str) -> None:
    with pytest.raises(OperationError):
        parse_json_line(line)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    """LED-5."""
    leaf = replace(STORED.leaf, details=f'{start}HYPERLINK("x")', actor=f"{start}1", address=f"{start}2")
    rows = list(csv.reader(io.StringIO("".join(csv_lines([leaf])), newline="")))
    assert len(rows) == 2
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in rows[1])
    assert rows[1][1] == "1970-01-01T00:00:01.000+00:00"
