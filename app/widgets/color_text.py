"""Colours as people type them."""

from __future__ import annotations

import re

from canvas.drawing.color import parse

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_NUMBERS = re.compile(r"\d{1,3}(\s*[, ]\s*)\d{1,3}(\s*[, ]\s*)\d{1,3}")


def parse_hex(text: str) -> str | None:
    """Return "#rrggbb" for three or six hex digits with or without "#", or None."""
    match = _HEX.fullmatch(text.strip())
    if match is None:
        return None
    digits = match.group(1).lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def parse_color(text: str) -> str | None:
    """Return "#rrggbb" for hex digits, "rgb(1, 2, 3)", "1, 2, 3" or a colour's English name; None for anything else."""
    found = parse_hex(text)
    if found is not None:
        return found
    asked = text.strip()
    named = parse(f"rgb({asked})" if _NUMBERS.fullmatch(asked) else asked)
    return named if named is not None and named != "default" else None
