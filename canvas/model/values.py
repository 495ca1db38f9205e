"""Values on their way into and out of a Y.Doc.

On the way in everything is made harmless or refused: NaN, infinities, lone surrogates, integers beyond 64 bits and
dictionaries with keys that are not strings would crash pycrdt or be stored and hurt every other reader. On the way out
JSON becomes immutable and numbers become floats, so that a value read from an event equals the one read from a load.
"""

from __future__ import annotations

import math
from typing import Any

from canvas.errors import PlanError
from canvas.model.records import RichText, Run, Scalar

MAX_DEPTH = 32
"""Deepest nesting of lists and dictionaries in one value."""
EMBED = "\ufffc"
"""Stands for an object inside a text; we write none, but foreign programs may."""

Marks = tuple[tuple[str, Scalar], ...]


def check_text(text: Any) -> str:
    """Return the text. Raises PlanError when it is none or holds half a surrogate pair."""
    if not isinstance(text, str):
        raise PlanError(f"not a text: {type(text).__name__}")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise PlanError("a text holds half a surrogate pair") from error
    return text


def writable(value: Any, depth: int = 0) -> Any:
    """Return a value as it may be given to pycrdt. Raises PlanError for what must not be stored."""
    if isinstance(value, str):
        return check_text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return _writable_number(value)
    if depth >= MAX_DEPTH:
        raise PlanError(f"a value is nested deeper than {MAX_DEPTH}")
    if isinstance(value, (list, tuple)):
        return [writable(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {check_text(key): writable(item, depth + 1) for key, item in value.items()}
    raise PlanError(f"a document cannot hold a {type(value).__name__}")


def _writable_number(value: float) -> float:
    try:
        number = float(value)
    except OverflowError as error:
        raise PlanError("a number is too large") from error
    if not math.isfinite(number):
        raise PlanError(f"a document cannot hold {number}")
    return number


def frozen(value: Any, depth: int = 0) -> Any:
    """Return a value read from a document: lists as tuples, numbers as floats, and nothing too deep to walk."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, (int, float)):
        return float(value) if math.isfinite(value) else None
    if depth >= MAX_DEPTH:
        return None
    if isinstance(value, dict):
        return {str(key): frozen(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple, bytes, bytearray)):
        return tuple(frozen(item, depth + 1) for item in value)
    return None


def same(a: Any, b: Any) -> bool:
    """Tell whether two document values are equal; unlike ==, True is not 1.0."""
    return type(a) is type(b) and bool(a == b)


def clean_marks(attributes: Any) -> Marks:
    """Return the marks of a chunk of text; what is no mark of ours is dropped."""
    if not attributes:
        return ()
    marks = ((name, frozen(value)) for name, value in attributes.items())
    return tuple(sorted((name, value) for name, value in marks if name and isinstance(value, (str, bool, float))))


def rich_text(chunks: list[tuple[Any, Any]]) -> RichText:
    """Return the chunks of `Text.diff()` as runs; neighbours with equal marks become one."""
    if len(chunks) == 1 and not chunks[0][1] and isinstance(chunks[0][0], str):
        return (Run(chunks[0][0]),)
    runs: list[Run] = []
    for content, attributes in chunks:
        text = content if isinstance(content, str) else EMBED
        marks = clean_marks(attributes)
        if runs and runs[-1].marks == marks:
            runs[-1] = Run(runs[-1].text + text, marks)
        elif text:
            runs.append(Run(text, marks))
    return tuple(runs)


def byte_offset(chunks: list[tuple[Any, Any]], index: int) -> int:
    """Return where a code point index lies in a Text, whose positions count UTF-8 bytes (and 1 for an object)."""
    at = 0
    for content, _ in chunks:
        text = content if isinstance(content, str) else EMBED
        if index < len(text):
            return at + len(text[:index].encode())
        at += len(text.encode()) if text is content else 1
        index -= len(text)
    return at
