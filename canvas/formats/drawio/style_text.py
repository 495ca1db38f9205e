"""draw.io's style strings: "name;key=value;..." read to what they mean, and changed without touching the rest."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from canvas.errors import LimitExceeded
from canvas.formats import limits
from canvas.formats.drawio.stylesheet import EDGE, NAMED, VERTEX

_NUMBER = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def bare_names(style: str) -> tuple[str, ...]:
    """Return the names of predefined styles in a style string, known or not."""
    return tuple(name for piece in style.split(";") if "=" not in piece and (name := piece.strip()))


def effective(style: str, *, edge: bool) -> dict[str, str]:
    """Return every key that holds for a cell: defaults, predefined styles by name, then the string's own keys.

    As in draw.io a later part wins, "none" removes a key, and a leading ";" leaves the defaults out.

    Args:
        style: the style string.
        edge: use the defaults of connectors, else those of shapes.

    Raises:
        LimitExceeded: longer or with more keys than is accepted.
    """
    if len(style) > limits.STYLE_CHARS:
        raise LimitExceeded("the length of a style", limits.STYLE_CHARS)
    result: dict[str, str] = {} if style.startswith(";") else dict(EDGE if edge else VERTEX)
    pieces = style.split(";")
    if len(pieces) > limits.STYLE_KEYS:
        raise LimitExceeded("the number of keys in a style", limits.STYLE_KEYS)
    for piece in pieces:
        key, sign, value = piece.partition("=")
        key = key.strip()
        if not sign:
            result.update(NAMED.get(key, {}))
        elif value.strip() == "none":
            result.pop(key, None)
        elif key:
            result[key] = value
    return result


def patched(style: str, changes: Mapping[str, str | None]) -> str:
    """Return a style string with some keys set, or removed with None; everything else stays as it is, in its order.

    Of a key that stands there twice the last one counts, so that one is set.
    """
    pieces = style.split(";")
    last = {piece.partition("=")[0].strip(): i for i, piece in enumerate(pieces) if "=" in piece}
    kept: list[str] = []
    for i, piece in enumerate(pieces):
        key = piece.partition("=")[0].strip()
        if "=" not in piece or key not in changes:
            kept.append(piece)
        elif (value := changes[key]) is not None and last[key] == i:
            kept.append(f"{key}={safe_value(value)}")
    added = [f"{key}={safe_value(value)}" for key, value in changes.items() if value is not None and key not in last]
    if not added:
        return ";".join(kept)
    ended = not kept[-1].strip()
    return ";".join([*(kept[:-1] if ended else kept), *added, *([""] if ended else [])])


def safe_value(value: str) -> str:
    """Return a value that cannot end its key: semicolons would begin another one."""
    return value.replace(";", "").replace("\n", " ").replace("\r", " ")


def leading_number(text: str | None) -> float | None:
    """Return the number a text begins with, as JavaScript's parseFloat does; None for none, infinite or not a number."""
    match = _NUMBER.match(text) if text else None
    if match is None:
        return None
    value = float(match.group())
    return value if math.isfinite(value) else None


def number_text(value: float) -> str:
    """Return a number as draw.io writes it: no ".0", no exponent, at most six decimals."""
    if not math.isfinite(value):
        return "0"
    rounded = round(value, 6)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.6f}".rstrip("0")


def is_on(text: str | None) -> bool:
    """Tell whether a flag's text means yes: any number but 0, or "true"."""
    if text is None:
        return False
    number = leading_number(text)
    return number != 0 if number is not None else text.strip().lower() == "true"
