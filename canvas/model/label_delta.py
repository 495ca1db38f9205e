"""Label changes in code points: pycrdt tells deltas in UTF-8 bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from canvas.model.records import RichText, plain_text
from canvas.model.values import EMBED, clean_marks, frozen

Delta: TypeAlias = tuple[tuple[Any, ...], ...]
"""Steps ("retain", n), ("retain", n, marks), ("delete", n) and ("insert", text, marks); n counts code points."""


def label_delta(old: RichText, new: RichText, steps: Iterable[dict[str, Any]]) -> Delta:
    """Return the delta of a label in code points.

    Args:
        old: the label before.
        new: the label now.
        steps: what the event of the Text says, lengths in UTF-8 bytes.
    """
    before, after = plain_text(old), plain_text(new)
    if EMBED not in before and EMBED not in after:
        delta = _from_steps(before, steps)
        if delta is not None and apply_delta(before, delta) == after:
            return delta
    # Foreign objects in the text have other lengths, and a wrong delta would be worse than a coarse one.
    return replacement(old, new)


def replacement(old: RichText, new: RichText) -> Delta:
    """Return the delta that replaces what lies between the common start and the common end of two labels."""
    a, b = _characters(old), _characters(new)
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    delta: list[tuple[Any, ...]] = [("retain", head)] if head else []
    if len(a) > head + tail:
        delta.append(("delete", len(a) - head - tail))
    for character, marks in b[head : len(b) - tail]:
        if delta and delta[-1][0] == "insert" and delta[-1][2] == marks:
            delta[-1] = ("insert", delta[-1][1] + character, marks)
        else:
            delta.append(("insert", character, marks))
    return tuple(delta)


def apply_delta(text: str, delta: Delta) -> str:
    """Return the characters of a label after a delta."""
    at, out = 0, []
    for step in delta:
        if step[0] == "insert":
            out.append(step[1])
            continue
        if step[0] == "retain":
            out.append(text[at : at + step[1]])
        at += step[1]
    return "".join(out) + text[at:]


def _characters(label: RichText) -> list[tuple[str, Any]]:
    return [(character, run.marks) for run in label for character in run.text]


def _from_steps(before: str, steps: Iterable[dict[str, Any]]) -> Delta | None:
    raw, at = before.encode(), 0
    delta: list[tuple[Any, ...]] = []
    for step in steps:
        attributes = step.get("attributes")
        if "insert" in step:
            if not isinstance(step["insert"], str):
                return None
            delta.append(("insert", step["insert"], clean_marks(attributes)))
            continue
        kind = "retain" if "retain" in step else "delete"
        length = step[kind]
        count = len(raw[at : at + length].decode(errors="replace"))
        at += length
        delta.append((kind, count) if not attributes else (kind, count, _changed_marks(attributes)))
    return tuple(delta)


def _changed_marks(attributes: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Return the marks that a stretch gained or, with None, lost."""
    return tuple(sorted((name, frozen(value)) for name, value in attributes.items()))
