"""The little CSS that labels use: declarations, lengths and colours."""

from __future__ import annotations

from canvas.drawing.color import parse
from canvas.formats.drawio.style_text import leading_number

FONT_SIZES = (10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0)
"""Pixels of <font size="1"> to "7"."""
_NAMED_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
    "initial": 16.0,
}  # fmt: skip
_PIXELS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_SMALLEST, _LARGEST = 1.0, 2000.0


def declarations(style: str) -> dict[str, str]:
    """Return the properties of a style attribute, names and values in lower case except font families."""
    result: dict[str, str] = {}
    for piece in style.split(";"):
        name, colon, value = piece.partition(":")
        name = name.strip().lower()
        value = value.replace("!important", "").strip()
        if colon and name and value:
            result[name] = value if name == "font-family" else value.lower()
    return result


def length(value: str, em: float) -> float | None:
    """Return a CSS length in scene units, None when it is none.

    Args:
        value: for example "12px", "1.5em", "80%".
        em: font size that relative lengths refer to.
    """
    number = leading_number(value)
    if number is None:
        return None
    unit = value.strip().lstrip("+-0123456789.").strip().lower()
    if unit.startswith("e") and unit not in {"em", "ex"}:
        return None
    factor = {"em": em, "rem": 16.0, "%": em / 100, "ex": em / 2}.get(unit, _PIXELS.get(unit))
    return None if factor is None else number * factor


def font_size(value: str, em: float) -> float | None:
    """Return a font-size in scene units, within what documents accept."""
    size = _NAMED_SIZES.get(value)
    if size is None:
        size = {"smaller": em / 1.2, "larger": em * 1.2}.get(value, length(value, em))
    return None if size is None or size <= 0 else min(max(size, _SMALLEST), _LARGEST)


def html_font_size(value: str) -> float | None:
    """Return the size of <font size=...>: 1 to 7, or relative to 3."""
    number = leading_number(value)
    if number is None:
        return None
    step = int(number) + (3 if value.strip()[:1] in {"+", "-"} else 0)
    return FONT_SIZES[min(max(step, 1), 7) - 1]


def solid_color(value: str) -> str | None:
    """Return a colour as "#rrggbb", None when it is no definite colour."""
    color = parse(value)
    return color if color is not None and color.startswith("#") else None


def first_family(value: str) -> str:
    """Return the first name of a font-family, without quotes."""
    return value.split(",")[0].strip().strip("\"'").strip()


def vertical_margins(css: dict[str, str], defaults: tuple[float, float], em: float) -> tuple[float, float]:
    """Return the margins above and below a block in scene units."""
    top, bottom = defaults
    if "margin" in css:
        parts = [length(part, em) or 0.0 for part in css["margin"].split()[:4]] or [0.0]
        top, bottom = parts[0], parts[2] if len(parts) > 2 else parts[0]
    top = _margin(css, "margin-top", top, em)
    bottom = _margin(css, "margin-bottom", bottom, em)
    return min(max(top, 0.0), 1000.0), min(max(bottom, 0.0), 1000.0)


def _margin(css: dict[str, str], name: str, default: float, em: float) -> float:
    value = length(css[name], em) if name in css else default
    return default if value is None else value
