"""Colours as documents write them, and their dark counterparts."""

from __future__ import annotations

import re
from functools import lru_cache

DARK_PAPER = "#121212"
_NAMES = {
    "black": "#000000", "white": "#ffffff", "red": "#ff0000", "green": "#008000", "blue": "#0000ff", "yellow": "#ffff00",
    "orange": "#ffa500", "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0", "maroon": "#800000", "purple": "#800080",
    "fuchsia": "#ff00ff", "magenta": "#ff00ff", "lime": "#00ff00", "olive": "#808000", "navy": "#000080", "teal": "#008080",
    "aqua": "#00ffff", "cyan": "#00ffff", "pink": "#ffc0cb", "brown": "#a52a2a", "gold": "#ffd700", "violet": "#ee82ee",
    "indigo": "#4b0082", "crimson": "#dc143c", "coral": "#ff7f50", "salmon": "#fa8072", "tomato": "#ff6347", "khaki": "#f0e68c",
    "beige": "#f5f5dc", "ivory": "#fffff0", "lavender": "#e6e6fa", "orchid": "#da70d6", "plum": "#dda0dd", "tan": "#d2b48c",
    "turquoise": "#40e0d0", "skyblue": "#87ceeb", "steelblue": "#4682b4", "royalblue": "#4169e1", "dodgerblue": "#1e90ff",
    "lightblue": "#add8e6", "lightgreen": "#90ee90", "lightgray": "#d3d3d3", "lightgrey": "#d3d3d3", "lightyellow": "#ffffe0",
    "darkblue": "#00008b", "darkgreen": "#006400", "darkred": "#8b0000", "darkgray": "#a9a9a9", "darkgrey": "#a9a9a9",
    "darkorange": "#ff8c00", "dimgray": "#696969", "dimgrey": "#696969", "whitesmoke": "#f5f5f5", "snow": "#fffafa",
    "chocolate": "#d2691e", "firebrick": "#b22222", "forestgreen": "#228b22", "seagreen": "#2e8b57", "slategray": "#708090",
    "slategrey": "#708090", "hotpink": "#ff69b4", "deeppink": "#ff1493", "greenyellow": "#adff2f", "limegreen": "#32cd32",
}  # fmt: skip
_NO_PAINT = frozenset({"", "none", "transparent"})
_DEFAULT = frozenset({"default", "inherit", "currentcolor", "initial"})
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_RGB = re.compile(r"rgba?\(([^)]*)\)")
_SPLIT = re.compile(r"[\s,/]+")


@lru_cache(maxsize=4096)
def parse(value: str, dark: bool = False) -> str | None:
    """Return "#rrggbb", "default", or None when the value means no paint.

    Args:
        value: "#rgb", "#rrggbb", "rgb(...)", a name, "none", "default" or "light-dark(a, b)". What cannot be read means "default".
        dark: take the second colour of "light-dark(a, b)".
    """
    text = value.strip().lower()
    if text.startswith("light-dark(") and text.endswith(")"):
        light, other = _two_arguments(text[len("light-dark(") : -1])
        text = other if dark else light
    if text in _NO_PAINT:
        return None
    if text in _DEFAULT:
        return "default"
    if _HEX.fullmatch(text):
        digits = text[1:]
        return "#" + ("".join(d * 2 for d in digits[:3]) if len(digits) <= 4 else digits[:6])
    match = _RGB.fullmatch(text)
    if match:
        return _from_functional(match.group(1))
    return _NAMES.get(text, "default")


def _two_arguments(text: str) -> tuple[str, str]:
    """Split at the comma outside parentheses; one argument serves as both."""
    depth = 0
    for i, c in enumerate(text):
        depth += (c == "(") - (c == ")")
        if c == "," and depth == 0:
            return text[:i].strip(), text[i + 1 :].strip()
    return text.strip(), text.strip()


def _from_functional(arguments: str) -> str | None:
    parts = [part for part in _SPLIT.split(arguments.strip()) if part]
    try:
        numbers = [float(p[:-1]) * 2.55 if p.endswith("%") else float(p) for p in parts[:3]]
        transparent = len(parts) > 3 and float(parts[3].rstrip("%")) == 0
    except ValueError:
        return "default"
    if transparent:
        return None
    return _hex(numbers) if len(numbers) == 3 else "default"


def channels(color: str) -> tuple[int, int, int]:
    """Return red, green and blue 0..255 of "#rrggbb"."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def luminance(color: str) -> float:
    """Return how light "#rrggbb" looks, 0 for black to 1 for white."""
    r, g, b = channels(color)
    return (0.299 * r + 0.587 * g + 0.114 * b) / 255


def _hex(numbers: list[float]) -> str:
    return "#" + "".join(f"{min(255, max(0, round(n))):02x}" for n in numbers)


@lru_cache(maxsize=4096)
def adapt(color: str) -> str:
    """Return the counterpart of "#rrggbb" on dark paper: lightness is turned over, the hue stays.

    The channels are inverted by 93 % (so that white becomes the dark paper and black an off-white) and the hue, which
    inversion moves to its opposite, is turned back by 180 degrees; the hue matrix is that of the CSS filter effect.
    """
    r, g, b = (0.93 * 255 - 0.86 * c for c in channels(color))
    return _hex(
        [
            -0.574 * r + 1.43 * g + 0.144 * b,
            0.426 * r + 0.43 * g + 0.144 * b,
            0.426 * r + 1.43 * g - 0.856 * b,
        ]
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two "#rrggbb" as WCAG 2 counts it, 1 to 21."""
    darker, lighter = sorted((_relative_luminance(one), _relative_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _relative_luminance(color: str) -> float:
    parts = [c / 255 for c in channels(color)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
