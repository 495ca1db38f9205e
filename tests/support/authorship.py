"""Values, marks and characters that bear their author, so that an oracle needs to know nothing of the CRDT."""

from __future__ import annotations

from collections import Counter
from typing import Any

from canvas.model.plan import LAYERS, META, PAGES, SHAPES
from canvas.model.records import ShapeRecord, Snapshot

COUNT = 3
"""Authors: a number's author is its remainder, a text's its last digit."""
ALPHABETS = ["abcdeé", "klmnoß", "uvwxy😀"]
TAGGED = ("x", "y", "style.fill", "name", "title")
"""Keys whose values bear their author."""
Values = dict[tuple[str, str, str], Any]


def author(value: Any) -> int | None:
    """Return who made a value; None for an absent one."""
    if isinstance(value, float):
        return int(value) % COUNT
    return int(value[-1]) if value else None


def author_of(char: str) -> int:
    """Return who typed a character."""
    return next(n for n, alphabet in enumerate(ALPHABETS) if char in alphabet)


def tagged_values(state: Snapshot) -> Values:
    """Return all values that bear an author, by table, id and key."""
    found: Values = {(META, "", key): value for key, value in state.meta.items() if key in TAGGED}
    for table, records in ((PAGES, state.pages), (LAYERS, state.layers), (SHAPES, state.shapes)):
        assert isinstance(records, dict)
        for i, record in records.items():
            found |= {(table, i, key): value for key, value in record.values.items() if key in TAGGED}
    return found


def characters(shape: ShapeRecord | None) -> list[tuple[str, Any]]:
    """Return the characters of a label, each with its colour."""
    return [] if shape is None else [(char, run.mark("color")) for run in shape.label for char in run.text]


def made_at(shape_id: str) -> tuple[float, str]:
    """Return what sorts shapes by the time they were made: their ids count up."""
    return float(shape_id[1:]), shape_id


def author_index(char: str) -> int:
    """Return the place of a character in its author's alphabet."""
    return ALPHABETS[author_of(char)].index(char)


def check_labels(n: int, before: Snapshot, after: Snapshot) -> None:
    """Fail when an undo by n has changed text, or colours, of anybody else."""
    for i in before.shapes.keys() | after.shapes.keys():
        old, new = characters(before.shapes.get(i)), characters(after.shapes.get(i))
        lost = Counter(char for char, _ in old) - Counter(char for char, _ in new)
        assert all(author_of(char) == n for char in lost), f"undo by {n} removed others' text {lost}"
        theirs = Counter(pair for pair in old if author_of(pair[0]) != n and author(pair[1]) not in (n, None))
        assert not theirs - Counter(new), f"undo by {n} recoloured others' text"
        if [char for char, _ in old] == [char for char, _ in new]:
            for (_, was), (_, now) in zip(old, new, strict=True):
                assert was == now or author(was) in (n, None), f"undo by {n} changed a colour of {was}"
